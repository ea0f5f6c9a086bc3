using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Proposals;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

internal sealed class ProposalMasterData : MasterDataKind
{
    public override string Name => MasterDataKinds.Proposal;

    public override string Word => "Proposals";

    public override AnyOf Policy { get; } = new(Policies.ManageParties, Policies.ManageMasterData);

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        new("number", "編號", "Number", ColumnType.Number) { Required = true, Example = "1" },
        new("title", "案名", "Title", ColumnType.Text)
        {
            Required = true,
            Changeable = true,
            MaximumLength = 300,
            Example = "石岡區地方創生發展計畫",
        },
        new("districts", "地區", "Districts", ColumnType.Text) { Required = true, Changeable = true, Example = "石岡區" },
        new("proposer", "提案單位", "Proposer", ColumnType.Text) { Required = true, Changeable = true, Example = "石岡區公所" },
        new("partner", "合作單位", "Partner", ColumnType.Text) { Changeable = true, Example = "弘光科技大學" },
        new("filed_on", "提送日期", "Filed on", ColumnType.Date) { Required = true, Changeable = true, Example = "108/06/20" },
        new("source", "依據", "Source", ColumnType.Text) { Changeable = true, MaximumLength = 500 },
    ];

    public override string KeyOf(RowValues row) => row.Text("number");

    internal override IEnumerable<string> Identities(RowValues row) => [row.Text("number")];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.Proposals.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.Proposals.OrderBy(proposal => proposal.Number).ToListAsync(stop)).Select(proposal => new StoredRow(
            proposal.Id,
            Row(
                ("number", Text(proposal.Number)), ("title", proposal.Title), ("districts", proposal.Districts),
                ("proposer", proposal.Proposer), ("partner", proposal.Partner), ("filed_on", Text(proposal.FiledOn)),
                ("source", proposal.Source)),
            proposal)),
    ];

    internal override async Task<IReadOnlyList<RowName>> Names(LedgerDb db, CancellationToken stop) =>
    [
        .. (await db.Proposals.AsNoTracking().OrderBy(proposal => proposal.Number).ToListAsync(stop)).Select(proposal => new RowName(
            proposal.Id, Text(proposal.Number)!, $"{Text(proposal.Number)} {proposal.Title}", [proposal.PublicCode, proposal.Title])),
    ];

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        if (ProposalRules.Check(row.Number("number")!.Value, row.Date("filed_on"), context.Today) is not { } refusal) yield break;
        yield return (refusal.Code == nameof(ProposalRefusals.ProposalFiledInFuture) ? "filed_on" : "number", refusal);
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        session.Db.Proposals.Add(new Proposal
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Number = row.Number("number")!.Value,
            Title = row.Text("title"),
            Districts = row.Text("districts"),
            Proposer = row.Text("proposer"),
            Partner = row.Text("partner"),
            FiledOn = row.Date("filed_on"),
            Source = row.Text("source"),
        });
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred)
    {
        var proposal = (Proposal)stored.Entity;
        (proposal.Title, proposal.Districts, proposal.Proposer) = (row.Text("title"), row.Text("districts"), row.Text("proposer"));
        (proposal.Partner, proposal.FiledOn, proposal.Source) = (row.Text("partner"), row.Date("filed_on"), row.Text("source"));
    }
}
