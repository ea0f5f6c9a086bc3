using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

internal sealed class DistrictMasterData : MasterDataKind
{
    public override string Name => MasterDataKinds.District;

    public override string Word => "Districts";

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        CodeColumn("SHIGANG"), NameZh("石岡區"), NameEn("Shigang"),
        new("priority", "優先推動地區", "Priority area", ColumnType.Flag) { Changeable = true, Example = "是" },
    ];

    public override string KeyOf(RowValues row) => row.Text("code");

    internal override IEnumerable<string> Identities(RowValues row) => [row.Text("code")];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.Districts.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.Districts.OrderBy(district => district.Code).ToListAsync(stop)).Select(district => new StoredRow(
            district.Id,
            Row(
                ("code", district.Code), ("name_zh", district.NameZh), ("name_en", district.NameEn), ("priority", Text(district.Priority))),
            district)),
    ];

    internal override async Task<IReadOnlyList<RowName>> Names(LedgerDb db, CancellationToken stop) =>
    [
        .. (await db.Districts.AsNoTracking().OrderBy(district => district.Code).ToListAsync(stop)).Select(district => new RowName(
            district.Id, district.Code, $"{district.Code} {district.NameZh}", [district.NameZh])),
    ];

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        session.Db.Districts.Add(new District
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = row.Text("code"),
            NameZh = row.Text("name_zh"),
            NameEn = row.Text("name_en"),
            Priority = row.Flag("priority"),
        });
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred)
    {
        var district = (District)stored.Entity;
        (district.NameZh, district.NameEn, district.Priority) = (row.Text("name_zh"), row.Text("name_en"), row.Flag("priority"));
    }
}
