using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.IntegrationTests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>
/// Keeps the texts that EF Core would send, and answers each with no rows: what it makes of a query can be read without a
/// server. It shows no behaviour.
/// </summary>
internal sealed class CapturedCommands : DbCommandInterceptor, IDbConnectionInterceptor
{
    private readonly List<(string Text, int Parameters)> commands = [];

    public IReadOnlyList<(string Text, int Parameters)> Commands => commands;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
    {
        commands.Add((command.CommandText, command.Parameters.Count));
        return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(new System.Data.DataTable().CreateDataReader()));
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(InterceptionResult.Suppress());
}

/// <summary>An engine whose contexts never reach a server.</summary>
internal sealed class CapturingEngine(DatabaseEngine inner, CapturedCommands captured) : ForwardingEngine(inner)
{
    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema)
    {
        base.Configure(options, connectionString, migrationsHistorySchema);
        options.AddInterceptors(captured);
    }
}
