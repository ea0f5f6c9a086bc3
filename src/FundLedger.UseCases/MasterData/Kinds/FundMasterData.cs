using FundLedger.Data;
using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>A fund: one source and one designation. Only its names change, for its money was given for what it is.</summary>
internal sealed class FundMasterData : MasterDataKind
{
    private static readonly EnumChoices<SourceKind> Sources = new(
        (SourceKind.Donation, "donation", "捐贈", "Donations"),
        (SourceKind.CentralAllocation, "central_allocation", "中央補助", "Central allocation"),
        (SourceKind.LocalMatching, "local_matching", "地方配合款", "Local matching"),
        (SourceKind.EnterpriseInvestment, "enterprise_investment", "企業投資", "Enterprise investment"),
        (SourceKind.Returns, "returns", "回饋金", "Returns"));

    /// <summary>The columns that say what a fund's money is for, each with its designation; a fund has one of them or none.</summary>
    private static readonly (string Column, DesignationKind Designation)[] Designations =
    [
        (MasterDataKinds.District, DesignationKind.District), (MasterDataKinds.Programme, DesignationKind.WorkItem),
        (MasterDataKinds.Venture, DesignationKind.Venture),
    ];

    public override string Name => MasterDataKinds.Fund;

    public override string Word => "Funds";

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        CodeColumn("DON-SHIGANG"), NameZh("捐贈－指定石岡區"), NameEn("Donations for Shigang"),
        new("source", "資金來源", "Source", ColumnType.Choice) { Required = true, Choices = Sources.Columns, Example = "捐贈" },
        new("programme_year", "計畫年度", "Programme year", ColumnType.Year),
        new("district", "指定鄉鎮市區", "For the district", ColumnType.Reference)
        {
            RefersTo = MasterDataKinds.District,
            Example = "SHIGANG",
        },
        new("programme", "指定計畫", "For the programme", ColumnType.Reference) { RefersTo = MasterDataKinds.Programme },
        new("venture", "指定創生事業", "For the venture", ColumnType.Reference) { RefersTo = MasterDataKinds.Venture },
    ];

    public override string KeyOf(RowValues row) => row.Text("code");

    internal override IEnumerable<string> Identities(RowValues row) => [row.Text("code")];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) =>
        db.Funds.CountAsync(fund => fund.Source != SourceKind.Suspense, stop);

    /// <summary>All but the suspense fund, which every dedicated account has from the beginning.</summary>
    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.Funds.Where(fund => fund.Source != SourceKind.Suspense).OrderBy(fund => fund.Code).ToListAsync(stop))
            .Select(fund => new StoredRow(
                fund.Id,
                Row(
                [
                    ("code", fund.Code), ("name_zh", fund.NameZh), ("name_en", fund.NameEn), ("source", Sources.Name(fund.Source)),
                    ("programme_year", Text(fund.ProgrammeYear)),
                    .. Designations.Select(row => (row.Column,
                        fund.Designation == row.Designation ? referred.Key(row.Column, fund.DesignationId) : null)),
                ]),
                fund)),
    ];

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        if (!added) yield break;
        if (row["code"] == Suspense.Fund) yield return ("code", FundRefusals.FundCodeOfSuspense(Suspense.Fund));
        var designated = Designations.Where(designation => row[designation.Column] is not null).ToArray();
        if (designated.Length > 1)
        {
            yield return (designated[1].Column, FundRefusals.FundHasTwoDesignations());
            yield break;
        }

        var refusal = FundRules.Check(row.Choice(Sources, "source"), row.Number("programme_year"), Designation(row));
        if (refusal is null) yield break;
        var column = refusal.Code switch
        {
            nameof(FundRefusals.FundDesignationNotOfSource) => designated[0].Column,
            _ => "programme_year",
        };
        yield return (column, refusal);
    }

    internal override IEnumerable<UniqueValue> Uniques(RowValues row)
    {
        var meaning = string.Join('|', new[] { "source", "programme_year" }.Concat(Designations.Select(designation => designation.Column))
            .Select(row.Text));
        return [new UniqueValue("source", meaning, FundRefusals.FundMeaningTaken)];
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        var id = Designations.Select(designation => referred.Id(designation.Column, row[designation.Column]))
            .FirstOrDefault(found => found is not null);
        session.AddFund(
            row.Text("code"), row.Text("name_zh"), row.Text("name_en"), row.Choice(Sources, "source"), row.Number("programme_year"),
            Designation(row), id);
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred)
    {
        var fund = (StoredFund)stored.Entity;
        (fund.NameZh, fund.NameEn) = (row.Text("name_zh"), row.Text("name_en"));
    }

    private static DesignationKind Designation(RowValues row) =>
        Designations.FirstOrDefault(designation => row[designation.Column] is not null).Designation;
}
