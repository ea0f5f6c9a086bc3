using FundLedger.Domain.People;

namespace FundLedger.Domain.Ledger;

/// <summary>What an entry that a person writes must meet before <see cref="EntryRules"/> looks at it.</summary>
public static class ManualVoucherRules
{
    /// <summary>The larger of the two case ceilings in the programme's papers, in whole units of the currency.</summary>
    private const decimal LargestByOnePerson = 5_000_000m;

    /// <summary>Debits above this amount need a second person.</summary>
    public static Money SecondPersonAbove(Currency currency) => Money.FromDecimal(LargestByOnePerson, currency).Value;

    /// <summary>
    /// Refused, in this order: an approver who is the preparer (<see cref="ManualVoucherRefusals.ApproverIsPreparer"/>), and
    /// debits above the limit without an approver (<see cref="ManualVoucherRefusals.SecondPersonNeeded"/>).
    /// </summary>
    public static Refusal? Check(IReadOnlyList<PostingDraft> lines, Actor preparer, Actor? approver)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(preparer);
        if (approver is not null) return approver.PersonId == preparer.PersonId ? ManualVoucherRefusals.ApproverIsPreparer() : null;

        // Lines of another currency than the account's are refused later; until then each currency has its own limit.
        foreach (var currency in lines.Where(line => !line.Amount.IsNegative).GroupBy(line => line.Amount.Currency))
        {
            var limit = SecondPersonAbove(currency.Key);
            var debits = currency.Aggregate(Int128.Zero, (sum, line) => sum + line.Amount.MinorUnits);
            if (debits > limit.MinorUnits) return ManualVoucherRefusals.SecondPersonNeeded(limit);
        }

        return null;
    }

    /// <summary>Receipt when cash at bank rises, payment when it falls, else transfer.</summary>
    public static VoucherKind KindOf(IReadOnlyList<PostingDraft> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var cash = lines.Where(line => ChartOfAccounts.IsCashAtBank(line.Account))
            .Aggregate(Int128.Zero, (sum, line) => sum + line.Amount.MinorUnits);
        return cash > 0 ? VoucherKind.Receipt : cash < 0 ? VoucherKind.Payment : VoucherKind.Transfer;
    }

    /// <summary>
    /// Whether an entry may be reversed or corrected by hand. One that a workflow made is taken back by that workflow, which
    /// knows what else must change.
    /// </summary>
    /// <param name="document">What caused the entry; null when nothing did.</param>
    public static Refusal? CheckTakenBackByHand(EntryReference entry, DocumentKind? document) =>
        document is null or DocumentKind.ManualVoucher or DocumentKind.YearClosing
            ? null
            : ManualVoucherRefusals.EntryBelongsToWorkflow(entry);
}

/// <summary>Every way a manual voucher is refused before the rules of entries, in the order checked.</summary>
public static class ManualVoucherRefusals
{
    public static Refusal ApproverIsPreparer() => new(nameof(ApproverIsPreparer));

    public static Refusal SecondPersonNeeded(Money above) => new(nameof(SecondPersonNeeded), above);

    public static Refusal EntryBelongsToWorkflow(EntryReference entry) => new(nameof(EntryBelongsToWorkflow), entry);
}
