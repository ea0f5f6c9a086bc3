using FundLedger.Data.Engines;
using FundLedger.Reports.Checks;
using FundLedger.UseCases.Accounts;

namespace FundLedger.Web.Books;

/// <summary>
/// All named checks of these books: those that read the books, and one that looks whether the database still guards
/// them (triggers and functions word for word those of this version, the ledger's login unable to change what is append-only).
/// </summary>
internal sealed class BookChecks(LedgerChecks checks, LedgerConnections connections, ServedAccount books)
{
    public const string Guards = "guards";

    public static IReadOnlyList<string> Names { get; } = [Guards, .. LedgerChecks.Names];

    public async Task<IReadOnlyList<CheckResult>> RunAll(IProgress<CheckResult>? progress, CancellationToken stop)
    {
        var guards = await CheckGuards(stop);
        progress?.Report(guards);
        return [guards, .. await checks.RunAll(books.Id, progress, stop)];
    }

    private async Task<CheckResult> CheckGuards(CancellationToken stop)
    {
        await using var reading = connections.Engine.CreateConnection(connections.Reporting);
        await reading.OpenAsync(stop);
        var bent = await connections.Engine.GuardProblems(reading, stop);
        await using var connection = connections.Engine.CreateConnection(connections.Ledger);
        await connection.OpenAsync(stop);
        var modifiable = connections.Administration is not null && !connections.Engine.CanAssumeRoles
            ? []
            : await connections.Engine.ModifiableTables(connection, stop);
        string[] failures =
        [
            .. bent.Select(problem => $"guard: {problem}"),
            .. modifiable.Select(table => $"the ledger's login may change ledger.{table}"),
        ];
        return new CheckResult(Guards, failures.Length == 0, AppendOnlyTables.All.Count, failures);
    }
}
