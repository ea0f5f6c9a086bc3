using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Screening;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Donations;
using FundLedger.UseCases.Donations.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Donations;

/// <summary>Donations in books of their own: an officer, a decider and a company's person.</summary>
internal sealed class DonationDesk
{
    public const string Mist = "晨霧精密股份有限公司";
    public const string Stream = "溪畔食品有限公司";

    private DonationDesk(ScreeningDesk screening) => Screening = screening;

    public ScreeningDesk Screening { get; }

    public Database.Books Books => Screening.Books;

    public Actor Officer { get; private set; } = null!;

    public Actor Decider { get; private set; } = null!;

    public Actor Company { get; private set; } = null!;

    public static async Task<DonationDesk> Open(TestDatabase database)
    {
        var desk = new DonationDesk(await ScreeningDesk.Open(database));
        desk.Officer = As(Role.FinanceOfficer, await desk.Books.AddPerson("finance"));
        desk.Decider = As(Role.ChiefAccountant, await desk.Books.AddPerson("chief"));
        desk.Company = await desk.AddCompany();
        return desk;
    }

    public async Task<string> Code(string party)
    {
        await using var db = Books.Read();
        return await db.Parties.Where(row => row.DedicatedAccountId == Books.AccountId && row.Name == party)
            .Select(row => row.PublicCode).SingleAsync();
    }

    /// <summary>Three instalments, one of which half a year later, to one fund.</summary>
    public async Task<DonationRequest> Request(string? donor = Mist, long dollars = 300, params long[] instalments)
    {
        long[] amounts = instalments.Length == 0 ? [dollars] : instalments;
        return new DonationRequest(
            Database.Books.Unique("donation"), donor is null ? null : await Code(donor), Money.Twd(dollars),
            [.. amounts.Select((amount, index) => new IntendedInstalment(Books.Today.PlusMonths(index), amount))],
            [new IntendedDesignation(Screening.Fund)], "校園改造");
    }

    public Task<Result<IntendedDonation>> Intend(DonationRequest request, Actor? actor = null) =>
        new IntendDonation(Screening.Ledger).Run(request, actor ?? Officer, default);

    public Task<Result<AdvancedDonation>> Step(
        string code, DonationTrigger trigger, Actor actor, string? reason = null, string? key = null) =>
        new AdvanceDonation(Screening.Ledger).Run(
            new DonationStepRequest(key ?? Database.Books.Unique("step"), code, trigger, null, reason), actor, default);

    public async Task<DonationStory?> Story(string code, Actor? actor = null) =>
        (await new DonationCase(Screening.Reader).Read(actor ?? Officer, code, default)).Value;

    public async Task<DonationPage> List(Actor actor, DonationFilter? filter = null) =>
        (await new DonationList(Screening.Reader, Screening.Account).Read(actor, filter ?? new DonationFilter(), 1, 50, default)).Value;

    /// <summary>The bank has the money of an instalment.</summary>
    public async Task Receive(string contribution) => (await Books.Write<bool>(async session =>
    {
        var gift = await session.Db.Contributions.Include(row => row.Shares).SingleAsync(row => row.PublicCode == contribution);
        var funds = await session.Funds([.. gift.Shares.Select(share => share.FundId)]);
        var draft = gift.Receive(funds, new Money(gift.Amount, Currency.Twd), Database.Books.Bank, session.Today, session.Today);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await session.Post(draft.Value);
        if (posted.IsRefused) return posted.Refusal;
        (gift.EntryFiscalYear, gift.EntryNumber) = (posted.Value.Reference.FiscalYear, posted.Value.Reference.Number);
        return await DonationReceipt.Of(session, gift, default) is { } refusal ? refusal : true;
    })).Refusal.Should().BeNull();

    private async Task<Actor> AddCompany()
    {
        var party = await Screening.Party(Mist);
        var person = (await Books.Write<Person>(async session =>
        {
            var added = await session.AddPerson(Database.Books.Unique("company"), "許企業");
            session.Db.RoleHoldings.Add(new RoleHolding
            {
                DedicatedAccountId = Books.AccountId,
                Id = session.NewId(),
                PersonId = added.Id,
                Role = Role.Company.Code,
                PartyId = party,
                ValidFrom = new(2020, 1, 1),
            });
            return added;
        })).Value;
        return As(Role.Company, new Actor(person.Id, person.DisplayName)) with { PartyId = party };
    }

    private static Actor As(Role role, Actor person) => person with { Policies = Policies.Granted([role.Code], mayMoveMoney: true) };
}
