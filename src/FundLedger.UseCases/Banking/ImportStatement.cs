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

public sealed record StatementImport(string Key, string BankAccount, string FileName, ReadOnlyMemory<byte> Content);

/// <param name="OtherAccounts">Accounts the file also has statements of, separated by commas; they are imported for themselves.</param>
public sealed record ImportedStatement(int LinesAdded, int LinesKnown, string Format, string OtherAccounts = "");

/// <summary>
/// Takes a bank statement file into the books: it must tie, be of this account and currency, and go on from what is stored.
/// Lines known from an overlapping file add nothing. Nothing is posted here; the match run does that.
/// </summary>
public sealed class ImportStatement(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ImportStatement;

    public async Task<Result<ImportedStatement>> Run(StatementImport request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await ledger.CheckPermission(Policy, actor, stop) is { } refusal) return refusal;
        var hash = SHA256.HashData(request.Content.Span);
        var write = new UseCaseRequest(request.Key, actor, new { request.BankAccount, Sha256 = Convert.ToHexString(hash) });
        var read = await StatementParsing.Read(request.Content, request.FileName, stop);
        return read.IsRefused
            ? await ledger.Refuse(write, read.Refusal, stop)
            : await ledger.Write(Policy, write, session => Decide(session, request, hash, read.Value, stop), stop);
    }

    private static async Task<Result<ImportedStatement>> Decide(
        WriteSession session, StatementImport request, byte[] hash, StatementFile read, CancellationToken stop)
    {
        var bank = await session.Db.BankAccounts.AsNoTracking().SingleOrDefaultAsync(account => account.Code == request.BankAccount, stop);
        if (bank is null) return BankingRefusals.BankAccountNotFound(request.BankAccount);
        var before = await session.Db.StatementFiles.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == hash, stop);
        if (before is not null
            && await session.Db.BankStatements.AnyAsync(row => row.FileId == before.Id && row.BankAccountId == bank.Id, stop))
        {
            return BankingRefusals.StatementAlreadyImported(before.FileName, before.ImportedAt.InZone(BooksTimeZone.Taipei).Date);
        }

        var (ours, others) = Divide(read.Statements, bank);
        if (ours.Count == 0) return StatementRefusals.StatementOfOtherAccount(read.Statements[0].Account, bank.AccountNumber);
        foreach (var statement in ours)
        {
            if (StatementRules.Check(statement, bank.AccountNumber, session.Currency) is [var first, ..]) return first;
        }

        var taken = await StatementIntake.Take(session, bank, ours, stop);
        if (taken.IsRefused) return taken.Refusal;
        var (added, total) = (taken.Value.Sum(part => part.Lines.Count), ours.Sum(statement => statement.Entries.Count));
        if (added == 0 && total > 0) return BankingRefusals.StatementAddsNothing(FileName(request));
        StatementIntake.Store(session, bank, before?.Id ?? AddFile(session, request, hash, read.Format).Id, taken.Value);
        session.Audit("StatementImported", FileName(request), added);
        return new ImportedStatement(added, total - added, read.Format, string.Join(", ", others));
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
