using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>Who is supervised, bids, has a contract or is excluded from grants. Who and since when stays; the end may change.</summary>
internal sealed class ScreeningListMasterData : MasterDataKind
{
    private const string Number = "unified_business_number";

    private static readonly EnumChoices<ScreeningList> Lists = new(
        (ScreeningList.Supervised, "supervised", "受監督", "Supervised"),
        (ScreeningList.Bidder, "bidder", "投標中", "Bidder"),
        (ScreeningList.Contractor, "contractor", "履約廠商", "Contractor"),
        (ScreeningList.Debarred, "debarred", "停止補助", "Debarred from grants"));

    public override string Name => MasterDataKinds.ScreeningList;

    public override string Word => "ScreeningLists";

    public override AnyOf Policy { get; } = new(Policies.ManageParties, Policies.ManageMasterData);

    public override bool Screens => true;

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        new("list", "名單", "List", ColumnType.Choice) { Required = true, Choices = Lists.Columns, Example = "投標中" },
        new(Number, "統一編號", "Unified business number", ColumnType.Digits) { Example = "00000005" },
        new("name", "名稱", "Name", ColumnType.Text)
        {
            Required = true,
            MaximumLength = PartyRules.MaximumNameLength,
            Example = "範例營造股份有限公司",
        },
        new("valid_from", "起日", "From", ColumnType.Date) { Required = true, Example = "115/03/01" },
        new("valid_to", "迄日", "To", ColumnType.Date) { Changeable = true, Example = "115/06/30" },
        new("reference", "案號", "Reference", ColumnType.Text) { Required = true, Example = "115-A-012" },
        new("withdrawn", "撤銷", "Withdrawn", ColumnType.Flag) { Changeable = true, Example = "否" },
    ];

    public override string KeyOf(RowValues row) => $"{row.Text("reference")} {row.Text("name")}".Trim();

    internal override IEnumerable<string> Identities(RowValues row) =>
        [$"{row.Text("list")} {row.Text("reference")} {row[Number] ?? row.Text("name")}"];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.ScreeningListEntries.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.ScreeningListEntries.OrderBy(entry => entry.List).ThenBy(entry => entry.Id).ToListAsync(stop)).Select(
            entry => new StoredRow(
                entry.Id,
                Row(
                    ("list", Lists.Name(entry.List)), (Number, entry.UnifiedBusinessNumber), ("name", entry.Name),
                    ("valid_from", Text(entry.ValidFrom)), ("valid_to", entry.ValidTo is { } last ? Text(last) : null),
                    ("reference", entry.Reference), ("withdrawn", Text(entry.Withdrawn))),
                entry)),
    ];

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        if (row[Number] is { } number && UnifiedBusinessNumber.Check(number) is { } invalid) yield return (Number, invalid);
        if (ScreeningListEntry.Check(row.Choice(Lists, "list"), row.Date("valid_from"), LastDay(row)) is { } refusal)
            yield return ("valid_to", refusal);
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        session.Db.ScreeningListEntries.Add(new ScreeningListEntry
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            List = row.Choice(Lists, "list"),
            UnifiedBusinessNumber = row[Number],
            Name = row.Text("name"),
            NameKey = ScreeningListEntry.LookAlike(row.Text("name")),
            ValidFrom = row.Date("valid_from"),
            ValidTo = LastDay(row),
            Reference = row.Text("reference"),
            Withdrawn = row.Flag("withdrawn"),
        });
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred)
    {
        var entry = (ScreeningListEntry)stored.Entity;
        (entry.ValidTo, entry.Withdrawn) = (LastDay(row), row.Flag("withdrawn"));
    }

    /// <summary>The day in the column <c>valid_to</c>; null where it has none.</summary>
    internal static LocalDate? LastDay(RowValues row) => row["valid_to"] is null ? null : row.Date("valid_to");
}
