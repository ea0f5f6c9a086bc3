using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Receipts;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Receipts;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Receipts.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Donations;

/// <summary>What a donor asks back is owed when a second person approves, out of exactly that gift's lot.</summary>
public sealed class GiftRefundTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Refund_Approved_IsOwedOutOfTheGiftsLot()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        var (gift, lot) = await ReceivedGift(desk, 300);
        var code = (await Submit(desk, gift, lot, 120)).Value;
        (await Submit(desk, gift, lot, 10)).Refusal.Should().Be(GiftRefundRefusals.GiftRefundPending(code));
        (await Decide(desk, code, GiftRefundTrigger.Approve, desk.Officer)).Refusal!.Code.Should()
            .Be(nameof(AuthorizationRefusals.NotPermitted));
        var decided = (await Decide(desk, code, GiftRefundTrigger.Approve, desk.Decider)).Value;
        decided.State.Should().Be(GiftRefundState.Booked);
        await using var db = desk.Books.Read();
        (await db.Lots.SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.Id == lot)).Remaining.Should().Be(180);
        (await Submit(desk, gift, lot, 181)).Refusal.Should()
            .Be(GiftRefundRefusals.GiftRefundAboveRemaining(Money.Twd(181), Money.Twd(180)));
        var shown = (await new GiftRefunds(desk.Screening.Reader).Read(desk.Decider, gift, default)).Value!;
        shown.Refunds.Single().Request.Should().Be("來函字第1號");
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Refund_OfAGiftWithAReceipt_VoidsIt_AndTheRestMayGetAnother()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        var (gift, lot) = await ReceivedGift(desk, 300);
        var receipts = new ReceiptDesk(desk.Books);
        var first = (await receipts.Issue(gift)).Value;
        var part = (await Submit(desk, gift, lot, 120)).Value;
        (await receipts.Read(first.Code)).VoidedOn.Should().BeNull("nobody has approved the refund");
        (await Decide(desk, part, GiftRefundTrigger.Approve, desk.Decider)).Refusal.Should().BeNull();
        (await receipts.Read(first.Code)).VoidReason.Should().Contain(part);

        var waiting = (await new WaitingGifts(receipts.Reader, receipts.Account).Read(receipts.Books.Officer, 1, 25, default)).Value;
        (waiting.Amount, waiting.Page.Rows.Single().Amount).Should().Be((Money.Twd(180), Money.Twd(180)));
        (await receipts.IssueAll()).Value.Amount.Should().Be(180);
        await using var db = desk.Books.Read();
        var second = await db.Receipts.SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.VoidedOn == null);
        second.Amount.Should().Be(180);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
        var rest = (await Submit(desk, gift, lot, 180)).Value;
        (await Decide(desk, rest, GiftRefundTrigger.Approve, desk.Decider)).Refusal.Should().BeNull();
        (await receipts.Read(second.PublicCode)).VoidReason.Should().Contain(rest);
        (await receipts.Issue(gift)).Refusal.Should().Be(ReceiptRefusals.ReceiptOfRefundedGift(gift));
        (await receipts.IssueAll()).Value.Issued.Should().Be(0);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Refund_RejectedOrUnknown_OwesNothing()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        var (gift, lot) = await ReceivedGift(desk, 300);
        var code = (await Submit(desk, gift, lot, 120)).Value;
        (await Decide(desk, code, GiftRefundTrigger.Reject, desk.Decider, "已動支")).Value.Should()
            .Be(new DecidedGiftRefund(GiftRefundState.Rejected, null));
        (await Decide(desk, "NONE", GiftRefundTrigger.Approve, desk.Decider)).Refusal.Should()
            .Be(GiftRefundRefusals.GiftRefundNotFound("NONE"));
        (await Submit(desk, "NONE", lot, 1)).Refusal.Should().Be(ContributionRefusals.ContributionNotFound("NONE"));
        (await Submit(desk, gift, 999_999, 1)).Refusal!.Code.Should().Be(nameof(RedesignationRefusals.LotNotOfContribution));
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    private static async Task<(string Gift, long Lot)> ReceivedGift(DonationDesk desk, long dollars)
    {
        var donation = (await desk.Intend(await desk.Request(DonationDesk.Mist, dollars))).Value;
        (await desk.Step(donation.PublicCode, DonationTrigger.Accept, desk.Officer)).Refusal.Should().BeNull();
        var gift = (await desk.Story(donation.PublicCode))!.Contributions.Single();
        await desk.Receive(gift.PublicCode);
        await using var db = desk.Books.Read();
        return (gift.PublicCode, await db.Lots
            .Where(lot => lot.DedicatedAccountId == desk.Books.AccountId && lot.DocumentId == gift.Id && lot.Kind == LotKind.Contribution)
            .Select(lot => lot.Id).SingleAsync());
    }

    private static Task<Domain.Result<string>> Submit(DonationDesk desk, string gift, long lot, long dollars) =>
        new RefundContribution(desk.Screening.Ledger).Run(
            new GiftRefundRequest(Database.Books.Unique("refund"), gift, lot, Money.Twd(dollars), "來函字第1號", desk.Books.Today),
            desk.Officer, default);

    private static Task<Domain.Result<DecidedGiftRefund>> Decide(
        DonationDesk desk, string code, GiftRefundTrigger trigger, Domain.People.Actor actor, string? reason = null) =>
        new DecideGiftRefund(desk.Screening.Ledger).Run(
            new GiftRefundStepRequest(Database.Books.Unique("step"), code, trigger, null, reason), actor, default);
}
