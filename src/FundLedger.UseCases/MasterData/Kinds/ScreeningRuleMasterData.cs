using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Screening;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>A rule by which donors are screened; a change is a further version, and all are kept.</summary>
internal sealed class ScreeningRuleMasterData : MasterDataKind
{
    private static readonly EnumChoices<ScreeningRuleKind> Kinds = new(
        (ScreeningRuleKind.SupervisedParty, "supervised", "受監督", "Supervised party"),
        (ScreeningRuleKind.TenderBidder, "bidder", "投標中", "Bidder during a tender"),
        (ScreeningRuleKind.Contractor, "contractor", "履約廠商", "Contractor"),
        (ScreeningRuleKind.ConditionalGift, "conditional", "附條件捐贈", "Conditional gift"),
        (ScreeningRuleKind.ForeignCurrency, "foreign_currency", "外幣捐贈", "Foreign currency"),
        (ScreeningRuleKind.DebarredParty, "debarred", "停止補助", "Debarred from grants"),
        (ScreeningRuleKind.LookAlikeName, "look_alike", "名稱相同", "Look-alike name"));

    private static readonly EnumChoices<ScreeningOutcome> Outcomes = new(
        (ScreeningOutcome.Escalate, "escalate", "須經決定", "Needs a decision"),
        (ScreeningOutcome.Block, "block", "不得收受", "Blocked"));

    public override string Name => MasterDataKinds.ScreeningRule;

    public override string Word => "ScreeningRules";

    public override bool Screens => true;

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        CodeColumn("CITY-BIDDER"),
        new("kind", "規則類別", "Kind", ColumnType.Choice) { Required = true, Choices = Kinds.Columns, Example = "投標中" },
        new("outcome", "結果", "Outcome", ColumnType.Choice)
        {
            Required = true,
            Changeable = true,
            Choices = Outcomes.Columns,
            Example = "須經決定",
        },
        new("valid_from", "生效日", "Valid from", ColumnType.Date) { Required = true, Changeable = true, Example = "115/01/01" },
        new("valid_to", "失效日", "Valid to", ColumnType.Date) { Changeable = true },
        new("months_after", "期滿後月數", "Months after", ColumnType.Number) { Changeable = true, Example = "0" },
        new("source", "依據", "Source", ColumnType.Text)
        {
            Required = true,
            Changeable = true,
            MaximumLength = ScreeningRules.MaximumSourceLength,
            Example = "本市接受捐贈要點第5點",
        },
        new("version", "版次", "Version", ColumnType.Number) { GivenByBooks = true },
    ];

    public override string KeyOf(RowValues row) => row.Text("code");

    internal override IEnumerable<string> Identities(RowValues row) => [row.Text("code")];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) =>
        db.ScreeningRules.Select(rule => rule.Code).Distinct().CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.ScreeningRules.AsNoTracking().ToListAsync(stop)).GroupBy(rule => rule.Code, StringComparer.Ordinal)
            .Select(versions => versions.MaxBy(rule => rule.Version)!)
            .OrderBy(rule => rule.Code, StringComparer.Ordinal)
            .Select(rule => new StoredRow(
                rule.Id,
                Row(
                    ("code", rule.Code), ("kind", Kinds.Name(rule.Kind)), ("outcome", Outcomes.Name(rule.Outcome)),
                    ("valid_from", Text(rule.ValidFrom)), ("valid_to", rule.ValidTo is { } last ? Text(last) : null),
                    ("months_after", Text(rule.MonthsAfter)), ("source", rule.Source), ("version", Text(rule.Version))),
                rule)),
    ];

    internal override RowValues Complete(RowValues row, Func<string, IReadOnlySet<string>> taken)
    {
        var completed = row["months_after"] is null ? row.With("months_after", "0") : row;
        return completed["version"] is null ? completed.With("version", "1") : completed;
    }

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        if (added && row.Number("version") is { } given and not 1)
            yield return ("version", MasterDataRefusals.MasterDataColumnFixed("1", Text(given)!));
        var refusal = ScreeningRules.Check(
            row.Choice(Outcomes, "outcome"), row.Date("valid_from"), ScreeningListMasterData.LastDay(row), Months(row));
        if (refusal is null) yield break;
        yield return (refusal.Code == nameof(ScreeningRefusals.ScreeningMonthsNotPossible) ? "months_after" : "valid_to", refusal);
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        Add(session, row, version: 1);
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred) =>
        Add(session, row, ((ScreeningRule)stored.Entity).Version + 1);

    private static void Add(WriteSession session, RowValues row, int version) => session.Db.ScreeningRules.Add(new ScreeningRule
    {
        DedicatedAccountId = session.AccountId,
        Id = session.NewId(),
        Code = row.Text("code"),
        Version = version,
        Kind = row.Choice(Kinds, "kind"),
        Outcome = row.Choice(Outcomes, "outcome"),
        ValidFrom = row.Date("valid_from"),
        ValidTo = ScreeningListMasterData.LastDay(row),
        MonthsAfter = Months(row),
        Source = row.Text("source"),
    });

    private static int Months(RowValues row) => row.Number("months_after") ?? 0;
}
