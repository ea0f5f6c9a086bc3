using FundLedger.Domain.Vouchers;
using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>
/// Decides whether an entry may be booked. Pure: the same snapshot and draft always give the same answer,
/// and the refusal is the first broken rule in the order of <see cref="LedgerRefusals"/>.
/// </summary>
public static class EntryRules
{
    public const int MaximumLines = 9_999;
    public const int MaximumDescriptionLength = 500;

    /// <summary>
    /// The most a fund may hold or one entry move in it, in minor units. Fifteen digits: sums over thousands of funds stay
    /// within 64 bits, and programs that keep numbers as floating point still read exported figures exactly.
    /// </summary>
    public const long LargestAmount = 999_999_999_999_999;

    /// <summary>The ledger's partitions begin with fiscal year 2000 (民國 89 年).</summary>
    public static readonly LocalDate EarliestBookingDate = new(2000, 1, 1);

    /// <summary>Accepts the draft as the next entry of its fiscal year, or refuses it by the rule it breaks.</summary>
    public static Result<AcceptedEntry> Accept(LedgerSnapshot snapshot, EntryDraft draft)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(draft);
        if ((CheckShape(draft) ?? CheckDate(snapshot, draft) ?? CheckOpening(snapshot, draft) ?? CheckLines(snapshot, draft))
            is { } unreadable) return unreadable;
        var totals = FundTotals.Of(snapshot, draft.Postings);
        if ((CheckBalance(snapshot, totals) ?? CheckTakingBack(snapshot, draft)) is { } refusal) return refusal;

        var changes = totals.Changes();
        foreach (var change in changes)
        {
            if (!IsShort(snapshot, change)) continue;
            var fund = snapshot.Funds[change.Fund.Code];
            return LedgerRefusals.InsufficientAvailable(
                change.Fund.Code, new Money(fund.Available, snapshot.Currency),
                new Money(change.Encumbered - change.Spendable, snapshot.Currency));
        }

        var lots = LotRules.Decide(snapshot, draft, changes);
        if (lots.IsRefused) return lots.Refusal;

        var year = draft.BookingDate.Year;
        return new AcceptedEntry(
            draft, new EntryReference(year, snapshot.LastNumber.GetValueOrDefault(year) + 1),
            Postings(snapshot, draft), lots.Value.Openings, lots.Value.Movements, changes);
    }

    private static AcceptedPosting[] Postings(LedgerSnapshot snapshot, EntryDraft draft)
    {
        var postings = new AcceptedPosting[draft.Postings.Count];
        for (var index = 0; index < postings.Length; index++)
        {
            var posting = draft.Postings[index];
            postings[index] = new AcceptedPosting(
                index + 1, snapshot.Accounts[posting.Account], snapshot.Funds[posting.Fund].Fund,
                posting.Amount.MinorUnits, posting.PartyId, posting.VentureId);
        }

        return postings;
    }

    private static bool IsShort(LedgerSnapshot snapshot, FundChange change)
    {
        // Only what lowers the available money can be short: a fund in order stays in order when money comes in.
        var lowering = change.Encumbered - change.Spendable;
        return lowering > 0 && snapshot.Funds[change.Fund.Code].Available < lowering;
    }

    private static Refusal? CheckShape(EntryDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Description))
        {
            return draft.Undoes is null ? LedgerRefusals.DescriptionMissing() : LedgerRefusals.ReversalNeedsReason();
        }

        if (draft.Description.Length > MaximumDescriptionLength)
        {
            return LedgerRefusals.DescriptionTooLong(draft.Description.Length, MaximumDescriptionLength);
        }

        if (!StorableText.Is(draft.Description)) return LedgerRefusals.DescriptionNotText();
        if (draft.Postings.Count < 2) return LedgerRefusals.EntryHasTooFewLines(draft.Postings.Count);
        return draft.Postings.Count > MaximumLines
            ? LedgerRefusals.EntryHasTooManyLines(draft.Postings.Count, MaximumLines)
            : null;
    }

    private static Refusal? CheckDate(LedgerSnapshot snapshot, EntryDraft draft)
    {
        if (draft.BookingDate < EarliestBookingDate) return LedgerRefusals.BookingDateTooEarly(draft.BookingDate, EarliestBookingDate);
        if (draft.BookingDate > snapshot.Today) return LedgerRefusals.BookingDateInFuture(draft.BookingDate, snapshot.Today);
        if (draft.Period > 12 && draft.BookingDate is not { Month: 12, Day: 31 })
            return LedgerRefusals.AdjustmentNotAtYearEnd(draft.BookingDate);
        if (draft.Reverses is { } original && snapshot.IsClosed(original.FiscalYear)) return LedgerRefusals.ReversalInClosedYear(original);
        var year = draft.BookingDate.Year;
        if (snapshot.IsClosed(year)) return PeriodRefusals.FiscalYearClosed(year);
        return snapshot.Periods.GetValueOrDefault((year, draft.Period)) switch
        {
            PeriodState.Open => null,
            PeriodState.SoftClosed => draft.IsCorrection ? null : LedgerRefusals.PeriodSoftClosed(year, draft.Period),
            _ => LedgerRefusals.PeriodClosed(year, draft.Period),
        };
    }

    private static Refusal? CheckOpening(LedgerSnapshot snapshot, EntryDraft draft)
    {
        if (!draft.Opening) return null;
        if (snapshot.OrdinaryEntry is { } used) return OpeningRefusals.OpeningAfterFirstEntry(used);
        return draft.Undoes is null ? OpeningRules.CheckDate(draft.BookingDate, snapshot.OpenedOn) : null;
    }

    private static Refusal? CheckLines(LedgerSnapshot snapshot, EntryDraft draft)
    {
        for (var index = 0; index < draft.Postings.Count; index++)
        {
            var posting = draft.Postings[index];
            if (!snapshot.Accounts.TryGetValue(posting.Account, out var account))
                return LedgerRefusals.UnknownAccount(index + 1, posting.Account);
            if (draft.Closing && !(YearClosing.IsClosed(account) || account.Type == AccountType.NetAssets))
            {
                return LedgerRefusals.ClosingTouchesAccount(index + 1, posting.Account);
            }

            if (draft.Opening && !OpeningRules.MayTouch(account))
                return OpeningRefusals.OpeningTouchesAccount(index + 1, posting.Account);
            if (draft is { Manual: true, Opening: false } && !account.OpenToManualVouchers)
                return LedgerRefusals.AccountClosedToManualVouchers(index + 1, posting.Account);
            if (!snapshot.Funds.ContainsKey(posting.Fund)) return LedgerRefusals.UnknownFund(index + 1, posting.Fund);
            if (posting.Amount.Currency != snapshot.Currency)
            {
                return LedgerRefusals.CurrencyDiffers(index + 1, posting.Amount.Currency.Code, snapshot.Currency.Code);
            }

            if (posting.Amount.IsZero) return LedgerRefusals.AmountIsZero(index + 1);
        }

        return null;
    }

    private static Refusal? CheckBalance(LedgerSnapshot snapshot, FundTotals totals)
    {
        if (totals.Sum != 0) return LedgerRefusals.EntryDoesNotBalance(Clamp(totals.Sum, snapshot.Currency));
        foreach (var total in totals.InOrder)
        {
            var code = total.Fund.Fund.Code;
            if (total.Sum != 0) return LedgerRefusals.FundDoesNotBalance(code, Clamp(total.Sum, snapshot.Currency));
            if (total.Memorandum != 0) return LedgerRefusals.EncumbranceDoesNotBalance(code, Clamp(total.Memorandum, snapshot.Currency));
            if (total.Debits + Int128.Abs(total.Fund.Spendable) + Int128.Abs(total.Fund.Encumbered) > LargestAmount)
            {
                return LedgerRefusals.AmountTooLarge(total.Debits.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    /// <summary>An entry is taken back once: by a reversal while its fiscal year is open, by a correction afterwards.</summary>
    private static Refusal? CheckTakingBack(LedgerSnapshot snapshot, EntryDraft draft)
    {
        if (draft.Undoes is not { } original) return null;
        if (draft.Corrects is not null)
        {
            if (!snapshot.IsClosed(original.FiscalYear)) return LedgerRefusals.CorrectionNeedsClosedYear(original);
        }
        else if (original.FiscalYear != draft.BookingDate.Year)
        {
            return LedgerRefusals.ReversalLeavesFiscalYear(original, draft.BookingDate);
        }

        return snapshot.Reversed.Contains(original) ? LedgerRefusals.EntryAlreadyReversed(original) : null;
    }

    private static Money Clamp(Int128 amount, Currency currency) =>
        new((long)Int128.Clamp(amount, -long.MaxValue, long.MaxValue), currency);
}
