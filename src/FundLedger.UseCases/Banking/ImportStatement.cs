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
using NodaTime;

namespace FundLedger.UseCases.Banking;

public sealed record StatementImport(string Key, string BankAccount, string FileName, ReadOnlyMemory<byte> Content);

public sealed record ImportedStatement(int LinesAdded, int LinesKnown, string Format);

/// <summary>
/// Takes a bank statement file into the books: it must tie, be of this account and currency and follow the last one.
/// Lines known from an overlapping file add nothing. Nothing is posted here; the match run does that.
/// </summary>
public sealed class ImportStatement(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ImportStatement;

    public Task<Result<ImportedStatement>> Run(StatementImport request, Actor actor, CancellationToken stop)
    {
        var hash = SHA256.HashData(request.Content.Span);
        var content = new { request.BankAccount, Sha256 = Convert.ToHexString(hash) };
        return ledger.Write(Policy, new UseCaseRequest(request.Key, actor, content), session => Decide(session, request, hash, stop), stop);
    }

    private static async Task<Result<ImportedStatement>> Decide(
        WriteSession session, StatementImport request, byte[] hash, CancellationToken stop)
    {
        var bank = await session.Db.BankAccounts.AsNoTracking().SingleOrDefaultAsync(
            account => account.Code == request.BankAccount, stop);
        if (bank is null) return BankingRefusals.BankAccountNotFound(request.BankAccount);
        var before = await session.Db.StatementFiles.AsNoTracking().SingleOrDefaultAsync(
            row => row.Sha256 == hash, stop);
        if (before is not null)
        {
            return BankingRefusals.StatementAlreadyImported(before.FileName, before.ImportedAt.InZone(BooksTimeZone.Taipei).Date);
        }

        var read = StatementReader.Read(request.Content, request.FileName);
        if (read.IsRefused) return read.Refusal;
        foreach (var statement in read.Value.Statements)
        {
            if (StatementRules.Check(statement, bank.AccountNumber, session.Currency) is [var first, ..]) return first;
        }

        var file = AddFile(session, request, hash, read.Value.Format);
        var added = 0;
        foreach (var statement in read.Value.Statements.OrderBy(statement => statement.From ?? LocalDate.MinIsoValue))
        {
            var lines = await AddStatement(session, bank, file, statement, stop);
            if (lines.IsRefused) return lines.Refusal;
            added += lines.Value;
        }

        var total = read.Value.Statements.Sum(statement => statement.Entries.Count);
        if (added == 0 && total > 0) return BankingRefusals.StatementAddsNothing(request.FileName);
        session.Audit("StatementImported", request.FileName, added);
        return new ImportedStatement(added, total - added, read.Value.Format);
    }

    private static StatementFileRecord AddFile(WriteSession session, StatementImport request, byte[] hash, string format)
    {
        var file = new StatementFileRecord
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Sha256 = hash,
            FileName = Path.GetFileName(request.FileName),
            Format = format,
            Length = request.Content.Length,
            ImportedBy = session.Actor.PersonId,
            ImportedAt = session.NextInstant(),
        };
        file.LeafIndex = session.AddLeaf(
            LeafKind.StatementFile, FormattableString.Invariant($"statement-file/{file.Id}"),
            StatementFileLeaf.Hash(session.Account.LogName, file.Id, hash, file.Length, file.ImportedBy, file.ImportedAt), file.ImportedAt);
        session.Db.StatementFiles.Add(file);
        return file;
    }

    private static async Task<Result<int>> AddStatement(
        WriteSession session, BankAccount bank, StatementFileRecord file, BankStatement statement, CancellationToken stop)
    {
        var opening = Money.FromDecimal(statement.Opening, session.Currency);
        var closing = Money.FromDecimal(statement.Closing, session.Currency);
        if (opening.IsRefused) return opening.Refusal;
        if (closing.IsRefused) return closing.Refusal;

        var identified = StatementIdentity.Identify([statement]);
        var identities = identified.Select(line => Convert.FromHexString(line.Identity)).ToArray();
        var known = (await session.Db.StatementLines.AsNoTracking()
            .Where(line => line.BankAccountId == bank.Id && identities.Contains(line.Identity))
            .Select(line => new { line.Identity, line.Ordinal }).ToListAsync(stop))
            .Select(line => (Convert.ToHexString(line.Identity), line.Ordinal)).ToHashSet();
        var fresh = identified.Where(line => !known.Contains((line.Identity.ToUpperInvariant(), line.Ordinal))).ToArray();

        var (from, to) = statement.Days(session.Today);
        var last = await session.Db.BankStatements.AsNoTracking()
            .Where(row => row.BankAccountId == bank.Id)
            .OrderByDescending(row => row.ToDate).ThenByDescending(row => row.Id).FirstOrDefaultAsync(stop);
        var overlaps = fresh.Length < identified.Count;
        if (StatementRules.CheckFollows(bank.Code, last, from, opening.Value, overlaps) is { } refusal) return refusal;

        var record = new BankStatementRecord
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            FileId = file.Id,
            BankAccountId = bank.Id,
            Opening = opening.Value.MinorUnits,
            Closing = closing.Value.MinorUnits,
            FromDate = from,
            ToDate = to,
        };
        session.Db.BankStatements.Add(record);
        foreach (var line in fresh)
        {
            var amount = Money.FromDecimal(line.Entry.Amount, session.Currency);
            if (amount.IsRefused) return amount.Refusal;
            session.Db.StatementLines.Add(StatementLine.From(line, record, session.NewId(), amount.Value));
        }

        return fresh.Length;
    }
}
