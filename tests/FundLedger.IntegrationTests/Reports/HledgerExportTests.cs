using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FundLedger.Domain.Ledger;
using FundLedger.Reports;

namespace FundLedger.IntegrationTests.Reports;

public sealed class HledgerExportTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private long Account => fixture.Cycle.Books.AccountId;

    [HledgerFact]
    public async Task Balance_OfTheExportedJournal_EqualsTheTrialBalanceAccountByAccount()
    {
        using var journal = await Export();

        var balances = await journal.Balances();

        var report = (await new TrialBalanceReport(fixture.Reporting).Run(new TrialBalanceParameters(Account), CancellationToken.None))
            .Value;
        balances.Should().Equal(report.Rows.Where(row => row.Balance != 0).ToDictionary(row => row.Account.Code, row => row.Balance));
    }

    [HledgerFact]
    public async Task Balance_OfTheExportedJournalByFundTag_EqualsTheTrialBalanceOfEachFund()
    {
        using var journal = await Export();
        string[] funds = [
            WholeCycle.District, WholeCycle.General, WholeCycle.Programme, WholeCycle.Invested, WholeCycle.Returned, "SUSPENSE"];
        foreach (var fund in funds)
        {
            var report = (await new TrialBalanceReport(fixture.Reporting)
                .Run(new TrialBalanceParameters(Account, Fund: fund), CancellationToken.None)).Value;

            var balances = await journal.Balances($"tag:fund=^{fund}$");

            report.Rows.Should().NotBeEmpty();
            balances.Should()
                .Equal(report.Rows.Where(row => row.Balance != 0).ToDictionary(row => row.Account.Code, row => row.Balance), fund);
        }
    }

    [HledgerFact]
    public async Task Check_OfTheExportedJournal_FindsNothingEvenStrictly()
    {
        using var journal = await Export();

        (await journal.Run("check", "--strict", "ordereddates")).Should().BeEmpty();
        (await journal.Run("stats")).Should().MatchRegex(@"Transactions\s+: 2[0-9]|Transactions\s+: 3[0-9]");
    }

    [Fact]
    public async Task Write_TextsThatMeanSomethingToHledger_AreHarmless()
    {
        using var journal = await Export();

        journal.Text.Should().Contain("代扣稅款； ｜ = 寫錯 了").And.NotContain("寫錯\n");
        HledgerText.Tag("a, date:2026-01-01 [2026-01-01]; x\r\ny\u2028z").Should().Be("a， date：2026-01-01 ［2026-01-01］； x  y z");
    }

    [Fact]
    public async Task Write_AsJson_HoldsEveryEntryWithExactAmounts()
    {
        using var output = new MemoryStream();
        var entries = await new JsonExport(fixture.Reporting).Write(Account, output, null, CancellationToken.None);

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray()));
        var exported = json.RootElement.GetProperty("entries").EnumerateArray().ToArray();
        exported.Should().HaveCount((int)entries);
        foreach (var entry in exported)
        {
            entry.GetProperty("postings").EnumerateArray()
                .Sum(posting => decimal.Parse(posting.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture)).Should().Be(0);
        }

        json.RootElement.GetProperty("accounts").EnumerateArray().Should().HaveCount(ChartOfAccounts.Seed.Count);
    }

    private async Task<ExportedJournal> Export()
    {
        var path = Path.GetTempFileName();
        await using (var output = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            await new HledgerExport(fixture.Reporting).Write(Account, output, null, CancellationToken.None);
        }

        return new ExportedJournal(path);
    }

    /// <summary>A journal file that hledger is asked about.</summary>
    private sealed class ExportedJournal(string path) : IDisposable
    {
        public string Text => File.ReadAllText(path);

        public async Task<Dictionary<string, long>> Balances(params string[] query)
        {
            var csv = await Run(["balance", "--flat", "--no-total", "-O", "csv", .. query]);
            return csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Trim().Trim('"').Split("\",\""))
                .ToDictionary(cells => cells[0], cells => long.Parse(
                    cells[1].Replace(" TWD", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        }

        public async Task<string> Run(params string[] arguments)
        {
            var start = new ProcessStartInfo(
                "hledger", ["-f", path, .. arguments])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["LC_ALL"] = "C.UTF-8";
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            (process.ExitCode, await error).Should().Be((0, ""));
            return output;
        }

        public void Dispose() => File.Delete(path);
    }

    /// <summary>Skipped, aloud, where hledger is not installed.</summary>
    private sealed class HledgerFactAttribute : FactAttribute
    {
        public HledgerFactAttribute()
        {
            var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, "hledger")));
            if (!found) Skip = "hledger is not installed.";
        }
    }
}
