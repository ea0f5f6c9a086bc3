using System.Data.Common;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using Xunit.Abstractions;
using NoRecords = FundLedger.Domain.Ledger.TamperEvidence.RecordTables;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>
/// Every column of every table of the ledger is changed in one row, past every guard and foreign key, and the checks must name
/// it. What they do not is listed here, with the reason.
/// </summary>
[RunsFirst]
public sealed class EveryColumnTests(WholeCycleFixture fixture, ITestOutputHelper output) : IClassFixture<WholeCycleFixture>
{
    private const string OnTheHotPath =
        "no leaf, for every entry has a request; whoever changes it lets the same request be sent twice, which then is an entry to be seen";
    private const string OfNoAccount = "belongs to this database and not to a dedicated account's books";
    private const string Ahead =
        "a position that is compared with what is there: one that is behind is found, one ahead only leaves numbers out";
    private const string Version = "says which version the database has, which the owner keeps";

    /// <summary>Columns whose change no check of the books finds, by table and column; * stands for all.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["id_range.*"] = OfNoAccount,
        ["series_head.last_id"] = Ahead,
        ["series_head.last_lot_id"] = Ahead,
        ["series_head.last_recorded_at"] = Ahead,
        ["request.request_key"] = OnTheHotPath,
        ["request.content_hash"] = OnTheHotPath,
        ["request.dedicated_account_id"] = OnTheHotPath,
        ["log_checkpoint.signed_at"] = "is not signed: the note says what was signed, and nothing depends on when",
        ["migration_history.*"] = Version,
        ["applied_script.*"] = Version,
    };

    [Fact]
    public async Task RunAll_AfterAnyColumnWasChanged_NamesIt()
    {
        await EveryTable.Fill(fixture.Cycle);
        var columns = await LedgerColumn.All(fixture.Database);
        var (unseen, refused, empty) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var column in columns.Where(column => !IsExempt(column)))
        {
            switch (await Change(column))
            {
                case Outcome.Unseen: unseen.Add(column.ToString()); break;
                case Outcome.RefusedByTheDatabase: refused.Add(column.ToString()); break;
                case Outcome.NoRow: empty.Add(column.ToString()); break;
            }
        }

        output.WriteLine($"{columns.Count} columns of {columns.Select(column => column.Table).Distinct().Count()} tables.");
        output.WriteLine($"Refused by a constraint that holds for the owner too: {string.Join(", ", refused)}");
        foreach (var (name, reason) in Exempt) output.WriteLine($"Exempt: {name}: {reason}");
        foreach (var (table, reason) in NoRecords.Exempt) output.WriteLine($"No record: {table}: {reason}");
        unseen.Should().BeEmpty();
        empty.Select(name => name.Split('.')[0]).Distinct().Should().BeEmpty("every table has a row in the whole cycle");
    }

    [Fact]
    public async Task Exempt_NamesOnlyWhatIsThere()
    {
        var names = (await LedgerColumn.All(fixture.Database)).SelectMany(column => new[] { column.ToString(), $"{column.Table}.*" })
            .ToHashSet(StringComparer.Ordinal);

        Exempt.Keys.Should().OnlyContain(name => names.Contains(name));
        NoRecords.Exempt.Keys.Should().OnlyContain(table => names.Contains($"{table}.*"));
        Exempt.Concat(NoRecords.Exempt).Should().OnlyContain(exempt => exempt.Value.Contains(' '), "a reason is said in words");
    }

    private static bool IsExempt(LedgerColumn column) => Exempt.ContainsKey(column.ToString()) || Exempt.ContainsKey($"{column.Table}.*");

    /// <summary>Changes one value, runs the checks in the same transaction, and rolls back.</summary>
    private async Task<Outcome> Change(LedgerColumn column)
    {
        for (var attempt = 0; attempt < LedgerColumn.Variants; attempt++)
        {
            await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
            await using var transaction = await connection.BeginTransactionAsync();
            try
            {
                if (await column.Damage(connection, transaction, attempt) is null) return Outcome.NoRow;
            }
            catch (DbException)
            {
                continue;
            }

            return await IsNamed(connection, transaction) ? Outcome.Named : Outcome.Unseen;
        }

        return Outcome.RefusedByTheDatabase;
    }

    private async Task<bool> IsNamed(DbConnection connection, DbTransaction transaction)
    {
        var snapshot = new Snapshot(connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None);
        foreach (var name in LedgerChecks.Names.OrderByDescending(name => name == "records"))
        {
            try
            {
                var result = await LedgerChecks.Run(
                    snapshot, name, fixture.Cycle.Books.AccountId, CancellationToken.None, _ => Result.Of<Checkpoint?>(fixture.Signed));
                if (!result.Ok) return true;
            }
            catch (Exception error) when (error is not DbException)
            {
                // What cannot be read at all has been noticed too, if not named.
                output.WriteLine($"{name}: {error.GetType().Name}: {error.Message}");
                return true;
            }
        }

        return false;
    }

    private enum Outcome
    {
        Named,
        Unseen,
        RefusedByTheDatabase,
        NoRow,
    }
}
