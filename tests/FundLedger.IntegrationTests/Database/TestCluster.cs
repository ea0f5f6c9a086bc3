using System.Diagnostics;
using System.Globalization;
using FundLedger.Data.Engines;
using Npgsql;

namespace FundLedger.IntegrationTests.Database;

/// <summary>A PostgreSQL cluster of this process in a temporary folder, from the installed binaries; gone at the end.</summary>
internal sealed class TestCluster
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    private readonly string folder;

    private TestCluster(string folder) => this.folder = folder;

    private static bool IsRoot => Environment.UserName == "root";

    public static async Task<TestCluster> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fundledger-tests-{Environment.ProcessId}"));
        Directory.CreateDirectory(folder);
        if (IsRoot) await RunAsync("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        await RunServerToolAsync("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await RunServerToolAsync(
            "pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=200 -c fsync=off", "start");
        var cluster = new TestCluster(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop();
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres", "postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = string.Join("; ", new[] { DatabaseRoles.Owner, DatabaseRoles.Write, DatabaseRoles.Read }.Select(role => $"CREATE ROLE {role} LOGIN"));
        await command.ExecuteNonQueryAsync();
        return cluster;
    }

    public string ConnectionString(string role, string database) =>
        new NpgsqlConnectionStringBuilder { Host = folder, Username = role, Database = database }.ConnectionString;

    private void Stop()
    {
        RunServerToolAsync("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "stop").GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    private static Task RunServerToolAsync(string tool, params string[] arguments)
    {
        var path = Path.Combine(Binaries, tool);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // No pipes: the server would inherit them and hold them open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
