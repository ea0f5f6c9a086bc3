using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Money between two of our own accounts: two lines, two files, booked once.</summary>
public sealed class ExplainTransferTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Transfer_OfTwoLines_IsBookedOnceAndExplainsBoth()
    {
        var (desk, fund) = await Desk(50_000);
        var giving = await desk.Bring(-20_000, "轉出");
        var taking = await desk.Bring(20_000, "轉入", bank: BankDesk.SecondBank);

        (await desk.Explain(giving.Id, Part.Transfer(taking.Id, fund))).Refusal.Should().BeNull();

        (await desk.Postings(DocumentKind.StatementLine, giving.Id)).Skip(4).Should()
            .Equal((BankDesk.SecondLedgerAccount, fund, 20_000L), ("1101.01", fund, -20_000L));
        (await desk.Postings(DocumentKind.StatementLine, taking.Id)).Should().HaveCount(4, "it was set aside and taken back, no more");
        var (one, other) = ((await desk.Parts(giving.Id)).Single(), (await desk.Parts(taking.Id)).Single());
        (one.Amount, other.Amount, other.Entry).Should().Be((-20_000L, 20_000L, one.Entry));
        foreach (var line in new[] { await desk.Line("轉出"), await desk.Line("轉入") })
            (line.State, line.EntryNumber).Should().Be((StatementLineState.Explained, one.EntryNumber));
        (await desk.Books.Lots(fund)).Select(lot => (lot.Used, lot.Remaining)).Should().Equal((0L, 50_000L));
        (await desk.Balance("1101.01"), await desk.Balance("1101.02"), await desk.Balance("2102"), await desk.Balance("1113"))
            .Should().Be((30_000L, 20_000L, 0L, 0L));
        await desk.Verify();
    }

    [Fact]
    public async Task Transfer_FromTheSideThatTookTheMoney_IsTheSameEntry()
    {
        var (desk, fund) = await Desk(50_000);
        var giving = await desk.Bring(-20_000, "out");
        var taking = await desk.Bring(20_000, "in", bank: BankDesk.SecondBank);
        (await desk.Explain(taking.Id, Part.Transfer(giving.Id, fund))).Refusal.Should().BeNull();
        (await desk.Postings(DocumentKind.StatementLine, giving.Id)).Skip(4).Should()
            .Equal((BankDesk.SecondLedgerAccount, fund, 20_000L), ("1101.01", fund, -20_000L));
        await desk.Verify();
    }

    [Fact]
    public async Task Transfer_BeforeTheOtherLineHasArrived_IsRefusedAndNothingIsBooked()
    {
        var (desk, fund) = await Desk(50_000);
        var giving = await desk.Bring(-20_000, "out");
        (await desk.Explain(giving.Id, Part.Transfer(null, fund))).Refusal.Should().Be(OwnTransferRefusals.OtherLineMissing());
        (await desk.Explain(giving.Id, Part.Transfer(giving.Id + 999, fund))).Refusal
            .Should().Be(BankingRefusals.StatementLineNotFound(giving.Id + 999));
        (await desk.Explain(giving.Id, Part.Transfer(giving.Id, fund))).Refusal
            .Should().Be(OwnTransferRefusals.TransferWithinAccount(giving.Id));
        (await desk.Balance("1113")).Should().Be(20_000);
    }

    [Fact]
    public async Task Transfer_OfALineThatIsDealtWith_IsRefused()
    {
        var (desk, fund) = await Desk(50_000);
        var giving = await desk.Bring(-20_000, "out");
        var taking = await desk.Bring(20_000, "in", bank: BankDesk.SecondBank);
        (await desk.Explain(taking.Id, Part.Transfer(giving.Id, fund))).Refusal.Should().BeNull();
        (await desk.Explain(giving.Id, Part.Transfer(taking.Id, fund))).Refusal
            .Should().Be(BankingRefusals.StatementLineNotWaiting(giving.Id, StatementLineState.Explained));
    }

    [Fact]
    public async Task Transfer_OfAFundThatHoldsLessThere_IsRefused_AndSharedByTwoItIsNot()
    {
        var (desk, fund) = await Desk(15_000);
        var other = await desk.Books.AddFundHolding(5_000);
        var giving = await desk.Bring(-20_000, "out");
        var taking = await desk.Bring(20_000, "in", bank: BankDesk.SecondBank);
        (await desk.Explain(giving.Id, Part.Transfer(taking.Id, fund))).Refusal
            .Should().Be(OwnTransferRefusals.FundHoldsTooLittle(fund, BankDesk.Bank, Money.Twd(15_000), Money.Twd(20_000)));

        var shared = Part.Transfer(taking.Id, "") with { Shares = [new(fund, 15_000), new(other, 5_000)] };
        (await desk.Explain(giving.Id, shared)).Refusal.Should().BeNull();
        (await desk.Parts(taking.Id)).Single().FundId.Should().BeNull();
        await desk.Verify();
    }

    [Fact]
    public async Task Transfer_WithAFeeTakenOff_IsASplitOfTheGivingLine()
    {
        var (desk, fund) = await Desk(50_000);
        var giving = await desk.Bring(-20_030, "out with fee");
        var taking = await desk.Bring(20_000, "in", bank: BankDesk.SecondBank);
        (await desk.Explain(giving.Id, Part.Transfer(taking.Id, fund, -20_000), Part.Fee(fund, -30))).Refusal.Should().BeNull();
        (await desk.Balance("1101.01"), await desk.Balance("1101.02"), await desk.Balance("5203")).Should().Be((29_970L, 20_000L, 30L));
        await desk.Verify();
    }

    [Fact]
    public async Task Transfer_OfTwoDays_IsHeldBySuspenseUntilTheLaterOne()
    {
        var (desk, fund) = await Desk(50_000);
        var giving = await desk.Bring(-20_000, "out on friday");
        desk.Books.Clock.Advance(NodaTime.Duration.FromDays(3));
        var taking = await desk.Bring(20_000, "in on tuesday", bank: BankDesk.SecondBank);
        (await desk.Explain(giving.Id, Part.Transfer(taking.Id, fund))).Refusal.Should().BeNull();
        await using var db = desk.Books.Read();
        db.Entries.Where(entry => entry.DedicatedAccountId == desk.Books.AccountId && entry.DocumentId == giving.Id)
            .OrderBy(entry => entry.Number).Select(entry => entry.BookingDate).ToArray()
            .Should().Equal([giving.BookingDate, taking.BookingDate, taking.BookingDate], "the bank's day stays the bank's");
        await desk.Verify();
    }

    [Fact]
    public async Task Transfer_ExplainedFromBothSidesAtOnce_IsBookedOnce()
    {
        var (desk, fund) = await Desk(50_000);
        var giving = await desk.Bring(-20_000, "out");
        var taking = await desk.Bring(20_000, "in", bank: BankDesk.SecondBank);
        var answers = await Task.WhenAll(
            desk.Explain(giving.Id, Part.Transfer(taking.Id, fund)), desk.Explain(taking.Id, Part.Transfer(giving.Id, fund)));
        answers.Count(answer => !answer.IsRefused).Should().Be(1);
        (await desk.Balance("1101.02")).Should().Be(20_000);
        await desk.Verify();
    }

    /// <summary>A desk with two bank accounts and a fund with money on the first.</summary>
    private async Task<(BankDesk Desk, string Fund)> Desk(long dollars)
    {
        var desk = await BankDesk.Open(fixture.Database);
        await desk.AddSecondBank();
        return (desk, await desk.Books.AddFundHolding(dollars));
    }
}
