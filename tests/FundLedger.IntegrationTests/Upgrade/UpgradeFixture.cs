using System.Diagnostics;
using System.IO.Compression;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Reports;
using Npgsql;

namespace FundLedger.IntegrationTests.Upgrade;

/// <summary>
/// Makes the books of a release that later versions are upgraded from; run by <c>make-fixture.sh</c>, else skipped,
/// aloud.
/// </summary>
public sealed class UpgradeFixture
{
    private const string Target = "FUNDLEDGER_MAKE_UPGRADE_FIXTURE";

    [FixtureFact]
    public async Task Make_BooksInWhichTheMoneyHasTurnedOnce_AreDumped()
    {
        var fixture = new WholeCycleFixture();
        await fixture.InitializeAsync();
        try
        {
            var dump = WithoutCommandsOfPsql(await Dump(fixture.Database.Administrator));
            dump.Should().Contain("INSERT INTO ledger.entry ").And.Contain("INSERT INTO ledger.applied_script");
            await using var file = new GZipStream(File.Create(Environment.GetEnvironmentVariable(Target)!), CompressionLevel.SmallestSize);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync(dump);
        }
        finally
        {
            await fixture.DisposeAsync();
        }
    }

    private static async Task<string> Dump(string connectionString)
    {
        var login = new NpgsqlConnectionStringBuilder(connectionString);
        var program = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", "pg_dump"))
            .First(File.Exists);
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "--no-owner", "--load-via-partition-root", "--rows-per-insert=100", "-h", login.Host!, "-p", $"{login.Port}", "-U",
                login.Username!, login.Database!,
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
        return text;
    }

    private static string WithoutCommandsOfPsql(string dump) =>
        string.Join('\n', dump.Split('\n').Where(line => !line.StartsWith('\\') && !line.StartsWith("--", StringComparison.Ordinal)));

    private sealed class FixtureFactAttribute : FactAttribute
    {
        public FixtureFactAttribute()
        {
            if (Environment.GetEnvironmentVariable(Target) is null) Skip = $"Makes a file; {Target} names it.";
        }
    }
}
