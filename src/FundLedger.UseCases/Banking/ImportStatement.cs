using System.Security.Cryptography;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <param name="BankAccount">Code of the bank account; empty: the one whose number the file carries.</param>
public sealed record StatementImport(string Key, string BankAccount, string FileName, ReadOnlyMemory<byte> Content);

/// <param name="OtherAccounts">Accounts the file also has statements of, separated by commas; they are imported for themselves.</param>
/// <param name="More">Lines are left for another write.</param>
public sealed record ImportedStatement(int LinesAdded, int LinesKnown, string Format, string OtherAccounts = "", bool More = false);

/// <summary>
/// Takes a bank statement file into the books: it must tie, be of this account and currency, and go on from what is stored.
/// Lines known from an overlapping file add nothing. Nothing is posted here; the match run does that.
/// A long file is stored in several writes, so that people book meanwhile; each leaves statements that tie and follow each
/// other, and the same file sent again goes on where it ended.
/// </summary>
public sealed class ImportStatement(AuthorizedLedger ledger)
{
    /// <summary>Lines of one write: others wait for so many, a second or less.</summary>
    public const int LinesAtOnce = 2_000;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ImportStatement;

    public async Task<Result<ImportedStatement>> Run(StatementImport request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await ledger.CheckPermission(Policy, actor, stop) is { } refusal) return refusal;
        var hash = SHA256.HashData(request.Content.Span);
        var write = new UseCaseRequest(request.Key, actor, new { request.BankAccount, Sha256 = Convert.ToHexString(hash) });
        var read = await StatementParsing.Read(request.Content, request.FileName, stop);
        if (read.IsRefused) return await ledger.Refuse(write, read.Refusal, stop);

        var (added, planned, first) = (0, (StatementPlan?)null, (ImportedStatement?)null);
        for (var number = 1; ; number++)
        {
            // What an earlier try of this write has planned counts only if it was committed.
            var (before, next) = (planned, (StatementPlan?)null);
            var written = await ledger.Write(Policy, number == 1 ? write : write with { Key = $"{request.Key}:{number}" }, async session =>
            {
                var decided = await Decide(session, request, hash, read.Value, before, stop);
                next = decided.IsRefused ? null : decided.Value.Next;
                return decided.Select(done => done.Imported);
            }, stop);
            if (written.IsRefused) return written.Refusal;
            planned = next;
            first ??= written.Value;
            added += written.Value.LinesAdded;
            if (!written.Value.More) return first with { LinesAdded = added, More = false };
        }
    }

    private static async Task<Result<(ImportedStatement Imported, StatementPlan Next)>> Decide(
        WriteSession session, StatementImport request, byte[] hash, StatementFile read, StatementPlan? planned, CancellationToken stop)
    {
        var chosen = await Account(session, request.BankAccount, read.Statements, stop);
        if (chosen.IsRefused) return chosen.Refusal;
        var bank = chosen.Value;
        var before = await session.Db.StatementFiles.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == hash, stop);
        var (ours, others) = Divide(read.Statements, bank);
        if (ours.Count == 0) return StatementRefusals.StatementOfOtherAccount(read.Statements[0].Account, bank.AccountNumber);
        foreach (var statement in planned is null ? ours : [])
        {
            if (StatementRules.Check(statement, bank.AccountNumber, session.Currency) is [var first, ..]) return first;
        }

        var plan = await StatementPlan.Of(session, bank, ours, planned, stop);
        if (plan.IsRefused || plan.Value.Lines == 0)
        {
            var stored = before is not null
                && await session.Db.BankStatements.AnyAsync(row => row.FileId == before.Id && row.BankAccountId == bank.Id, stop);
            if (stored)
            {
                return BankingRefusals.StatementAlreadyImported(
                    before!.FileName, before.ImportedAt.InZone(BooksTimeZone.Taipei).Date);
            }

            if (plan.IsRefused) return plan.Refusal;
            if (ours.Exists(statement => statement.Entries.Count > 0)) return BankingRefusals.StatementAddsNothing(FileName(request));
        }

        var (now, later) = plan.Value.Next();
        var last = StatementIntake.Store(session, bank, before?.Id ?? AddFile(session, request, hash, read.Format).Id, now);
        var added = now.Sum(part => part.Lines.Count);
        session.Audit("StatementImported", FileName(request), added);
        var known = ours.Sum(statement => statement.Entries.Count) - plan.Value.Lines;
        return (
            new ImportedStatement(added, known, read.Format, string.Join(", ", others), later.Count > 0),
            new StatementPlan(later, last));
    }

    private static async Task<Result<BankAccount>> Account(
        WriteSession session, string code, IReadOnlyList<BankStatement> statements, CancellationToken stop)
    {
        var banks = await session.Db.BankAccounts.AsNoTracking().OrderBy(bank => bank.Code).ToListAsync(stop);
        if (code.Length > 0)
            return banks.Find(bank => bank.Code == code) is { } named ? named : BankingRefusals.BankAccountNotFound(code);
        if (statements.FirstOrDefault(statement => statement.Account.Length > 0) is not { } first)
            return StatementRefusals.StatementNamesNoAccount();
        return banks.Find(bank => statements.Any(statement => StatementRules.SameAccount(statement.Account, bank.AccountNumber))) is { } own
            ? own
            : StatementRefusals.StatementOfUnknownAccount(first.Account);
    }

    /// <summary>The statements of the chosen account, and the numbers of the other accounts in the file.</summary>
    private static (List<BankStatement> Ours, List<string> Others) Divide(IReadOnlyList<BankStatement> statements, BankAccount bank)
    {
        var parts = statements.ToLookup(
            statement => statement.Account.Length == 0 || StatementRules.SameAccount(statement.Account, bank.AccountNumber));
        return (parts[true].ToList(), parts[false].Select(statement => statement.Account).Distinct(StringComparer.Ordinal).ToList());
    }

    private static StatementFileRecord AddFile(WriteSession session, StatementImport request, byte[] hash, string format)
    {
        var file = new StatementFileRecord
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Sha256 = hash,
            FileName = FileName(request),
            Format = format,
            Length = request.Content.Length,
            OriginalChunks = StatementOriginal.Chunks(request.Content.Length),
            ImportedBy = session.Actor.PersonId,
            ImportedAt = session.NextInstant(),
        };
        file.LeafIndex = session.AddLeaf(
            LeafKind.StatementFile, FormattableString.Invariant($"statement-file/{file.Id}"),
            StatementFileLeaf.Hash(session.Account.LogName, file.Id, hash, file.Length, file.ImportedBy, file.ImportedAt), file.ImportedAt);
        session.Db.StatementFiles.Add(file);
        session.Db.StatementOriginals.AddRange(StatementOriginal.Of(file, request.Content));
        return file;
    }

    /// <summary>The file's name without its folder, as it can be stored.</summary>
    private static string FileName(StatementImport request)
    {
        const int Longest = 200;
        return StorableText.Cut(StorableText.Clean(Path.GetFileName(request.FileName)), Longest);
    }
}
