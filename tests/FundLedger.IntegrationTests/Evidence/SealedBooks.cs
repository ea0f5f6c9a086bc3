using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.Reports.Evidence;
using NodaTime;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>Books whose log has several segments, with the key that signs it and a folder for what is handed out.</summary>
public sealed class SealedBooks : IAsyncLifetime, IDisposable
{
    /// <summary>Sizes on both sides of a segment, of two, and in the middle of one; the books' own rows are the first leaves.</summary>
    public static IReadOnlyList<long> Sizes { get; } = [100, 101, 255, 256, 257, 300, 511, 512, 700];

    public TestDatabase Database { get; private set; } = null!;

    public Books Books { get; private set; } = null!;

    public CheckpointKey Key { get; } = CheckpointKey.Create();

    public string Folder { get; } = Directory.CreateTempSubdirectory("fundledger-evidence-").FullName;

    public LogSealer Sealer => new(Database.Factory, Books.Clock);

    public LogProofs Proofs => new(Reporting);

    public ReportingDatabase Reporting => Database.Reporting;

    private const long ReversalAt = 258;

    private string Fund { get; set; } = "";

    /// <summary>How many leaves there were before the first entry's: rows of the books.</summary>
    public long LeavesBefore { get; private set; }

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.Create();
        Books = await Books.Open(Database);
        Fund = await Books.AddFund();
        LeavesBefore = await LeafCount();
        foreach (var size in Sizes)
        {
            await GrowTo(size);
            (await Sealer.Sign(Books.AccountId, Key)).Value.TreeSize.Should().Be(size);
        }
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    public void Dispose()
    {
        Key.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Books of the same kind that a test may damage.</summary>
    public static async Task<SealedBooks> OfItsOwn()
    {
        var books = new SealedBooks();
        await books.InitializeAsync();
        return books;
    }

    /// <summary>Posts gifts, fees, encumbrances and reversals until the log has that many leaves.</summary>
    public async Task GrowTo(long size)
    {
        var written = await Books.Write<bool>(async session =>
        {
            var next = await LeafCount() + 1;
            for (; next <= size; next++)
            {
                var posted = ((next - LeavesBefore) % 7) switch
                {
                    3 => await session.Post(Drafts.Fee(Fund, 3, session.Today)),
                    5 => await session.Post(
                        Drafts.Encumbrance(Fund, 2, session.Today, new DocumentReference(DocumentKind.Disbursement, next))),
                    // Takes a fee back that was committed before.
                    _ when next == ReversalAt => await session.Reverse(new EntryReference(2026, 3), session.Today, "wrong"),
                    _ => await session.Post(Drafts.Gift(Fund, 1000 + next, session.Today)),
                };
                if (posted.IsRefused) return posted.Refusal;
            }

            return true;
        });
        written.IsRefused.Should().BeFalse();
    }

    public Task<long> LeafCount() => Database.Ask<long>(
        Database.Connections.Reporting, FormattableString.Invariant(
            $"select count(*) from ledger.log_leaf where dedicated_account_id = {Books.AccountId}"));

    /// <summary>Changes what is stored as only a superuser can who has switched the guards off.</summary>
    public Task Bend(string sql) => Database.Execute(Database.Administrator, EngineSql.Current.Damage(sql));

    public async Task<string> Export(string name = "package.jsonl")
    {
        var file = Path.Combine(Folder, name);
        await using var output = File.Create(file);
        var written = await new LedgerPackage(Reporting).Write(
            Books.AccountId, [Key.Public], Instant.FromUtc(2026, 7, 2, 0, 0), output, null, CancellationToken.None);
        written.IsRefused.Should().BeFalse();
        return file;
    }

    public string Write(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
