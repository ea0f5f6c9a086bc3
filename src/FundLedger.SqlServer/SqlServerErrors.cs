using System.Net.Sockets;
using FundLedger.Data.Engines;
using Microsoft.Data.SqlClient;

namespace FundLedger.SqlServer;

/// <summary>What an error of SQL Server, or of the way to it, means to the write path.</summary>
internal static class SqlServerErrors
{
    /// <summary>From this class on the server or the driver has closed the connection.</summary>
    private const byte ConnectionEnded = 20;

    /// <summary>A primary key or unique constraint, or a unique index.</summary>
    private static readonly HashSet<int> Duplicates = [2627, 2601];

    /// <summary>
    /// Deadlock, lock time-out, snapshot conflict, killed session; a server or database that is shutting down, starting or
    /// failing over (the last three are Azure's); and the network's numbers on Windows.
    /// </summary>
    private static readonly HashSet<int> Transients =
        [1205, 1222, 3960, 596, 6005, 921, 922, 18401, 40197, 40501, 40613, 10053, 10054, 10060];

    /// <summary>Those of <see cref="Transients"/> that end a session, and a time limit (-2) that the server let pass.</summary>
    private static readonly HashSet<int> Outages = [-2, 596, 6005, 921, 922, 18401, 40197, 40501, 40613, 10053, 10054, 10060];

    /// <summary>The object, the schema, the database, the statement or its kind is not permitted to this login.</summary>
    private static readonly HashSet<int> Denials = [229, 230, 262, 297, 300, 916, 1088, 2760, 4902, 15151, 15247];

    /// <summary>
    /// One failure comes as several errors: a duplicate, for example, with "the statement has been terminated". A command
    /// that ran into its time limit (-2) is not among those to run again: it would take as long once more.
    /// </summary>
    public static WriteFailure Classify(Exception error) => error switch
    {
        SqlException sql when Of(Facts(sql)) is var failure and not WriteFailure.Other => failure,
        SocketException => WriteFailure.Transient,
        { InnerException: { } inner } => Classify(inner),
        _ => WriteFailure.Other,
    };

    /// <summary>
    /// By numbers and classes alone. A lost connection is recognised by its class: what number it has depends on the operating
    /// system, and on Linux it is 0.
    /// </summary>
    public static WriteFailure Of(IReadOnlyCollection<(int Number, byte Class)> errors)
    {
        if (errors.Any(error => Duplicates.Contains(error.Number))) return WriteFailure.Duplicate;
        return errors.Any(error => error.Class >= ConnectionEnded || Transients.Contains(error.Number)) ? WriteFailure.Transient
            : WriteFailure.Other;
    }

    /// <summary>The connection has ended, or the server is shutting down, starting or failing over.</summary>
    public static bool IsOutage(Exception error) => error switch
    {
        SqlException sql when Facts(sql).Any(fact => fact.Class >= ConnectionEnded || Outages.Contains(fact.Number)) => true,
        SocketException => true,
        { InnerException: { } inner } => IsOutage(inner),
        _ => false,
    };

    public static bool IsDenial(Exception error) => error is SqlException sql && Facts(sql).Any(fact => Denials.Contains(fact.Number));

    private static (int Number, byte Class)[] Facts(SqlException error) =>
        error.Errors.Cast<SqlError>().Select(each => (each.Number, each.Class)).ToArray();
}
