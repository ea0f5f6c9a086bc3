using FundLedger.Domain;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>Every way the embedded PostgreSQL says no, in the order the conditions are checked. Codes are the method names.</summary>
public static class EmbeddedRefusals
{
    public static Refusal EmbeddedNeedsUnix() => new(nameof(EmbeddedNeedsUnix));

    public static Refusal DataFolderNotUsable(string folder, string reason) => new(nameof(DataFolderNotUsable), folder, reason);

    public static Refusal ClusterFolderMissing(string note, string folder) => new(nameof(ClusterFolderMissing), note, folder);

    public static Refusal DataFolderOfSomebodyElse(string folder, string owner) => new(nameof(DataFolderOfSomebodyElse), folder, owner);

    public static Refusal RootNotDropped(string account) => new(nameof(RootNotDropped), account);

    public static Refusal DataFolderNotReachable(string folder, string account) => new(nameof(DataFolderNotReachable), folder, account);

    public static Refusal LocksDoNotHold(string folder) => new(nameof(LocksDoNotHold), folder);

    public static Refusal AnotherProcessIsStarting(string lockFile) => new(nameof(AnotherProcessIsStarting), lockFile);

    public static Refusal SocketFolderTaken(string folder, string dataFolder) => new(nameof(SocketFolderTaken), folder, dataFolder);

    public static Refusal PostgresFolderUnusable(string folder) => new(nameof(PostgresFolderUnusable), folder);

    public static Refusal PostgresVersionMissing(int major, string folder) => new(nameof(PostgresVersionMissing), major, folder);

    public static Refusal PostgresMissing(int oldestMajor) => new(nameof(PostgresMissing), oldestMajor);

    public static Refusal PostgresNotDownloaded(string package, string lastLines) => new(nameof(PostgresNotDownloaded), package, lastLines);

    public static Refusal ClusterNotCreated(string folder, string lastLines) => new(nameof(ClusterNotCreated), folder, lastLines);

    public static Refusal ClusterDoesNotComeUp(string logFile, string lastLines) => new(nameof(ClusterDoesNotComeUp), logFile, lastLines);

    public static Refusal ClusterRefusesConnection(string reason, string logFile) => new(nameof(ClusterRefusesConnection), reason, logFile);
}
