using FundLedger.Data.Engines;
using FundLedger.PostgreSql;
using FundLedger.PostgreSql.Embedded;

namespace FundLedger.Testing;

/// <summary>What every user of an embedded PostgreSQL needs to work on one.</summary>
public static class Clusters
{
    /// <summary>Lets other accounts pass through a folder: started as root, the cluster runs as another account.</summary>
    public static void LetOthersPassThrough(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>The application's three logins to the cluster's own database.</summary>
    public static LedgerConnections LedgerConnections(this EmbeddedCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Connections(role => cluster.ConnectionString(role));
    }

    /// <summary>The application's three logins to another database of the cluster.</summary>
    public static LedgerConnections LedgerConnections(this EmbeddedCluster cluster, string database)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Connections(role => cluster.ConnectionString(role, database));
    }

    private static LedgerConnections Connections(Func<string, string> connectionString) => new(
        new PostgreSqlEngine(), connectionString(DatabaseRoles.Owner), connectionString(DatabaseRoles.Write),
        connectionString(DatabaseRoles.Read));
}
