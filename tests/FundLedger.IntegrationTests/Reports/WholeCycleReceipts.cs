using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Receipts;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>
/// The receipts of the whole cycle: of all gifts at once; the first one is voided and replaced, of the second a copy is issued.
/// </summary>
internal static class WholeCycleReceipts
{
    public static async Task Issue(Books books, AuthorizedLedger ledger, Actor cashier)
    {
        var issued = await new IssueReceipts(ledger).Run(new ReceiptsRequest(Key()), cashier, null, default);
        issued.Value.Issued.Should().Be(3);
        var first = ReceiptNumber.Find(issued.Value.First!)!.Value;
        var voided = await new VoidReceipt(ledger).Run(new VoidRequest(Key(), first.ToString(), "抬頭錯誤"), cashier, default);
        voided.Refusal.Should().BeNull();
        (await new IssueReceipts(ledger).Run(new ReceiptsRequest(Key()), cashier, null, default)).Value.Issued.Should().Be(1);
        var second = first with { Number = first.Number + 1 };
        (await new ReprintReceipt(ledger).Run(new ReprintRequest(Key(), second.ToString()), cashier, default)).Refusal.Should().BeNull();
        books.Today.Year.Should().Be(first.Series.FiscalYear);
    }

    private static string Key() => Books.Unique("receipt");
}
