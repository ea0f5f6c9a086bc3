using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Contributions;

public sealed class BookContributionTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const int Year = 2026;

    private Database.Books Books => fixture.Books;

    private AuthorizedLedger Ledger => new(Books.Writer, new ServedAccount(Books.AccountId, "T", "測試", "Test", Currency.Twd));

    [Fact]
    public async Task Book_OfAPayerThereIsNot_IsRefused()
    {
        var fund = await Books.AddFund();
        var request = new ContributionRequest(
            Key(), ContributionKind.Donation, 999_999, Money.Twd(5), [new ContributionPart(fund, 5)], Books.Today, "捐贈");
        (await new BookContribution(Ledger).Run(request, Books.Officer, default)).Refusal.Should().Be(ContributionRefusals.PayerMissing());
    }

    [Fact]
    public async Task Book_DrawDowns_FitTheBudgetInForce_AndWhatIsCancelledIsFreeAgain()
    {
        var (fund, programme) = await WorkItem(1_000);
        var first = await DrawDown((fund, 600));
        first.Refusal.Should().BeNull();
        (await DrawDown((fund, 401))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(fund, Year, Money.Twd(400), Money.Twd(401)));
        (await DrawDown((fund, 300))).Refusal.Should().BeNull();

        await NewVersion(programme, 2, 950);
        (await DrawDown((fund, 51))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(fund, Year, Money.Twd(50), Money.Twd(51)));
        await NewVersion(programme, 3, 2_000);
        (await DrawDown((fund, 1_100))).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Book_ADrawDownOfTwoProgrammes_HoldsEachPartToItsOwnBudget()
    {
        var (small, _) = await WorkItem(100);
        var (large, _) = await WorkItem(1_000);
        (await DrawDown((small, 100), (large, 1_000))).Refusal
            .Should().BeNull("neither part is above its own budget, though the total is above the smaller");
        (await DrawDown((large, 1))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(large, Year, Money.Twd(0), Money.Twd(1)));
    }

    [Fact]
    public async Task Book_SeveralPartsOfOneProgramme_CountTogether()
    {
        var (fund, _) = await WorkItem(1_000);
        (await DrawDown((fund, 600), (fund, 500))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(fund, Year, Money.Twd(1_000), Money.Twd(1_100)));
    }

    [Fact]
    public async Task Book_ADrawDownOfAnotherFundOfTheSameProgrammeAndYear_UsesTheSameBudget()
    {
        var (fund, programme) = await WorkItem(1_000);
        var other = await FundOf(programme);
        (await DrawDown((fund, 900))).Refusal.Should().BeNull();
        (await DrawDown((other, 101))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(other, Year, Money.Twd(100), Money.Twd(101)));
    }

    [Fact]
    public async Task Allocations_OfAProgrammesYear_SayWhatBecameOfTheBudgetInForce()
    {
        var (fund, programme) = await WorkItem(1_000);
        (await DrawDown((fund, 600))).Refusal.Should().BeNull();
        await NewVersion(programme, 2, 950);
        await Books.BookGift(fund, 500);
        var document = new DocumentReference(DocumentKind.Disbursement, programme);
        (await Books.Encumber(fund, 200, document)).Refusal.Should().BeNull();
        (await Books.Release(fund, 50, document)).Refusal.Should().BeNull();

        var report = (await new AllocationReport(Books.Database.Reporting).Run(
            new AllocationParameters(Books.AccountId, Year), default)).Value;
        var code = await ProgrammeCode(programme);
        var versions = report.Versions.Where(version => version.Programme == code).ToArray();
        versions.Select(version => (version.Version, version.Budget)).Should().Equal((1, 1_000), (2, 950));
        versions[0].Use.Should().BeNull("a later version is in force");
        versions[1].Use.Should().Be(new AllocationUse(600, 0, 150, 50, 300));
        (await new AllocationReport(Books.Database.Reporting).Run(new AllocationParameters(Books.AccountId, Year + 1), default))
            .Value.Versions.Should().BeEmpty();
    }

    private async Task<string> ProgrammeCode(long programme)
    {
        await using var db = Books.Read();
        return await db.Programmes.Where(row => row.DedicatedAccountId == Books.AccountId && row.Id == programme).Select(row => row.Code)
            .SingleAsync();
    }

    private async Task<Result<BookedContribution>> DrawDown(params (string Fund, long Amount)[] parts)
    {
        var payer = await Books.AddParty(Domain.People.PartyKind.Ministry);
        var request = new ContributionRequest(
            Key(), ContributionKind.Allocation, payer, Money.Twd(parts.Sum(part => part.Amount)),
            [.. parts.Select(part => new ContributionPart(part.Fund, part.Amount))], Books.Today, "中央補助", "工作會議第3次");
        return await new BookContribution(Ledger).Run(request, Books.Officer, default);
    }

    private async Task<(string Fund, long Programme)> WorkItem(long budget)
    {
        var programme = (await Books.Write<long>(session =>
        {
            var added = new Programme
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Code = Key(),
                Ministry = "國發會",
                NameZh = "工作項目",
                NameEn = "Work item",
                Source = "a test",
            };
            session.Db.Add(added);
            return Task.FromResult<Result<long>>(added.Id);
        })).Value;
        await NewVersion(programme, 1, budget);
        return (await FundOf(programme), programme);
    }

    private async Task<string> FundOf(long programme) => (await Books.Write<string>(session => Task.FromResult<Result<string>>(
        session.AddFund(Key(), "中央補助", "Central", SourceKind.CentralAllocation, Year, DesignationKind.WorkItem, programme).Code))).Value;

    private async Task NewVersion(long programme, int version, long amount) => (await Books.Write<bool>(session =>
    {
        session.Db.Add(new ProgrammeBudget
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            ProgrammeId = programme,
            FiscalYear = Year,
            Version = version,
            Amount = amount,
        });
        return Task.FromResult<Result<bool>>(true);
    })).Refusal.Should().BeNull();

    private static string Key() => Database.Books.Unique("book");
}
