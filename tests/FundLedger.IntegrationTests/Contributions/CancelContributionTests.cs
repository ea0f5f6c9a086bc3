using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Contributions;

public sealed class CancelContributionTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private Database.Books Books => fixture.Books;

    [Fact]
    public async Task Cancel_OfAGiftThatHasNoEntry_KeepsTheReasonInTheAuditTrail()
    {
        var gift = await Promise();

        (await Cancel(gift, "withdrawn by letter")).Value.Should().Be(gift);

        (await Reasons(gift)).Should().Equal($"""["{gift}","withdrawn by letter"]""");
        (await State(gift)).Should().Be(ContributionState.Cancelled);
    }

    [Fact]
    public async Task Cancel_WithoutAReason_IsRefusedOnEveryFaceAndChangesNothing()
    {
        var gift = await Promise();

        (await Cancel(gift, "  ")).Refusal.Should().Be(ContributionRefusals.CancellationNeedsReason(gift));

        (await Reasons(gift)).Should().BeEmpty();
        (await State(gift)).Should().Be(ContributionState.Expected);
    }

    private AuthorizedLedger Ledger => new(Books.Writer, new ServedAccount(Books.AccountId, "T", "測試", "Test", Currency.Twd));

    private async Task<string> Promise()
    {
        var fund = await Books.AddFund();
        var request = new ContributionRequest(
            Key(), ContributionKind.Donation, await Books.AddParty(), Money.Twd(5), [new ContributionPart(fund, 5)], Books.Today, "捐贈");
        return (await new BookContribution(Ledger).Run(request, Books.Officer, default)).Value.PublicCode;
    }

    private Task<Result<string>> Cancel(string gift, string reason) =>
        new CancelContribution(Ledger).Run(new CancellationRequest(Key(), gift, reason), Books.Officer, default);

    private async Task<ContributionState> State(string gift)
    {
        await using var db = Books.Read();
        return await db.Contributions.Where(row => row.PublicCode == gift).Select(row => row.State).SingleAsync();
    }

    private async Task<string[]> Reasons(string gift)
    {
        await using var db = Books.Read();
        return await db.AuditEvents.Where(row => row.Code == "ContributionCancelled" && row.Arguments.Contains(gift))
            .Select(row => row.Arguments).ToArrayAsync();
    }

    private static string Key() => Database.Books.Unique("cancel");
}
