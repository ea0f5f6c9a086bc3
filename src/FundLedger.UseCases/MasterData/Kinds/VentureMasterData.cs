using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Proposals;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>What is funded. Its proposal and its place stay, for designated money is paid by them; an operator is named once.</summary>
internal sealed class VentureMasterData : MasterDataKind
{
    public override string Name => MasterDataKinds.Venture;

    public override string Word => "Ventures";

    public override AnyOf Policy { get; } = new(Policies.ManageParties, Policies.ManageMasterData);

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        GivenCode,
        new("name", "名稱", "Name", ColumnType.Text) { Required = true, Changeable = true, Example = "石岡水果百寶盒" },
        new("kind", "類型", "Kind", ColumnType.Text) { Required = true, Changeable = true, MaximumLength = 50, Example = "營收" },
        new("proposal", "提案編號", "Proposal", ColumnType.Reference) { RefersTo = MasterDataKinds.Proposal, Example = "1" },
        new("district", "鄉鎮市區", "District", ColumnType.Reference) { RefersTo = MasterDataKinds.District, Example = "SHIGANG" },
        new("operator", "營運單位", "Operator", ColumnType.Reference) { RefersTo = MasterDataKinds.Party, GivenOnce = true },
    ];

    public override string KeyOf(RowValues row) => row.Text("name");

    internal override IEnumerable<string> Identities(RowValues row)
    {
        if (row["code"] is { } code) yield return $"code:{code}";
        yield return $"name:{row.Text("proposal")}:{row.Text("name")}";
    }

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.Ventures.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.Ventures.OrderBy(venture => venture.Name).ThenBy(venture => venture.Id).ToListAsync(stop)).Select(
            venture => new StoredRow(
                venture.Id,
                Row(
                    ("code", venture.PublicCode), ("name", venture.Name), ("kind", venture.Kind),
                    ("proposal", referred.Key(MasterDataKinds.Proposal, venture.ProposalId)),
                    ("district", referred.Key(MasterDataKinds.District, venture.DistrictId)),
                    ("operator", referred.Key(MasterDataKinds.Party, venture.OperatorPartyId))),
                venture)),
    ];

    internal override async Task<IReadOnlyList<RowName>> Names(LedgerDb db, CancellationToken stop) =>
    [
        .. (await db.Ventures.AsNoTracking().OrderBy(venture => venture.Name).ToListAsync(stop)).Select(venture => new RowName(
            venture.Id, venture.PublicCode, venture.Name, [venture.Name])),
    ];

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        session.Db.Ventures.Add(new Venture
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            ProposalId = referred.Id(MasterDataKinds.Proposal, row["proposal"]),
            Name = row.Text("name"),
            Kind = row.Text("kind"),
            DistrictId = referred.Id(MasterDataKinds.District, row["district"]),
            OperatorPartyId = referred.Id(MasterDataKinds.Party, row["operator"]),
        });
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred)
    {
        var venture = (Venture)stored.Entity;
        (venture.Name, venture.Kind) = (row.Text("name"), row.Text("kind"));
        venture.OperatorPartyId = referred.Id(MasterDataKinds.Party, row["operator"]);
    }
}
