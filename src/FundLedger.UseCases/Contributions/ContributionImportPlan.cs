using System.Security.Cryptography;
using System.Text.Json;
using FundLedger.Data;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Screening;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.Screening;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions;

/// <summary>
/// What a file of gifts means to the books as one context sees them. Donors, funds and the rows booked before are asked for once,
/// whatever the number of rows.
/// </summary>
internal sealed class ContributionImportPlan
{
    private readonly Currency currency;
    private readonly ReferredRows donors;
    private readonly IReadOnlyDictionary<string, Fund> funds;
    private readonly IReadOnlyDictionary<string, BookedGift> booked;
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly List<(ReportedRow Reported, PlannedGift? Gift)> rows = [];

    private ContributionImportPlan(
        Currency currency, ReferredRows donors, IReadOnlyDictionary<string, Fund> funds, IReadOnlyDictionary<string, BookedGift> booked)
    {
        (this.currency, this.donors, this.funds, this.booked) = (currency, donors, funds, booked);
    }

    public static async Task<ContributionImportPlan> Of(
        LedgerDb db, IReadOnlyList<GivenRow> given, Currency currency, LocalDate today, CancellationToken stop)
    {
        var donors = await ReferredRows.Of(db, ContributionColumns.All, stop);
        var funds = await db.Funds.AsNoTracking().ToDictionaryAsync(fund => fund.Code, fund => fund.ToDomain(), stop);
        var references = given.Select(row => Reference(row, currency)).OfType<string>();
        var booked = await BookedGift.Read(db, references, stop);
        var plan = new ContributionImportPlan(currency, donors, funds, booked);
        foreach (var row in given) plan.rows.Add(plan.Decide(row));
        plan.Screen(await ScreeningBooks.Load(db, plan.ToBook.Select(gift => gift.PayerPartyId), today, stop));
        return plan;
    }

    /// <summary>Refuses the rows of donors whose gifts are blocked or need a decision.</summary>
    private void Screen(ScreeningBooks screening)
    {
        var found = ToBook.Select(gift => gift.PayerPartyId).Distinct()
            .ToDictionary(payer => payer, payer => ScreeningRefusals.Of(screening.Decide([payer])));
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index] is not { Reported.Outcome: RowOutcome.Added, Gift: { } gift } row) continue;
            if (found[gift.PayerPartyId] is not { } refusal) continue;
            rows[index] = (new ReportedRow(
                row.Reported.Number, row.Reported.Key, RowOutcome.Refused, [], [new(ContributionColumns.Donor, refusal)]), gift);
        }
    }

    /// <summary>The gifts that are not booked yet, in the order of the file.</summary>
    public IReadOnlyList<PlannedGift> ToBook =>
        [.. rows.Where(row => row.Reported.Outcome == RowOutcome.Added).Select(row => row.Gift!)];

    public ContributionImportReport Report() => new(
        new ImportReport([.. rows.Select(row => row.Reported)], Written: false),
        [
            .. ToBook.SelectMany(gift => gift.Parts).GroupBy(part => part.Fund).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new SplitPart(group.Key, new Money(Sum(group.Select(part => part.Amount)), currency))),
        ],
        Digest());

    /// <summary>More than any sum that can be booked is shown as the largest there is.</summary>
    private static long Sum(IEnumerable<long> amounts) =>
        (long)Int128.Min(long.MaxValue, amounts.Aggregate(Int128.Zero, (sum, amount) => sum + amount));

    /// <summary>Whether a row is booked already is left out, so that an import that went halfway is still the same.</summary>
    private string Digest() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        rows.Select(row => new { row.Reported.Number, row.Gift, Refused = row.Reported.Refusals.Select(fault => fault.Refusal.Code) }))));

    private static string? Reference(GivenRow row, Currency currency)
    {
        if (!row.Cells.TryGetValue(ContributionColumns.Reference, out var text)) return null;
        var read = CellText.Read(ContributionColumns.Column(ContributionColumns.Reference), text, currency);
        return read.IsRefused ? null : read.Value;
    }

    private (ReportedRow Reported, PlannedGift? Gift) Decide(GivenRow given)
    {
        var refusals = new List<CellRefusal>();
        var row = new RowValues(Read(given, refusals));
        var reference = row.Text(ContributionColumns.Reference);
        if (refusals.Count > 0) return (Refused(refusals), null);
        if (!seen.TryAdd(reference, given.Number))
            return (Refused([new(ContributionColumns.Reference, MasterDataRefusals.MasterDataRowTwice(seen[reference]))]), null);
        var split = Split(row);
        if (split.IsRefused) return (Refused([new(split.Column, split.Refusal)]), null);
        var gift = new PlannedGift(
            given.Number, reference, donors.Id(MasterDataKinds.Party, row[ContributionColumns.Donor])!.Value,
            row.Amount(ContributionColumns.Amount, currency)!.Value,
            [.. split.Parts.Select(part => new ContributionPart(part.Fund, part.Amount.MinorUnits))],
            row.Text(ContributionColumns.PledgedOn), row.Text(ContributionColumns.Description));
        if (booked.GetValueOrDefault(reference) is not { } before) return (Reported(RowOutcome.Added, Shown(row, split.Parts), []), gift);
        var changed = before.Differences(gift, currency).ToArray();
        return changed.Length > 0 ? (Refused(changed), gift) : (Reported(RowOutcome.Unchanged, [], []), gift);

        ReportedRow Refused(IReadOnlyList<CellRefusal> faults) => Reported(RowOutcome.Refused, [], faults);

        ReportedRow Reported(RowOutcome outcome, IReadOnlyList<ColumnChange> changes, IReadOnlyList<CellRefusal> faults) =>
            new(given.Number, reference, outcome, changes, faults);
    }

    private Dictionary<string, string?> Read(GivenRow given, List<CellRefusal> refusals)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in ContributionColumns.All)
        {
            if (given.Faults?.GetValueOrDefault(column.Name) is { } fault)
            {
                refusals.Add(new CellRefusal(column.Name, fault));
                continue;
            }

            var read = CellText.Read(column, given.Cells.GetValueOrDefault(column.Name), currency);
            if (column.RefersTo is { } other) read = read.Then(key => key is null ? read : donors.Find(other, key));
            if (read.IsRefused) refusals.Add(new CellRefusal(column.Name, read.Refusal));
            else if (read.Value is null) refusals.Add(new CellRefusal(column.Name, MasterDataRefusals.CellMissing()));
            else values[column.Name] = read.Value;
        }

        return values;
    }

    /// <summary>The parts of the row; else why they cannot be booked, and the column that is at fault.</summary>
    private ReadSplit Split(RowValues row)
    {
        var amount = new Money(row.Amount(ContributionColumns.Amount, currency)!.Value, currency);
        if (amount.MinorUnits <= 0) return new(ContributionColumns.Amount, ContributionRefusals.ContributionAmountNotPositive(amount));
        var read = FundSplit.Read(row.Text(ContributionColumns.Split), amount);
        if (read.IsRefused) return new(ContributionColumns.Split, read.Refusal);
        if (read.Value.FirstOrDefault(part => !funds.ContainsKey(part.Fund)) is { } unknown)
            return new(ContributionColumns.Split, MasterDataRefusals.ReferenceNotFound(unknown.Fund));
        var shares = read.Value.Select(part => (funds[part.Fund], part.Amount)).ToArray();
        return ContributionRules.Check(
            ContributionKind.Donation, amount, shares, row.Text(ContributionColumns.Description)) is { } refusal
            ? new(refusal.Code.StartsWith("Description", StringComparison.Ordinal)
                ? ContributionColumns.Description : ContributionColumns.Split, refusal)
            : new(read.Value);
    }

    /// <summary>What will be booked: whose gift, the split in amounts.</summary>
    private List<ColumnChange> Shown(RowValues row, IReadOnlyList<SplitPart> parts) =>
    [
        .. ContributionColumns.All.Where(column => column.Name != ContributionColumns.Reference)
            .Select(column => new ColumnChange(column.Name, null, column.Name switch
            {
                ContributionColumns.Split => FundSplit.Text(parts),
                ContributionColumns.Donor => donors.Label(MasterDataKinds.Party, row.Text(column.Name)),
                _ => row[column.Name],
            })),
    ];

    private sealed record ReadSplit(string Column, Refusal? Refused, IReadOnlyList<SplitPart> Parts)
    {
        public ReadSplit(string column, Refusal refusal)
            : this(column, refusal, [])
        {
        }

        public ReadSplit(IReadOnlyList<SplitPart> parts)
            : this("", null, parts)
        {
        }

        public bool IsRefused => Refused is not null;

        public Refusal Refusal => Refused ?? throw new InvalidOperationException("Nothing was refused.");
    }
}
