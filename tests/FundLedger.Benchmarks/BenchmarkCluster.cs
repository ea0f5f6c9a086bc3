using System.Diagnostics;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.PostgreSql.Embedded;
using FundLedger.Reports;
using Npgsql;

namespace FundLedger.Benchmarks;

/// <summary>One private cluster for all measures of a run, on a Unix socket, with fsync on; removed at the end.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    private const string PgbenchName = "pgbench";

    private static readonly string? PgbenchProgram =
        new[] { "/usr/lib/postgresql/15/bin/pgbench", "/usr/lib/postgresql/16/bin/pgbench",
            "/usr/lib/postgresql/17/bin/pgbench" }.FirstOrDefault(File.Exists)
        ?? Environment.GetEnvironmentVariable("PATH")?.Split(':').Select(path => Path.Combine(path, "pgbench")).FirstOrDefault(File.Exists);

    private readonly EmbeddedCluster cluster;
    private readonly string folder;

    private BenchmarkCluster(EmbeddedCluster cluster, string folder) => (this.cluster, this.folder) = (cluster, folder);

    public static async Task<BenchmarkCluster> Start()
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-benchmark-").FullName;
        Clusters.LetOthersPassThrough(folder);

        var started = await EmbeddedCluster.Start(
            Path.Combine(folder, "data"), new Progress<string>(Console.Error.WriteLine), CancellationToken.None);
        return started.IsRefused
            ? throw new InvalidOperationException($"No PostgreSQL to measure on: {started.Refusal}")
            : new BenchmarkCluster(started.Value, folder);
    }

    /// <summary>An empty, migrated database.</summary>
    public async Task<BenchmarkDatabase> Create(string name)
    {
        await Execute("postgres", $"CREATE DATABASE {name} OWNER fundledger_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'");
        var connections = cluster.LedgerConnections(name);
        await new DatabaseMigration(connections.Engine, connections.Migrations)
            .Apply(NodaTime.SystemClock.Instance, new Progress<string>(), CancellationToken.None);
        await using var owner = await BenchmarkDatabase.Open(connections.Migrations);
        foreach (var year in Load.FiscalYears) await connections.Engine.AddFiscalYear(owner, year, CancellationToken.None);
        return new BenchmarkDatabase(connections, cluster.ConnectionString("postgres", name));
    }

    public async Task Drop(string name)
    {
        NpgsqlConnection.ClearAllPools();
        await Execute("postgres", $"DROP DATABASE {name} WITH (FORCE)");
    }

    /// <summary>Makes the database that pgbench works in, scale 10; where pgbench is not installed, says so.</summary>
    public async Task<string?> PreparePgbench()
    {
        if (PgbenchProgram is null) return "pgbench is not installed";
        await Execute("postgres", $"CREATE DATABASE {PgbenchName}");
        await Pgbench("-i", "-q", "-s", "10");
        return null;
    }

    /// <summary>Transactions per second of pgbench's TPC-B-like script: 8 clients, 2 threads, simple protocol.</summary>
    public async Task<double> Pgbench(int seconds)
    {
        var text = await Pgbench(
            "-c", "8", "-j", "2", "-M", "simple", "-T", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var line = text.Split('\n').Single(found => found.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task DropPgbench() => Drop(PgbenchName);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> Pgbench(params string[] arguments)
    {
        var socket = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres", PgbenchName)).Host!;
        var start = new ProcessStartInfo(PgbenchProgram!, [
            "-h", socket, "-U", "postgres", .. arguments, PgbenchName])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench failed: {await errors}");
    }

    private async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres", database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A migrated database and the ways into it.</summary>
internal sealed record BenchmarkDatabase(LedgerConnections Connections, string Administrator)
{
    public LedgerDbFactory Factory { get; } = new(Connections);

    public ReportingDatabase Reporting { get; } = new(
        async stop =>
        {
            var connection = new NpgsqlConnection(Connections.Engine.ForReporting(Connections.Reporting));
            await connection.OpenAsync(stop);
            return connection;
        }, Connections.Engine.Name, Connections.Engine.SnapshotIsolation);

    public static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = await Open(connectionString);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }
}
