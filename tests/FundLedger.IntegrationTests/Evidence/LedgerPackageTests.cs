using System.Globalization;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Evidence;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>What is not handed out as a ledger that proves itself.</summary>
public sealed class LedgerPackageTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Write_OfALeafWhoseEntryIsGone_IsRefusedAndNamesTheLeaf()
    {
        var books = await Books.Open(fixture.Database);
        var fund = await books.AddFund();
        var gone = await books.BookGift(fund, 1);
        _ = await books.BookGift(fund, 2);
        var of = string.Create(CultureInfo.InvariantCulture,
            $"dedicated_account_id = {books.AccountId} AND fiscal_year = {gone.FiscalYear} AND number = {gone.Number}");
        await fixture.Database.Execute(
            fixture.Database.Administrator,
            EngineSql.Current.Damage($"DELETE FROM ledger.posting WHERE {of}; DELETE FROM ledger.entry WHERE {of}"));

        var written = await new LedgerPackage(fixture.Database.Reporting)
            .Write(books.AccountId, [], books.Clock.GetCurrentInstant(), Stream.Null, null, CancellationToken.None);

        written.RefusalCode().Should().Be(nameof(CheckpointRefusals.LeafWithoutFacts));
        written.Refusal!.Arguments[0].Should().Be(await fixture.Database.Ask<long>(
            fixture.Database.Administrator,
            $"SELECT min(leaf_index) FROM ledger.log_leaf WHERE dedicated_account_id = {books.AccountId} AND kind = 1"),
            "it is the first entry's leaf");
    }
}
