using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;

namespace FundLedger.IntegrationTests.Contributions;

public sealed class BookContributionTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
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
    public async Task Book_AnAllocation_IsRefusedAndAsksForADrawDown()
    {
        var fund = await Books.AddFund(SourceKind.CentralAllocation);
        var request = new ContributionRequest(
            Key(), ContributionKind.Allocation, await Books.AddParty(), Money.Twd(5), [new ContributionPart(fund, 5)], Books.Today, "補助");
        (await new BookContribution(Ledger).Run(request, Books.Officer, default)).Refusal
            .Should().Be(DrawDownRefusals.AllocationNeedsDrawDown());
    }

    [Fact]
    public async Task Book_ADescriptionLongerThanItsColumn_IsRefusedWithoutAFault()
    {
        var fund = await Books.AddFund();
        var text = new string('說', ContributionRules.MaximumTextLength + 1);
        var request = new ContributionRequest(
            Key(), ContributionKind.Donation, await Books.AddParty(), Money.Twd(5), [new ContributionPart(fund, 5)], Books.Today, text);
        (await new BookContribution(Ledger).Run(request, Books.Officer, default)).Refusal
            .Should().Be(LedgerRefusals.DescriptionTooLong(text.Length, ContributionRules.MaximumTextLength));
        (await new BookContribution(Ledger).Run(request with { Key = Key(), Description = text[1..] + "  " }, Books.Officer, default))
            .Refusal.Should().BeNull();
    }

    private static string Key() => Database.Books.Unique("book");
}
