using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>Which company controls which: a donor is screened with its whole group. The end alone may change.</summary>
internal sealed class AffiliationMasterData : MasterDataKind
{
    private const string Parent = "parent_number";
    private const string Subsidiary = "subsidiary_number";

    public override string Name => MasterDataKinds.Affiliation;

    public override string Word => "Affiliations";

    public override AnyOf Policy { get; } = new(Policies.ManageParties, Policies.ManageMasterData);

    public override bool Screens => true;

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        new(Parent, "控制公司統一編號", "Parent's number", ColumnType.Digits) { Required = true, Example = "04595257" },
        new("parent_name", "控制公司", "Parent", ColumnType.Text)
        {
            Required = true,
            MaximumLength = PartyRules.MaximumNameLength,
            Example = "範例控股股份有限公司",
        },
        new(Subsidiary, "從屬公司統一編號", "Subsidiary's number", ColumnType.Digits) { Required = true, Example = "00000005" },
        new("subsidiary_name", "從屬公司", "Subsidiary", ColumnType.Text)
        {
            Required = true,
            MaximumLength = PartyRules.MaximumNameLength,
            Example = "範例營造股份有限公司",
        },
        new("valid_from", "起日", "From", ColumnType.Date) { Required = true, Example = "115/01/01" },
        new("valid_to", "迄日", "To", ColumnType.Date) { Changeable = true },
        new("source", "依據", "Source", ColumnType.Text) { Required = true, Example = "商工登記公示資料" },
    ];

    public override string KeyOf(RowValues row) => $"{row.Text(Parent)} {row.Text(Subsidiary)}".Trim();

    internal override IEnumerable<string> Identities(RowValues row) =>
        [$"{row.Text(Parent)} {row.Text(Subsidiary)} {row.Text("valid_from")}"];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.Affiliations.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.Affiliations.OrderBy(relation => relation.ParentNumber).ThenBy(relation => relation.Id).ToListAsync(stop)).Select(
            relation => new StoredRow(
                relation.Id,
                Row(
                    (Parent, relation.ParentNumber), ("parent_name", relation.ParentName), (Subsidiary, relation.SubsidiaryNumber),
                    ("subsidiary_name", relation.SubsidiaryName), ("valid_from", Text(relation.ValidFrom)),
                    ("valid_to", relation.ValidTo is { } last ? Text(last) : null), ("source", relation.Source)),
                relation)),
    ];

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        var refusal = Affiliation.Check(
            row.Text(Parent), row.Text(Subsidiary), row.Date("valid_from"), ScreeningListMasterData.LastDay(row));
        if (refusal is null) yield break;
        yield return (refusal.Code == nameof(ScreeningRefusals.ScreeningPeriodNotPossible) ? "valid_to"
            : UnifiedBusinessNumber.Check(row.Text(Parent)) is null ? Subsidiary : Parent, refusal);
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        session.Db.Affiliations.Add(new Affiliation
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            ParentNumber = row.Text(Parent),
            ParentName = row.Text("parent_name"),
            SubsidiaryNumber = row.Text(Subsidiary),
            SubsidiaryName = row.Text("subsidiary_name"),
            ValidFrom = row.Date("valid_from"),
            ValidTo = ScreeningListMasterData.LastDay(row),
            Source = row.Text("source"),
        });
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred) =>
        ((Affiliation)stored.Entity).ValidTo = ScreeningListMasterData.LastDay(row);
}
