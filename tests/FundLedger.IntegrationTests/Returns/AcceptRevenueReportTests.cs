using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Returns;

namespace FundLedger.IntegrationTests.Returns;

public sealed class AcceptRevenueReportTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Accept_OfAReturnThereIsNot_IsRefused()
    {
        var books = fixture.Books;
        var ledger = new AuthorizedLedger(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
        var report = new RevenueReport("report", "NOSUCHRETURN", Money.Twd(5));
        (await new AcceptRevenueReport(ledger).Run(report, books.Officer, default)).Refusal.Should()
            .Be(ReturnRefusals.ExpectedReturnNotFound("NOSUCHRETURN"));
    }
}
