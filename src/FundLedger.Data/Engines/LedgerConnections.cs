namespace FundLedger.Data.Engines;

/// <summary>Where the application connects, as whom: the owner only migrates, the reader only reads.</summary>
/// <param name="Administration">The one login given for everything; null when each use has its own.</param>
public sealed record LedgerConnections(
    DatabaseEngine Engine, string Migrations, string Ledger, string Reporting, string? Administration = null)
{
    /// <summary>One login for all three, assuming the role each needs.</summary>
    public static LedgerConnections Single(DatabaseEngine engine, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new LedgerConnections(
            engine,
            engine.AssumeRole(connectionString, DatabaseRoles.Owner),
            engine.AssumeRole(connectionString, DatabaseRoles.Write),
            engine.AssumeRole(connectionString, DatabaseRoles.Read),
            connectionString);
    }
}
