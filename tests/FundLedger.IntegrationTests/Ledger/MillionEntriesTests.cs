using System.Diagnostics;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Checks;
using Xunit.Abstractions;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>Books as large as a national programme's.</summary>
public sealed class MillionEntriesTests(BooksFixture fixture, ITestOutputHelper output) : IClassFixture<BooksFixture>
{
    private const int Entries = 1_000_000;
    private const long Megabyte = 1 << 20;

    [LongFact]
    public async Task PostManyThenVerify_AMillionEntries_StayInBoundedMemoryAndFindNothing()
    {
        var books = await Books.Open(fixture.Database);
        string[] funds = [await books.AddFund(), await books.AddFund(), await books.AddFund()];
        var clock = Stopwatch.StartNew();
        var (booked, largest) = (0, 0L);

        await foreach (var outcome in books.Writer.PostMany(books.AccountId, books.Stream(funds, Entries).ToAsyncEnumerable()))
        {
            outcome.IsRefused.Should().BeFalse();
            if (++booked % 10_000 == 0) largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: false));
        }

        output.WriteLine($"{booked} entries booked in {clock.Elapsed.TotalSeconds:0} s, at most {largest / Megabyte} MiB");
        (booked, largest / Megabyte).Should().Match<(int Booked, long Memory)>(found => found.Booked == Entries && found.Memory < 512);

        clock.Restart();
        var told = new CheckProgress(_ => largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: false)));
        var results = await new LedgerChecks(fixture.Database.Reporting).RunAll(books.AccountId, told, CancellationToken.None);

        output.WriteLine($"verified in {clock.Elapsed.TotalSeconds:0} s, at most {largest / Megabyte} MiB");
        results.Where(result => !result.Ok).Should().BeEmpty();
        results.Single(result => result.Name == "leaf-hashes").Examined.Should().BeGreaterThanOrEqualTo(Entries);
        (largest / Megabyte).Should().BeLessThan(512);
    }

    private sealed class CheckProgress(Action<CheckResult> say) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => say(value);
    }
}
