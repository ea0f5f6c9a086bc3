using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

public sealed class JournalTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private long Account => fixture.Cycle.Books.AccountId;

    [Fact]
    public async Task Run_PageByPage_ShowsEveryEntryOnceInDateOrder()
    {
        var whole = await Run(new JournalParameters(Account, Size: 1000));
        var paged = new List<JournalEntry>();
        for (var page = 1; page <= (await Run(new JournalParameters(Account, Size: 7))).Pages; page++)
        {
            paged.AddRange((await Run(new JournalParameters(Account, Page: page, Size: 7))).Entries);
        }

        whole.Total.Should().Be(whole.Entries.Count);
        paged.Select(entry => entry.Reference).Should().Equal(whole.Entries.Select(entry => entry.Reference));
        paged.Select(entry => entry.BookingDate).Should().BeInAscendingOrder();
        paged.Should().OnlyContain(entry => entry.Postings.Sum(posting => posting.Amount) == 0 && entry.Actor != "");
    }

    [Fact]
    public async Task Run_OfAReversal_LinksBothWays()
    {
        var entries = (await Run(new JournalParameters(Account, Size: 1000))).Entries;

        var reversal = entries.Should().ContainSingle(entry => entry.Reverses != null).Subject;
        var original = entries.Single(entry => entry.Reference == reversal.Reverses);
        original.ReversedBy.Should().Be(reversal.Reference);
        reversal.Description.Should().Be("金額錯誤");
    }

    [Fact]
    public async Task Run_ForOneDocument_ShowsItsEntriesOnly()
    {
        var gift = new DocumentReference(DocumentKind.Contribution, fixture.Cycle.GiftId);

        var entry = (await Run(new JournalParameters(Account, Document: gift))).Entries.Should().ContainSingle().Subject;

        entry.Postings.Select(posting => (posting.Account.Code, posting.Fund.Code, posting.Amount)).Should().Equal(
            ("1101.01", WholeCycle.District, 700_000), ("4101", WholeCycle.District, -700_000),
            ("1101.01", WholeCycle.General, 300_000), ("4101", WholeCycle.General, -300_000));
        entry.Postings.Should().OnlyContain(posting => posting.PartyName == "台中企業");
    }

    [Fact]
    public async Task Run_ForAFundAnAccountAndDates_ShowsWhatPostsThere()
    {
        var journal = await Run(new JournalParameters(
            Account, new LocalDate(2025, 3, 1), new LocalDate(2025, 3, 31), WholeCycle.District, ChartOfAccounts.Donations));

        journal.Entries.Should().HaveCount(2);
        journal.Total.Should().Be(2);
    }

    [Fact]
    public async Task Run_ForAnUnknownAccount_IsRefused()
    {
        var result = await new JournalReport(fixture.Reporting)
            .Run(new JournalParameters(Account, Account: "0000"), CancellationToken.None);

        result.RefusalCode().Should().Be(nameof(ReportRefusals.ReportAccountNotFound));
    }

    private async Task<Journal> Run(JournalParameters parameters) =>
        (await new JournalReport(fixture.Reporting).Run(parameters, CancellationToken.None)).Value;
}
