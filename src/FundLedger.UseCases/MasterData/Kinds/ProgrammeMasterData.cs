using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

internal sealed class ProgrammeMasterData : MasterDataKind
{
    public override string Name => MasterDataKinds.Programme;

    public override string Word => "Programmes";

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        CodeColumn("NDC-YOUTH"),
        new("ministry", "主管機關", "Ministry", ColumnType.Text) { Required = true, Changeable = true, Example = "國發會" },
        NameZh("青年培力工作站"), NameEn("Youth workstations"),
        new("reserve_basis_points", "保留比率(萬分之一)", "Reserve (basis points)", ColumnType.BasisPoints)
        {
            Changeable = true,
            Example = "10%",
        },
        new("case_ceiling", "每案上限", "Ceiling of a case", ColumnType.Amount) { Changeable = true, Example = "3000000" },
        new("source", "依據", "Source", ColumnType.Text) { Changeable = true, MaximumLength = 500, Example = "核定函文號" },
    ];

    public override string KeyOf(RowValues row) => row.Text("code");

    internal override IEnumerable<string> Identities(RowValues row) => [row.Text("code")];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.Programmes.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.Programmes.OrderBy(programme => programme.Code).ToListAsync(stop)).Select(programme => new StoredRow(
            programme.Id,
            Row(
                ("code", programme.Code), ("ministry", programme.Ministry), ("name_zh", programme.NameZh), ("name_en", programme.NameEn),
                ("reserve_basis_points", Text(programme.ReserveBasisPoints)), ("case_ceiling", Text(programme.CaseCeiling, currency)),
                ("source", programme.Source)),
            programme)),
    ];

    internal override async Task<IReadOnlyList<RowName>> Names(LedgerDb db, CancellationToken stop) =>
    [
        .. (await db.Programmes.AsNoTracking().OrderBy(programme => programme.Code).ToListAsync(stop)).Select(programme => new RowName(
            programme.Id, programme.Code, $"{programme.Code} {programme.NameZh}", [programme.NameZh])),
    ];

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        var refusal = ProgrammeRules.Check(row.Number("reserve_basis_points"), row.Amount("case_ceiling", context.Currency));
        if (refusal is not null) yield return ("case_ceiling", refusal);
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        session.Db.Programmes.Add(new Programme
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = row.Text("code"),
            Ministry = row.Text("ministry"),
            NameZh = row.Text("name_zh"),
            NameEn = row.Text("name_en"),
            ReserveBasisPoints = row.Number("reserve_basis_points"),
            CaseCeiling = row.Amount("case_ceiling", session.Currency),
            Source = row.Text("source"),
        });
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred)
    {
        var programme = (Programme)stored.Entity;
        (programme.Ministry, programme.NameZh, programme.NameEn) = (row.Text("ministry"), row.Text("name_zh"), row.Text("name_en"));
        (programme.ReserveBasisPoints, programme.CaseCeiling) =
            (row.Number("reserve_basis_points"), row.Amount("case_ceiling", session.Currency));
        programme.Source = row.Text("source");
    }
}
