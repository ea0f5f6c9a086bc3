using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Money that nobody announced: the contribution is made and received by one explanation.</summary>
public sealed class ExplainContributionTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task NewGift_OfAnUnidentifiedCredit_IsMadeReceivedAndOpensItsLots()
    {
        var (desk, payer) = await Desk();
        var (one, other) = (await desk.Books.AddFund(), await desk.Books.AddFund());
        var line = await desk.Bring(88_000, "匯款未附銷帳編號");

        (await desk.Explain(line.Id, Part.Gift(payer, null, (one, 80_000), (other, 8_000)))).Refusal.Should().BeNull();

        var gift = await Gift(desk, line.Id);
        (gift.State, gift.Amount, gift.Description, gift.PledgedOn, gift.ReceivedOn).Should()
            .Be((ContributionState.Received, 88_000L, "匯款未附銷帳編號", line.BookingDate, (NodaTime.LocalDate?)line.ValueDate));
        (await desk.Postings(DocumentKind.Contribution, gift.Id)).Should().Equal(
            ("1101.01", one, 80_000L), ("4101", one, -80_000L), ("1101.01", other, 8_000L), ("4101", other, -8_000L));
        (await desk.Books.Lots(one)).Select(lot => (lot.Kind, lot.DocumentId, lot.Remaining)).Should()
            .Equal((LotKind.Contribution, (long?)gift.Id, 80_000L));
        var explained = await desk.Line("匯款未附銷帳編號");
        (explained.MatchedKind, explained.MatchedId).Should().Be((DocumentKind.Contribution, (long?)gift.Id));
        (await desk.Balance("2102")).Should().Be(0);
        await desk.Verify();
    }

    [Fact]
    public async Task NewAllocation_IsRefused_ForItNeedsAnApprovedDrawDown()
    {
        var (desk, payer) = await Desk();
        var fund = await desk.Books.AddFund(SourceKind.CentralAllocation);
        var line = await desk.Bring(500, "中央撥付");
        var part = Part.Gift(payer, null, (fund, 500)) with { Contribution = ContributionKind.Allocation, Description = "第一期" };
        (await desk.Explain(line.Id, part)).Refusal.Should().Be(DrawDownRefusals.AllocationNeedsDrawDown());
        await desk.Verify();
    }

    [Fact]
    public async Task NewGift_WithoutAKnownPayerOrOfOtherShares_IsRefusedAndNothingIsMade()
    {
        var (desk, payer) = await Desk();
        var fund = await desk.Books.AddFund();
        var line = await desk.Bring(700, "gift");
        (await desk.Explain(line.Id, Part.Gift("nobody", null, (fund, 700)))).Refusal.Should().Be(ContributionRefusals.PayerMissing());
        (await desk.Explain(line.Id, Part.Gift(payer, null, (fund, 600)))).Refusal
            .Should().Be(ContributionRefusals.SharesDoNotSum(Money.Twd(600), Money.Twd(700)));
        await using var db = desk.Books.Read();
        (await db.Contributions.AnyAsync(row => row.DedicatedAccountId == desk.Books.AccountId)).Should().BeFalse();
        (await desk.Balance("2102")).Should().Be(-700);
    }

    [Fact]
    public async Task NewGift_ByAReconcilerWhoMayNotBookContributions_IsRefused()
    {
        var (desk, payer) = await Desk();
        var fund = await desk.Books.AddFund();
        var line = await desk.Bring(700, "gift");
        var reconciler = (await desk.Books.AddPerson("reconciler")) with
        {
            Policies = Policies.Of(Role.Reconciler.Code).ToHashSet(StringComparer.Ordinal),
        };
        (await desk.Explain(line.Id, BankDesk.Key(), reconciler, Part.Gift(payer, null, (fund, 700)))).Refusal
            .Should().Be(AuthorizationRefusals.NotPermitted("reconciler", Policies.BookContributions));
    }

    [Fact]
    public async Task ExistingGift_OfTheAmount_IsReceivedByItsReference()
    {
        var (desk, _) = await Desk();
        var fund = await desk.Books.AddFund();
        var gift = await desk.Promise(fund, 700);
        var line = await desk.Bring(700, "gift without reference");
        (await desk.Explain(line.Id, Part.Document(gift.PaymentReference))).Refusal.Should().BeNull();
        (await desk.Parts(line.Id)).Single().Document.Should().Be((await Gift(desk, line.Id)).Reference);
        await desk.Verify();
    }

    private static async Task<Contribution> Gift(BankDesk desk, long line)
    {
        var part = (await desk.Parts(line)).Single(found => found.DocumentKind == DocumentKind.Contribution);
        await using var db = desk.Books.Read();
        return await db.Contributions.AsNoTracking()
            .SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.Id == part.DocumentId);
    }

    /// <summary>A desk, and the public code of somebody money can come from.</summary>
    private async Task<(BankDesk Desk, string Payer)> Desk()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var party = await desk.Books.AddParty();
        await using var db = desk.Books.Read();
        var code = await db.Parties.Where(row => row.DedicatedAccountId == desk.Books.AccountId && row.Id == party)
            .Select(row => row.PublicCode).SingleAsync();
        return (desk, code);
    }
}
