using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.MasterData;
using NodaTime.Text;

namespace FundLedger.Demo;

/// <summary>The demonstration's master data as the rows of files: what a city would fill in.</summary>
internal static class DemoMasterDataRows
{
    private static readonly string[] DistrictCodes = [.. DemoPlaces.Districts.Select(district => district.Code)];

    /// <summary>In this order: what others refer to comes before them.</summary>
    public static IReadOnlyList<(string Kind, IReadOnlyList<GivenRow> Rows)> All { get; } =
    [
        (MasterDataKinds.Party, Rows(DemoParties.All, party =>
        [
            ("kind", $"{party.Kind}"), ("name", party.Name), ("unified_business_number", party.Number ?? ""),
            ("fictional", Flag(party.Fictional)),
        ])),
        (MasterDataKinds.BankAccount, Rows(DemoBank.Accounts, account =>
        [
            ("code", account.Code), ("name", account.Name), ("bank_code", account.BankCode), ("account_number", account.Number),
            ("ledger_account", account.LedgerAccount),
        ])),
        (MasterDataKinds.District, Rows(DemoPlaces.Districts, district =>
        [
            ("code", district.Code), ("name_zh", district.NameZh), ("name_en", district.NameEn), ("priority", Flag(district.Priority)),
        ])),
        (MasterDataKinds.Programme, Rows(DemoProgrammes.All, programme =>
        [
            ("code", programme.Code), ("ministry", programme.Ministry), ("name_zh", programme.NameZh), ("name_en", programme.NameEn),
            ("source", programme.Source), ("reserve_basis_points", Digits(programme.ReserveBasisPoints)),
            ("case_ceiling", Digits(programme.CaseCeiling)),
        ])),
        (MasterDataKinds.ProgrammeBudget, Rows(DemoProgrammes.All.SelectMany(Budgets), row => row)),
        (MasterDataKinds.Fund, Rows(DemoPlaces.Funds, fund =>
        [
            ("code", fund.Code), ("name_zh", fund.NameZh), ("name_en", fund.NameEn), ("source", $"{fund.Source}"),
            ("programme_year", Digits(fund.Year)),
            ("district", DistrictCodes.Contains(fund.Designation) ? fund.Designation! : ""),
            ("programme", DistrictCodes.Contains(fund.Designation) ? "" : fund.Designation ?? ""),
        ])),
        (MasterDataKinds.Proposal, Rows(DemoProposals.All, proposal =>
        [
            ("number", Digits(proposal.Number)), ("title", proposal.Title), ("districts", proposal.Districts),
            ("proposer", proposal.Proposer), ("partner", proposal.Partner), ("filed_on", LocalDatePattern.Iso.Format(proposal.FiledOn)),
            ("source", proposal.Source),
        ])),
        (MasterDataKinds.Venture, Rows(DemoProposals.Ventures, venture =>
        [
            ("name", venture.Name), ("kind", venture.Kind), ("proposal", Digits(venture.Proposal)), ("district", venture.District ?? ""),
            ("operator", DemoParties.All.SingleOrDefault(party => party.Key == venture.Operator)?.Name ?? ""),
        ])),
        (MasterDataKinds.VirtualAccount, Rows([DemoBank.Main], account =>
        [
            ("code", "demo-14"), ("bank_account", account.Code), ("enterprise_code", "92345"), ("serial_digits", "8"), ("weights", "371"),
            ("modulus", "10"), ("valid_from", LocalDatePattern.Iso.Format(DemoBank.VirtualAccountsFrom)),
        ])),
        (MasterDataKinds.ScreeningList, Rows(Listed, entry =>
        [
            ("list", entry.List), ("unified_business_number", entry.Number), ("name", entry.Name), ("valid_from", entry.From),
            ("valid_to", entry.To), ("reference", entry.Reference),
        ])),
        (MasterDataKinds.Affiliation, Rows(new[] { "00000331" }, subsidiary =>
        [
            ("parent_number", "00000228"), ("parent_name", "紅磚建設股份有限公司(虛構)"), ("subsidiary_number", subsidiary),
            ("subsidiary_name", Subsidiary), ("valid_from", "2020-01-01"), ("source", "(虛構) 商工登記"),
        ])),
    ];

    private const string Subsidiary = "紅磚營造股份有限公司(虛構)";

    /// <summary>Who is on the lists by which donors are screened; a donor's subsidiary bids in spring.</summary>
    private static IEnumerable<(string List, string Number, string Name, string From, string To, string Reference)> Listed =>
    [
        ("bidder", "00000331", Subsidiary, "2026-03-02", "2026-04-30", "(虛構) 115-A-021"),
        ("debarred", "", "石岡觀光發展協會(虛構)", "2025-07-01", "2027-06-30", "(虛構) 府文字第 1140012 號"),
    ];

    private static IEnumerable<(string, string)[]> Budgets(DemoProgramme programme) => programme.BudgetTenths.Select(
        (tenths, index) => new[]
        {
            ("programme", programme.Code), ("fiscal_year", Digits(DemoProgrammes.FirstBudgetYear + index)),
            ("amount", Digits(tenths * DemoProgrammes.TenthOfHundredMillion)),
            ("provisional", Flag(DemoProgrammes.FirstBudgetYear + index > DemoProgrammes.LastFirmYear)),
            ("expires_on", Term(programme.Code, DemoProgrammes.FirstBudgetYear + index)?.ExpiresOn ?? ""),
            ("carry_reference", Term(programme.Code, DemoProgrammes.FirstBudgetYear + index)?.CarryReference ?? ""),
        });

    private static DemoTerm? Term(string programme, int year) =>
        DemoProgrammes.Terms.SingleOrDefault(term => term.Programme == programme && term.Year == year);

    private static GivenRow[] Rows<T>(IEnumerable<T> all, Func<T, (string Column, string Value)[]> cells) =>
    [
        .. all.Select((one, index) => new GivenRow(
            index + 1, cells(one).ToDictionary(cell => cell.Column, cell => cell.Value, StringComparer.Ordinal))),
    ];

    private static string Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Flag(bool set) => set ? "yes" : "no";
}
