using System.Globalization;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Receipts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Crashes;

/// <summary>The kinds of work the crash matrix interrupts.</summary>
public enum Work
{
    /// <summary>One entry in a transaction of its own, with an event and a document number.</summary>
    Write,

    /// <summary>One entry by group commit.</summary>
    Group,

    /// <summary>Three transactions of a stream.</summary>
    Stream,

    /// <summary>A bank statement.</summary>
    Import,

    /// <summary>A checkpoint over the log.</summary>
    Seal,

    /// <summary>The receipts of the gifts that wait.</summary>
    Receipt,
}

/// <summary>One piece of work with fixed keys: done again it gives the same answer, wherever it was interrupted.</summary>
internal sealed class InterruptedWork(LedgerConnections connections, long accountId, long actorId, string fund)
{
    public const int Streamed = 1_000 + 2_000 + 3_700;
    public const int Lines = 40;
    public const string BankAccount = "MAIN";

    private static readonly LocalDate Day = new(2026, 6, 30);
    private readonly LedgerDbFactory factory = new(connections);
    private readonly IClock clock = SteppingClock.InJuly2026();
    private readonly Actor actor = new(actorId, "officer")
    {
        Policies = new HashSet<string> { Policies.ImportStatement, Policies.IssueReceipts },
    };

    /// <summary>The fingerprint of the answer.</summary>
    public async Task<string> Run(Work work, string keyFolder)
    {
        var writer = new LedgerWriter(factory, clock);
        switch (work)
        {
            case Work.Write:
                return (await writer.Write(Request("write"), async session =>
                {
                    var posted = await session.Post(Drafts.Gift(fund, 5, Day));
                    session.Audit("CrashTest", session.NewId());
                    return posted.Select(entry => entry.Reference);
                })).Value.ToString();
            case Work.Group:
                return (await writer.Post(new EntryRequest(Request("group"), Drafts.Gift(fund, 5, Day)))).Value.ToString();
            case Work.Stream:
                var numbers = new List<string>();
                await foreach (var outcome in writer.PostMany(accountId, Entries())) numbers.Add(outcome.Value.ToString());
                return string.Join(' ', numbers);
            case Work.Import:
                return (await Import(writer)).Value.ToString();
            case Work.Receipt:
                return (await new IssueReceipts(await Ledger(writer)).Run(new ReceiptsRequest("receipts"), actor, null, default)).Value
                    .ToString();
            case Work.Seal:
                using (var key = CheckpointKey.Parse(await File.ReadAllTextAsync(Path.Combine(keyFolder, "key.pem")), "key.pem").Value)
                {
                    var sealedLog = await new LogSealer(factory, clock).Sign(accountId, key);
                    return string.Create(
                        CultureInfo.InvariantCulture, $"{sealedLog.Value.TreeSize} {Convert.ToHexString(sealedLog.Value.Root)}");
                }

            default: throw new ArgumentOutOfRangeException(nameof(work), work, "Not a kind of work.");
        }
    }

    private WriteRequest Request(string key) => new(accountId, key, actor, key);

    private async IAsyncEnumerable<EntryRequest> Entries()
    {
        await Task.Yield();
        for (var index = 0; index < Streamed; index++)
        {
            var draft = index % 3 == 2 ? Drafts.Fee(fund, 1, Day) : Drafts.Gift(fund, 1, Day);
            yield return new EntryRequest(Request(string.Create(CultureInfo.InvariantCulture, $"stream/{index}")), draft);
        }
    }

    private async Task<Result<ImportedStatement>> Import(LedgerWriter writer)
    {
        var entries = Enumerable.Range(1, Lines).Select(line => new StatementEntry(
            Day, Day, line, $"REF{line}", "somebody", "line of the statement", null)).ToArray();
        var statement = new BankStatement("00123", "TWD", 0, entries.Sum(entry => entry.Amount), Day, Day, null, entries);
        using var content = new MemoryStream();
        StatementWriter.WriteCamt([statement], content, "CRASH", Instant.FromUtc(2026, 7, 1, 0, 0));
        return await new ImportStatement(await Ledger(writer)).Run(
            new StatementImport("import", BankAccount, "statement.xml", content.ToArray()), actor, CancellationToken.None);
    }

    private async Task<AuthorizedLedger> Ledger(LedgerWriter writer)
    {
        await using var db = EveryAccountDb.Open(connections);
        var account = await db.DedicatedAccounts.AsNoTracking().SingleAsync(found => found.Id == accountId);
        return new AuthorizedLedger(
            writer, new ServedAccount(account.Id, account.Code, account.NameZh, account.NameEn, account.Currency));
    }
}
