using System.Data.Common;
using System.Globalization;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports;
using FundLedger.Reports.Evidence;
using NodaTime;
using Xunit.Abstractions;
using static System.FormattableString;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>
/// Every column of every table is changed in one row, past every guard, and the books are handed out as they are then: where the
/// package differs, the verifier in Node must find it and name the row. What the package does not hold is listed here. Every column
/// is tried when <c>FUNDLEDGER_LONG=1</c>, else some.
/// </summary>
[RunsFirst]
public sealed class ExportedColumnTests(WholeCycleFixture fixture, ITestOutputHelper output)
    : IClassFixture<WholeCycleFixture>, IDisposable
{
    private const string Account = "dedicated_account_id";
    private const string SignedCheckpoint = "the checkpoint in the package";
    private const string AddedUp = "added up or counted again from what is in the package";
    private const string Numbers = "a number this database gives out next, no part of the books";
    private const string OfTheRow = "the package has the name and revision that the row's leaf says";
    private const string OfTheLeaf = "says where the row's leaf or text is; the package has the leaf and the text's commitment";
    private const string Text = "the package holds no text, only the commitment to it in the leaf of what it belongs to";
    private const string OfTheNote = "the signed note in the package says it itself";
    private const string FromTheEntry = "said once for the whole entry, or by the order of its parts";
    private const string OfTheDatabase = "belongs to this database and not to a dedicated account's books";

    /// <summary>Columns whose change leaves the package as it was, by table and column; * stands for all.</summary>
    private static readonly Dictionary<string, string> NotExported = new(StringComparer.Ordinal)
    {
        ["*.record_revision"] = OfTheRow,
        ["applied_script.*"] = OfTheDatabase,
        ["designation_change.consent_text_id"] = OfTheLeaf,
        ["entry.leaf_index"] = OfTheLeaf,
        ["entry.posting_count"] = FromTheEntry,
        ["entry.text_id"] = OfTheLeaf,
        ["entry_series.*"] = AddedUp,
        ["erasable_text.*"] = Text,
        ["fund_balance.*"] = AddedUp,
        ["id_range.*"] = Numbers,
        ["log_checkpoint.key_id"] = OfTheNote,
        ["log_checkpoint.root"] = OfTheNote,
        ["log_checkpoint.signed_at"] = "is not signed: the note says what was signed, and nothing depends on when",
        ["log_checkpoint.tree_size"] = OfTheNote,
        ["log_node.*"] = "hashed again from the leaves",
        ["lot_use.document_id"] = FromTheEntry,
        ["lot_use.document_kind"] = FromTheEntry,
        ["lot_use.line"] = FromTheEntry,
        ["period_balance.*"] = AddedUp,
        ["posting.booking_date"] = FromTheEntry,
        ["posting.line"] = FromTheEntry,
        ["request.*"] = "what a request was answered; the answer itself is in the package",
        ["series_head.*"] = Numbers,
        ["statement_original.*"] = "the package has the length and SHA-256 of the file and not the file",
        ["workflow_step.reason_text_id"] = OfTheLeaf,
    };

    /// <summary>Columns whose change is in the package and cannot be known from the package alone.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["log_checkpoint.dedicated_account_id"] =
            "the checkpoint before it stands in its place, and is true; whoever kept the later one gives it with --checkpoint",
        ["person.record_leaf_index"] =
            "people belong to no dedicated account: that the last state of one is not here may mean that another account's log has it",
    };

    private static readonly bool Long = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1";

    /// <summary>One column in so many is tried; <c>FUNDLEDGER_SEED</c> chooses which.</summary>
    private static readonly int OneIn = Long ? 1 : 4;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fundledger-columns-");
    private readonly CheckpointKey key = CheckpointKey.Create();

    [Fact]
    public async Task NodeVerifier_AfterAnyExportedColumnWasChanged_NamesTheRow()
    {
        await EveryTable.Fill(fixture.Cycle);
        // What nobody has signed may be cut off, so everything is signed.
        (await new LogSealer(fixture.Database.Factory, fixture.Cycle.Books.Clock).Sign(fixture.Cycle.Books.AccountId, key))
            .IsRefused.Should().BeFalse();
        var whole = await Whole();
        var changes = new List<Change>();
        var first = int.Parse(Environment.GetEnvironmentVariable("FUNDLEDGER_SEED") ?? "0", CultureInfo.InvariantCulture) % OneIn;
        var columns = (await LedgerColumn.All(fixture.Database)).Where((_, index) => index % OneIn == first);
        foreach (var column in columns) changes.Add(await Try(column, whole));

        var exported = changes.Where(change => change.Package is not null).ToArray();
        var findings = await NodeVerifier.FindingsOfEach(exported.Select(change => change.Package!));
        var unseen = exported.Zip(findings).Where(pair => !pair.First.IsNamedIn(pair.Second))
            .ToDictionary(pair => pair.First.Column.ToString(), pair => string.Join(" | ", pair.Second), StringComparer.Ordinal);

        Tell(changes);
        unseen.Keys.Should().BeSubsetOf(Exempt.Keys, "only these cannot be known: {0}", string.Join('\n', unseen));
        var same = changes.Where(change => change.Outcome == Outcome.Same).Select(change => Listed(change.Column)).Distinct().ToArray();
        same.Should().BeSubsetOf(NotExported.Keys, "what is not in the package is listed");
        if (Long)
        {
            unseen.Keys.Should().BeEquivalentTo(Exempt.Keys, "nothing is listed that is known");
            same.Should().BeEquivalentTo(NotExported.Keys, "nothing is listed that is in the package");
        }

        changes.Where(change => change.Outcome == Outcome.NotHandedOut && change.Column.ToString() != "dedicated_account.id")
            .Should().OnlyContain(change => change.Said.StartsWith(nameof(CheckpointRefusals.LeafWithoutFacts), StringComparison.Ordinal));
        exported.Select(change => Listed(change.Column)).Should().NotContain(NotExported.Keys);
        // The command ends so too, for one column of each table.
        var named = exported.Where(change => !Exempt.ContainsKey(change.Column.ToString()));
        foreach (var change in named.DistinctBy(change => change.Column.Table))
            (await NodeVerifier.Run(change.Package!)).ExitCode.Should().Be(1, "{0} was changed", change.Column);
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    private void Tell(List<Change> changes)
    {
        string Of(Outcome outcome, Func<Change, string> say) =>
            string.Join(", ", changes.Where(change => change.Outcome == outcome).Select(say));
        foreach (var outcome in Enum.GetValues<Outcome>())
            output.WriteLine($"{changes.Count(change => change.Outcome == outcome)} of {changes.Count} columns: {outcome}");
        output.WriteLine(
            $"Refused by a constraint that holds for the owner too: {Of(Outcome.RefusedByTheDatabase, change => $"{change.Column}")}");
        output.WriteLine($"Not handed out at all: {Of(Outcome.NotHandedOut, change => $"{change.Column} ({change.Said})")}");
        foreach (var (name, reason) in NotExported) output.WriteLine($"Not in the package: {name}: {reason}");
        foreach (var (name, reason) in Exempt) output.WriteLine($"Exempt: {name}: {reason}");
    }

    private static string Listed(LedgerColumn column) =>
        new[] { $"{column.Table}.*", $"*.{column.Name}" }.FirstOrDefault(NotExported.ContainsKey) ?? column.ToString();

    private async Task<byte[]> Whole()
    {
        await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
        await using var transaction = await connection.BeginTransactionAsync();
        using var package = new MemoryStream();
        (await Export(connection, transaction, package)).IsRefused.Should().BeFalse();
        return package.ToArray();
    }

    /// <summary>Changes one value, hands the books out in the same transaction, and rolls back.</summary>
    private async Task<Change> Try(LedgerColumn column, byte[] whole)
    {
        for (var attempt = 0; attempt < LedgerColumn.Variants; attempt++)
        {
            await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
            await using var transaction = await connection.BeginTransactionAsync();
            IReadOnlyDictionary<string, object> row;
            try
            {
                row = await column.Damage(connection, transaction, attempt)
                    ?? throw new InvalidOperationException($"The whole cycle leaves {column.Table} empty.");
            }
            catch (DbException)
            {
                continue;
            }

            using var package = new MemoryStream();
            try
            {
                var written = await Export(connection, transaction, package);
                if (written.IsRefused) return new Change(column, Outcome.NotHandedOut, written.Refusal.ToString());
            }
            catch (InvalidOperationException error) when (column is { Table: "dedicated_account", Name: "id" })
            {
                return new Change(column, Outcome.NotHandedOut, error.Message);
            }

            if (package.ToArray().AsSpan().SequenceEqual(whole)) return new Change(column, Outcome.Same, "");
            var file = Path.Combine(folder.FullName, $"{column}.jsonl");
            await File.WriteAllBytesAsync(file, package.ToArray());
            return new Change(column, Outcome.Exported, NameOf(column, row), file);
        }

        return new Change(column, Outcome.RefusedByTheDatabase, "");
    }

    private Task<Result<long>> Export(DbConnection connection, DbTransaction transaction, Stream package) => LedgerPackage.Write(
        new Snapshot(connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None),
        fixture.Cycle.Books.AccountId, [fixture.Key, key.Public], Instant.FromUtc(2026, 7, 1, 0, 0), package, null, CancellationToken.None);

    /// <summary>As the verifier calls what the row is in the package; by its leaf when its own name was changed.</summary>
    private static string NameOf(LedgerColumn column, IReadOnlyDictionary<string, object> row) => column.Table switch
    {
        "entry" or "posting" or "lot" or "lot_use" => Invariant($"entry {row["fiscal_year"]}/{row["number"]} "),
        "log_leaf" when column.Name == "dedicated_account_id" => SignedCheckpoint,
        "designation_change" or "workflow_step" when column.Keys.Contains(column.Name) => Invariant($"(leaf {row["leaf_index"]},"),
        "workflow_step" => Invariant($"approval {row["document_id"]}/{row["sequence"]} "),
        "designation_change" => Invariant($"designation change {row["id"]} "),
        "log_leaf" => Invariant($"(leaf {row["leaf_index"]},"),
        "log_checkpoint" => SignedCheckpoint,
        _ => Invariant($"record {column.Table}/{string.Join('-', column.Keys.Where(key => key != Account).Select(key => row[key]))}/"),
    };

    private enum Outcome
    {
        Exported,
        Same,
        NotHandedOut,
        RefusedByTheDatabase,
    }

    /// <param name="Said">How the verifier must name the row, or why nothing was handed out.</param>
    private sealed record Change(LedgerColumn Column, Outcome Outcome, string Said, string? Package = null)
    {
        public bool IsNamedIn(IReadOnlyList<string> findings) => findings.Any(finding => finding.Contains(Said, StringComparison.Ordinal));
    }
}
