using FundLedger.PostgreSql.Embedded;

namespace FundLedger.IntegrationTests.Embedded;

/// <summary>
/// The entry point of the test assembly when it is run as a program: another user of an embedded cluster, for the tests
/// that need a second process, another account, or somebody to kill. Says READY or REFUSED on a line, then waits for its input to end.
/// </summary>
public static class OtherProcess
{
    /// <summary>After the folder: as on a machine where no PostgreSQL is installed.</summary>
    public const string Downloaded = "downloaded";

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            await Console.Error.WriteLineAsync("Run the tests with: dotnet test");
            return 2;
        }
        if (arguments[0] == "serve") return await Jobs.KilledServerTests.RunChild(arguments);
        if (arguments[0] == "crash") return await Crashes.CrashMatrixTests.RunChild(arguments);
        var options = new EmbeddedOptions(FsyncOff: true, DownloadedBinaries: arguments.Contains(Downloaded));
        var started = await EmbeddedCluster.Start(arguments[0], null, options, CancellationToken.None);
        if (started.IsRefused)
        {
            Console.WriteLine($"REFUSED {started.Refusal}");
            return 1;
        }
        await using (started.Value)
        {
            Console.WriteLine($"READY {started.Value.ConnectionString("postgres")}");
            await Console.In.ReadToEndAsync();
        }
        Console.WriteLine("GONE");
        return 0;
    }
}
