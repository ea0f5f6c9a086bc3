using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Contributions;

/// <summary>The bound stands in the query: what a person may not know of is neither listed, counted nor found.</summary>
public sealed class VisibleContributionsTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private Database.Books Books => fixture.Books;

    [Fact]
    public async Task Company_SeesItsOwnGiftsOnly()
    {
        var (own, other) = (await Gift(), await Gift());
        var seen = await SeenBy(Role.Company, own.Party);
        seen.Should().Contain(own.Code).And.NotContain(other.Code);
    }

    [Fact]
    public async Task CompanyPerson_ActingForNobody_SeesNothing()
    {
        await Gift();
        (await SeenBy(Role.Company, null)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("finance_officer")]
    [InlineData("auditor")]
    public async Task WhoeverMaySeeContributions_SeesEverybodys(string role)
    {
        var (one, other) = (await Gift(), await Gift());
        (await SeenBy(Role.Find(role)!, null)).Should().Contain([one.Code, other.Code]);
    }

    [Fact]
    public async Task Gift_OfAnotherDedicatedAccount_IsSeenByNobody()
    {
        var elsewhere = await Gift(await Database.Books.Open(fixture.Database));
        (await SeenBy(Role.FinanceOfficer, null)).Should().NotContain(elsewhere.Code);
        (await SeenBy(Role.Company, elsewhere.Party)).Should().NotContain(elsewhere.Code);
    }

    private async Task<(string Code, long Party)> Gift(Database.Books? at = null)
    {
        var books = at ?? Books;
        var (party, fund) = (await books.AddParty(), await books.AddFund());
        var booked = await new BookContribution(
            new AuthorizedLedger(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd))).Run(
            new ContributionRequest(
                Database.Books.Unique("web"), ContributionKind.Donation, party, Money.Twd(1000), [new ContributionPart(fund, 1000)],
                    books.Today, "捐贈"),
            books.Officer, default);
        return (booked.Value.PublicCode, party);
    }

    private async Task<List<string>> SeenBy(Role role, long? party)
    {
        var actor = new Actor(1, "somebody") { Policies = Policies.Granted([role.Code], mayMoveMoney: true), PartyId = party };
        await using var db = Books.Database.ReaderOf(Books.AccountId).Open();
        return await VisibleContributions.Of(db, actor)
            .Select(contribution => contribution.PublicCode).ToListAsync();
    }
}
