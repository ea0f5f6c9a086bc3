using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

public sealed class GeneralLedgerTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private const string Bank = "1101.01";

    private long Account => fixture.Cycle.Books.AccountId;

    [Fact]
    public async Task Run_OfEveryAccount_EndsAtTheTrialBalanceAndAddsUpLineByLine()
    {
        var trial = (await new TrialBalanceReport(fixture.Reporting)
            .Run(new TrialBalanceParameters(Account), CancellationToken.None)).Value;
        foreach (var row in trial.Rows)
        {
            var ledger = await Run(new GeneralLedgerParameters(Account, row.Account.Code, Size: 1000));
            (ledger.Opening, ledger.Debit, ledger.Credit, ledger.Closing).Should().Be((0, row.Debit, row.Credit, row.Balance));
            ledger.Lines.Should().HaveCount((int)ledger.Total);
            ledger.Lines[^1].Balance.Should().Be(row.Balance);
            Running(ledger).Should().Equal(ledger.Lines.Select(line => line.Balance));
        }
    }

    [Fact]
    public async Task Run_PageByPage_CarriesTheBalanceFromOnePageToTheNext()
    {
        var whole = await Run(new GeneralLedgerParameters(Account, Bank, Size: 1000));
        var paged = new List<GeneralLedgerLine>();
        for (var page = 1; page <= (int)Math.Ceiling(whole.Total / 3m); page++)
        {
            var part = await Run(new GeneralLedgerParameters(Account, Bank, Page: page, Size: 3));
            part.Carried.Should().Be(paged.Count == 0 ? part.Opening : paged[^1].Balance);
            (part.Debit, part.Credit, part.Closing, part.Total).Should().Be((whole.Debit, whole.Credit, whole.Closing, whole.Total));
            paged.AddRange(part.Lines);
        }

        whole.Total.Should().BeGreaterThan(6);
        paged.Should().BeEquivalentTo(whole.Lines, options => options.WithStrictOrdering());
        paged.Select(line => line.BookingDate).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Run_OfPartOfAYear_OpensWithWhatWasThereTheDayBefore()
    {
        var whole = await Run(new GeneralLedgerParameters(Account, Bank, Fund: WholeCycle.District, Size: 1000));
        var (first, last) = (whole.Lines[2].BookingDate, whole.Lines[^2].BookingDate);

        var part = await Run(new GeneralLedgerParameters(Account, Bank, first, last, WholeCycle.District, Size: 1000));

        part.Lines.Should().Equal(whole.Lines.Where(line => line.BookingDate >= first && line.BookingDate <= last));
        part.Opening.Should().Be(whole.Lines.Last(line => line.BookingDate < first).Balance);
        part.Closing.Should().Be(part.Lines[^1].Balance);
        part.Lines.Should().OnlyContain(line => line.Fund.Code == WholeCycle.District && line.Description != "");
    }

    [Fact]
    public async Task Run_BeyondTheLastDate_HasNoLinesAndTheLastBalance()
    {
        var whole = await Run(new GeneralLedgerParameters(Account, Bank, Size: 1000));
        var after = await Run(new GeneralLedgerParameters(Account, Bank, From: new LocalDate(2190, 1, 1)));
        (after.Total, after.Opening, after.Carried, after.Closing).Should().Be((0L, whole.Closing, whole.Closing, whole.Closing));
        var before = await Run(new GeneralLedgerParameters(Account, Bank, To: new LocalDate(-1000, 1, 1)));
        (before.Total, before.Opening, before.Closing).Should().Be((0L, 0L, 0L));
    }

    [Theory]
    [InlineData("0000", null, nameof(ReportRefusals.ReportAccountNotFound))]
    [InlineData(Bank, "NOBODYS", nameof(ReportRefusals.ReportFundNotFound))]
    public async Task Run_OfWhatIsNotThere_IsRefused(string account, string? fund, string code) =>
        (await new GeneralLedgerReport(fixture.Reporting).Run(
            new GeneralLedgerParameters(Account, account, Fund: fund), CancellationToken.None)).RefusalCode().Should().Be(code);

    [Fact]
    public async Task Run_FromALaterDateToAnEarlierOne_IsRefused() =>
        (await new GeneralLedgerReport(fixture.Reporting).Run(
            new GeneralLedgerParameters(Account, Bank, new LocalDate(2025, 2, 1), new LocalDate(2025, 1, 1)), CancellationToken.None))
            .RefusalCode().Should().Be(nameof(ReportRefusals.ReportDatesReversed));

    private static IEnumerable<long> Running(GeneralLedger ledger)
    {
        var balance = ledger.Carried;
        foreach (var line in ledger.Lines) yield return balance += line.Amount;
    }

    private async Task<GeneralLedger> Run(GeneralLedgerParameters parameters) =>
        (await new GeneralLedgerReport(fixture.Reporting).Run(parameters, CancellationToken.None)).Value;
}
