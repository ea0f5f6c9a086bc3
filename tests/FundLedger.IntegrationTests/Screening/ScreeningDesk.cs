using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.MasterData;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Screening;
using FundLedger.UseCases.Screening.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Screening;

/// <summary>Books with a fund and companies, and who enters lists and books gifts in them.</summary>
internal sealed class ScreeningDesk
{
    public const string Mist = "00000108";
    public const string Stream = "00000114";
    public const string Parent = "04595257";

    private ScreeningDesk(MasterDataDesk master, string fund)
    {
        (Master, Fund) = (master, fund);
        Account = new ServedAccount(Books.AccountId, "test", "測試專戶", "Test account", Currency.Twd);
        Ledger = new AuthorizedLedger(Books.Writer, Account);
        Reader = new AuthorizedReader(Books.Database.ReaderOf(Books.AccountId), Ledger);
    }

    public MasterDataDesk Master { get; }

    public Database.Books Books => Master.Books;

    public string Fund { get; }

    public ServedAccount Account { get; }

    public AuthorizedLedger Ledger { get; }

    public AuthorizedReader Reader { get; }

    public static async Task<ScreeningDesk> Open(TestDatabase database)
    {
        var master = await MasterDataDesk.Open(database);
        await master.Enter(
            "party", "name|kind|unified_business_number", $"晨霧精密股份有限公司|公司|{Mist}", $"溪畔食品有限公司|公司|{Stream}",
            $"杉林控股股份有限公司|公司|{Parent}", "林小姐|個人|");
        return new ScreeningDesk(master, await master.Books.AddFund());
    }

    public Task List(string list, string number, string name, string from, string to, string reference = "115-A-1") => Master.Enter(
        "screening-list", "list|unified_business_number|name|valid_from|valid_to|reference",
        $"{list}|{number}|{name}|{from}|{to}|{reference}");

    public async Task<long> Party(string name)
    {
        await using var db = Books.Read();
        return await db.Parties.Where(party => party.DedicatedAccountId == Books.AccountId && party.Name == name)
            .Select(party => party.Id).SingleAsync();
    }

    public async Task<Result<BookedContribution>> Give(string donor, long dollars = 1_000) => await new BookContribution(Ledger).Run(
        new ContributionRequest(
            Database.Books.Unique("gift"), ContributionKind.Donation, await Party(donor), Money.Twd(dollars),
            [new ContributionPart(Fund, dollars)], Books.Today, "捐贈"),
        Books.Officer, default);

    public async Task<ScreenedGifts> Screen(Actor? actor = null) =>
        (await new RunScreening(Ledger).Run(Database.Books.Unique("screening"), actor ?? Books.Officer, default)).Value;

    public async Task<ScreeningStory> Overview() =>
        (await new ScreeningOverview(Reader, Account, Books.Clock).Read(Books.Officer, 1, 50, default)).Value;

    public async Task<IReadOnlyList<ScreeningResult>> Results(string contribution)
    {
        await using var db = Books.Read();
        var id = await db.Contributions.Where(gift => gift.PublicCode == contribution).Select(gift => gift.Id).SingleAsync();
        return await db.ScreeningResults.Include(result => result.Findings)
            .Where(result => result.DedicatedAccountId == Books.AccountId && result.DocumentId == id)
            .OrderBy(result => result.Id).ToListAsync();
    }
}
