using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>Whom money comes from or goes to. What kind of party it is and its number stay; the name may change.</summary>
internal sealed class PartyMasterData : MasterDataKind
{
    private const string Number = "unified_business_number";

    private static readonly EnumChoices<PartyKind> Kinds = new(
        (PartyKind.Company, "company", "公司", "Company"),
        (PartyKind.Ministry, "ministry", "中央部會", "Ministry"),
        (PartyKind.LocalGovernment, "local_government", "地方政府", "Local government"),
        (PartyKind.University, "university", "大學", "University"),
        (PartyKind.Venture, "venture", "創生事業", "Venture"),
        (PartyKind.Person, "person", "個人", "Person"));

    public override string Name => MasterDataKinds.Party;

    public override string Word => "Parties";

    public override AnyOf Policy { get; } = new(Policies.ManageParties, Policies.ManageMasterData);

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        GivenCode,
        new("name", "名稱", "Name", ColumnType.Text)
        {
            Required = true,
            Changeable = true,
            MaximumLength = PartyRules.MaximumNameLength,
            Example = "範例精密股份有限公司",
        },
        new("kind", "單位類別", "Kind", ColumnType.Choice) { Required = true, Choices = Kinds.Columns, Example = "公司" },
        new(Number, "統一編號", "Unified business number", ColumnType.Digits) { Example = "00000005" },
        new("fictional", "虛構", "Fictional", ColumnType.Flag) { Example = "否" },
    ];

    public override string KeyOf(RowValues row) => row[Number] is { } number ? $"{number} {row.Text("name")}" : row.Text("name");

    internal override IEnumerable<string> Identities(RowValues row)
    {
        if (row["code"] is { } code) yield return $"code:{code}";
        if (row[Number] is { } number) yield return $"number:{number}";
        yield return $"name:{row.Text("name")}";
    }

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.Parties.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.Parties.OrderBy(party => party.Name).ThenBy(party => party.Id).ToListAsync(stop)).Select(party => new StoredRow(
            party.Id,
            Row(
                ("code", party.PublicCode), ("kind", Kinds.Name(party.Kind)), ("name", party.Name), (Number, party.UnifiedBusinessNumber),
                ("fictional", Text(party.Fictional))),
            party)),
    ];

    internal override async Task<IReadOnlyList<RowName>> Names(LedgerDb db, CancellationToken stop) =>
    [
        .. (await db.Parties.AsNoTracking().OrderBy(party => party.Name).ToListAsync(stop)).Select(party => new RowName(
            party.Id, party.UnifiedBusinessNumber ?? party.PublicCode, party.Name, [party.PublicCode, party.Name])),
    ];

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        if (PartyRules.Check(row.Choice(Kinds, "kind"), row.Text("name"), row[Number]) is not { } refusal) yield break;
        yield return (refusal.Code.StartsWith("PartyName", StringComparison.Ordinal) ? "name" : Number, refusal);
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        AddPayer.Add(session, row.Choice(Kinds, "kind"), row.Text("name"), row[Number], row.Flag("fictional"));
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred) =>
        ((Party)stored.Entity).Name = row.Text("name");
}
