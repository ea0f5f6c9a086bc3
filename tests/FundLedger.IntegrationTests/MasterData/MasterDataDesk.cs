using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;

namespace FundLedger.IntegrationTests.MasterData;

/// <summary>Books in which nothing is entered but their chart of accounts, and who enters master data in them.</summary>
internal sealed class MasterDataDesk
{
    private readonly ServedAccount account;

    private MasterDataDesk(Database.Books books)
    {
        Books = books;
        account = new ServedAccount(books.AccountId, "test", "測試專戶", "Test account", Currency.Twd);
        Administrator = WithRole(Role.Administrator);
        var ledger = new AuthorizedLedger(books.Writer, account);
        var reader = new AuthorizedReader(books.Database.ReaderOf(account.Id), ledger);
        (Import, List) = (new ImportMasterData(ledger, reader, account, books.Clock), new MasterDataList(reader, account));
    }

    public Database.Books Books { get; }

    public ImportMasterData Import { get; }

    public MasterDataList List { get; }

    public Actor Administrator { get; }

    public static async Task<MasterDataDesk> Open(TestDatabase database) => new(await Database.Books.Open(database));

    /// <summary>The officer with what one role allows.</summary>
    public Actor WithRole(Role role) => Books.Officer with { Policies = Policies.Granted([role.Code], mayMoveMoney: true) };

    /// <summary>Rows as texts under headings, as a file has them: the first text is the header, cells are parted by bars.</summary>
    public static IReadOnlyList<GivenRow> Rows(params string[] lines)
    {
        var header = lines[0].Split('|', StringSplitOptions.TrimEntries);
        return [.. lines.Skip(1).Select((line, index) => new GivenRow(
            index + 2,
            header.Zip(line.Split('|', StringSplitOptions.TrimEntries))
                .ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal)))];
    }

    public Task<Result<ImportReport>> Run(
        string kind, IReadOnlyList<GivenRow> rows, Actor? actor = null, bool dryRun = false, string? confirmed = null) =>
        Import.Run(
            new MasterDataImport(Database.Books.Unique("import"), kind, rows, dryRun, confirmed), actor ?? Administrator,
            CancellationToken.None);

    /// <summary>The report of rows that are taken.</summary>
    public async Task<ImportReport> Enter(string kind, params string[] lines)
    {
        var report = (await Run(kind, Rows(lines))).Value;
        report.Rows.SelectMany(row => row.Refusals).Should().BeEmpty();
        return report;
    }

    /// <summary>The one refusal of a single row: its column and its code.</summary>
    public async Task<(string? Column, string Code)> Refused(string kind, params string[] lines)
    {
        var report = (await Run(kind, Rows(lines))).Value;
        report.Written.Should().BeFalse();
        var refusal = report.Rows.SelectMany(row => row.Refusals).Should().ContainSingle().Which;
        return (refusal.Column, refusal.Refusal.Code);
    }

    public async Task<IReadOnlyList<StoredRow>> Stored(string kind) =>
        (await List.Whole(MasterDataKinds.Find(kind).Value, null, Administrator, CancellationToken.None)).Value;

    /// <summary>Something of every kind, each but once.</summary>
    public async Task FillIn()
    {
        await Enter("district", "code|name_zh|name_en|priority", "SHIGANG|石岡區|Shigang|是", "DAAN|大安區|Da'an|否");
        await Enter("programme", "code|ministry|name_zh|name_en|reserve_basis_points|case_ceiling|source",
            "YOUTH|國發會|青年培力工作站|Youth workstations|10%|300萬|=核定函");
        await Enter("programme-budget", "programme|fiscal_year|amount|provisional", "YOUTH|115|12億|是", "YOUTH|116|1,200|");
        await Enter("party", "name|kind|unified_business_number", "晨霧精密|公司|00000108", "國家發展委員會|中央部會|");
        await Enter("proposal", "number|title|districts|proposer|partner|filed_on|source", "1|石岡發展計畫|石岡區|石岡區公所||108/06/20|");
        await Enter("venture", "name|kind|proposal|district|operator", "水果百寶盒|營收|1|石岡區|00000108", "好農友|科技|||");
        await Enter("fund", "code|name_zh|name_en|source|programme_year|district|programme",
            "DON-SHIGANG|捐贈石岡|Shigang|捐贈||SHIGANG|", "CEN-115|中央|Central|central_allocation|115||YOUTH");
        await Enter("bank-account", "code|name|bank_code|account_number", "MAIN|專戶|004-0012|012-345678-901", "SECOND|第二|004|012345678902");
        await Enter("virtual-account", "code|bank_account|enterprise_code|serial_digits|weights|modulus|valid_from|valid_to",
            "demo-14|MAIN|92345|8|371|10|115/01/01|", "old|第二|812-34|7|137|10|114/01/01|114/12/31");
        await Enter("screening-list", "list|unified_business_number|name|valid_from|valid_to|reference",
            "履約廠商|00000114|溪畔食品|115/01/01|115/12/31|115-A-1", "停止補助||某某協會|115/01/01|116/12/31|府文-1");
        await Enter("affiliation", "parent_number|parent_name|subsidiary_number|subsidiary_name|valid_from|source",
            "04595257|杉林控股|00000114|溪畔食品|110/01/01|商工登記");
    }
}
