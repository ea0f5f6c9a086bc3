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

    /// <summary>Accepts the draft as the next entry of its fiscal year, or says which rule it breaks.</summary>
    public static Result<AcceptedEntry> Accept(LedgerSnapshot snapshot, EntryDraft draft)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(draft);
        if ((CheckShape(draft) ?? CheckDate(snapshot, draft) ?? CheckLines(snapshot, draft)
            ?? CheckBalance(snapshot, draft) ?? CheckTakingBack(snapshot, draft)) is { } refusal)
        {
            return refusal;
        }

        var postings = draft.Postings
            .Select((posting, index) => new AcceptedPosting(
                index + 1, snapshot.Accounts[posting.Account], snapshot.Funds[posting.Fund].Fund,
                posting.Amount.MinorUnits, posting.PartyId, posting.VentureId))
            .ToArray();
        var changes = FundChanges(postings);
        var shortage = changes.FirstOrDefault(change => IsShort(snapshot, change));
        if (shortage is not null)
        {
            var fund = snapshot.Funds[shortage.Fund.Code];
            return LedgerRefusals.InsufficientAvailable(
                shortage.Fund.Code, new Money(fund.Available, snapshot.Currency),
                new Money(shortage.Encumbered - shortage.Spendable, snapshot.Currency));
        }

        var lots = LotRules.Decide(snapshot, draft, changes);
        if (lots.IsRefused) return lots.Refusal;

        var year = draft.BookingDate.Year;
        return new AcceptedEntry(
            draft, new EntryReference(year, snapshot.LastNumber.GetValueOrDefault(year) + 1),
            postings, lots.Value.Openings, lots.Value.Movements, changes);
    }

    /// <summary>How the postings move each fund's spendable money and encumbrances, ascending by fund id.</summary>
    private static FundChange[] FundChanges(IEnumerable<AcceptedPosting> postings) => postings
        .GroupBy(posting => posting.Fund.Id)
        .OrderBy(group => group.Key)
        .Select(group => new FundChange(
            group.First().Fund,
            group.Where(posting => posting.Account.Spendable).Aggregate(0L, (sum, posting) => checked(sum + posting.Amount)),
            group.Where(posting => posting.Account.Code == ChartOfAccounts.Encumbrances).Aggregate(0L, (sum, posting) => checked(sum + posting.Amount))))
        .ToArray();

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
            return draft.TakesBack is null ? LedgerRefusals.DescriptionMissing() : LedgerRefusals.ReversalNeedsReason();
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
        if (draft.Period > 12 && draft.BookingDate is not { Month: 12, Day: 31 }) return LedgerRefusals.AdjustmentNotAtYearEnd(draft.BookingDate);
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

    private static Refusal? CheckLines(LedgerSnapshot snapshot, EntryDraft draft)
    {
        for (var index = 0; index < draft.Postings.Count; index++)
        {
            var posting = draft.Postings[index];
            if (!snapshot.Accounts.TryGetValue(posting.Account, out var account)) return LedgerRefusals.UnknownAccount(index + 1, posting.Account);
            if (draft.Closing && !(YearClosing.IsClosed(account) || account.Type == AccountType.NetAssets))
            {
                return LedgerRefusals.ClosingTouchesAccount(index + 1, posting.Account);
            }

            if (draft.Manual && !account.ManualPosting) return LedgerRefusals.AccountClosedToManualVouchers(index + 1, posting.Account);
            if (!snapshot.Funds.ContainsKey(posting.Fund)) return LedgerRefusals.UnknownFund(index + 1, posting.Fund);
            if (posting.Amount.Currency != snapshot.Currency)
            {
                return LedgerRefusals.CurrencyDiffers(index + 1, posting.Amount.Currency.Code, snapshot.Currency.Code);
            }

            if (posting.Amount.IsZero) return LedgerRefusals.AmountIsZero(index + 1);
        }

        return null;
    }

    private static Refusal? CheckBalance(LedgerSnapshot snapshot, EntryDraft draft)
    {
        // Sums are taken in 128 bits so that amounts at the edge of 64 bits are refused, not wrapped or thrown.
        if (Sum(draft.Postings, _ => true) is { } total && total != 0)
        {
            return LedgerRefusals.EntryDoesNotBalance(Clamp(total, snapshot.Currency));
        }

        foreach (var fund in draft.Postings.Select(posting => posting.Fund).Distinct(StringComparer.Ordinal))
        {
            var difference = Sum(draft.Postings, posting => posting.Fund == fund);
            if (difference != 0) return LedgerRefusals.FundDoesNotBalance(fund, Clamp(difference, snapshot.Currency));

            var memorandum = Sum(draft.Postings, posting =>
                posting.Fund == fund && snapshot.Accounts[posting.Account].Type == AccountType.Memorandum);
            if (memorandum != 0) return LedgerRefusals.EncumbranceDoesNotBalance(fund, Clamp(memorandum, snapshot.Currency));

            var positive = Sum(draft.Postings, posting => posting.Fund == fund && !posting.Amount.IsNegative);
            var held = Int128.Abs(snapshot.Funds[fund].Spendable) + Int128.Abs(snapshot.Funds[fund].Encumbered);
            if (positive + held > LargestAmount)
            {
                return LedgerRefusals.AmountTooLarge(positive.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    /// <summary>An entry is taken back once: by a reversal while its fiscal year is open, by a correction afterwards.</summary>
    private static Refusal? CheckTakingBack(LedgerSnapshot snapshot, EntryDraft draft)
    {
        if (draft.TakesBack is not { } original) return null;
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

    private static Int128 Sum(IEnumerable<PostingDraft> postings, Func<PostingDraft, bool> belongs) =>
        postings.Where(belongs).Aggregate(Int128.Zero, (sum, posting) => sum + posting.Amount.MinorUnits);

    private static Money Clamp(Int128 amount, Currency currency) =>
        new((long)Int128.Clamp(amount, -long.MaxValue, long.MaxValue), currency);
}
