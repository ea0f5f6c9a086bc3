using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UseCases.Banking;

/// <summary>What one statement adds: balances and dates of the part, and its lines.</summary>
/// <param name="Lines">With the balance after each, in minor units.</param>
internal sealed record TakenPart(
    ChainPart Part, LocalDate From, LocalDate To, IReadOnlyList<(IdentifiedEntry Entry, ChainLine Line)> Lines);

/// <summary>Finds what the statements of a file add to those of the bank account, and stores it.</summary>
internal static class StatementIntake
{
    /// <summary>
    /// Decides about all statements before anything is written. Refused: <see cref="StatementRefusals.StatementAccountMissing"/>,
    /// <see cref="BankingRefusals.StatementDoesNotFollow"/>, <see cref="BankingRefusals.StatementDoesNotChain"/>.
    /// </summary>
    public static async Task<Result<List<TakenPart>>> Take(
        WriteSession session, BankAccount bank, IReadOnlyList<BankStatement> statements, CancellationToken stop)
    {
        var given = new List<Given>();
        foreach (var statement in statements)
        {
            var one = Given.Of(statement with { Account = bank.AccountNumber }, session);
            if (one.IsRefused) return one.Refusal;
            if (!given.Any(other => one.Value.Repeats(other))) given.Add(one.Value);
        }

        given = given.OrderBy(one => one.From).ToList();
        var chain = await StoredStatements.Load(
            session, bank, given.Min(one => one.From), given.Max(one => one.To), stop);
        if (chain is null && statements.Any(statement => statement.Account.Length == 0)) return StatementRefusals.StatementAccountMissing();
        return Chain(given, chain, bank, session.Currency);
    }

    /// <summary>Gives the number of the last statement.</summary>
    public static long Store(WriteSession session, BankAccount bank, long fileId, IReadOnlyList<TakenPart> parts)
    {
        var last = 0L;
        foreach (var taken in parts)
        {
            var record = new BankStatementRecord
            {
                DedicatedAccountId = session.AccountId,
                Id = last = session.NewId(),
                FileId = fileId,
                BankAccountId = bank.Id,
                Opening = taken.Part.Opening,
                Closing = taken.Part.Closing,
                FromDate = taken.From,
                ToDate = taken.To,
            };
            session.Db.BankStatements.Add(record);
            session.Db.StatementLines.AddRange(taken.Lines.Select(
                line => StatementLine.From(line.Entry, record, session.NewId(), line.Line.Amount, line.Line.Balance!.Value)));
        }

        return last;
    }

    /// <summary>A statement that waits for another of the same file is tried again after it.</summary>
    private static Result<List<TakenPart>> Chain(List<Given> given, StatementChain? chain, BankAccount bank, Currency currency)
    {
        var taken = new List<TakenPart>();
        var ordinals = chain?.Ordinals() ?? [];
        var waiting = given;
        while (waiting.Count > 0)
        {
            var later = new List<Given>();
            foreach (var statement in waiting)
            {
                var parts = chain is null
                    ? statement.Whole(out chain)
                    : chain.Take(statement.Opening, statement.From, statement.To, statement.Lines);
                if (parts is null) later.Add(statement);
                else taken.AddRange(parts.Select(part => statement.Taken(part, ordinals)));
            }

            if (later.Count == waiting.Count) return Refuse(later[0], chain!, bank, currency);
            waiting = later;
        }

        return taken;
    }

    private static Refusal Refuse(Given statement, StatementChain chain, BankAccount bank, Currency currency)
    {
        var (opening, closing) = (new Money(statement.Opening, currency), new Money(chain.Closing, currency));
        return chain.Touches(statement.From)
            ? BankingRefusals.StatementDoesNotChain(bank.Code, statement.From, statement.To, opening, closing)
            : BankingRefusals.StatementDoesNotFollow(bank.Code, closing, opening);
    }

    /// <summary>A statement in minor units.</summary>
    private sealed record Given(
        BankStatement Statement, long Opening, LocalDate From, LocalDate To, IReadOnlyList<ChainLine> Lines)
    {
        public static Result<Given> Of(BankStatement statement, WriteSession session)
        {
            var opening = Money.FromDecimal(statement.Opening, session.Currency);
            if (opening.IsRefused) return opening.Refusal;
            var balance = opening.Value.MinorUnits;
            var lines = new List<ChainLine>(statement.Entries.Count);
            foreach (var entry in statement.Entries)
            {
                var amount = Money.FromDecimal(entry.Amount, session.Currency);
                if (amount.IsRefused) return amount.Refusal;
                balance += amount.Value.MinorUnits;
                lines.Add(new ChainLine(
                    entry.BookingDate, amount.Value.MinorUnits, balance, StatementLine.KeptReference(entry.BankReference),
                    entry.Identity(statement.Account).ToUpperInvariant()));
            }

            // Stated days may be narrower than the lines': what is stored of the lines' days must be looked at too.
            var (from, to) = statement.Days(session.Today);
            foreach (var line in lines) (from, to) = (LocalDate.Min(from, line.Day), LocalDate.Max(to, line.Day));
            return new Given(statement, opening.Value.MinorUnits, from, to, lines);
        }

        /// <summary>Whether the bank sent one statement twice; it must have a number or move the balance to be taken for one.</summary>
        public bool Repeats(Given other) => Statement.Equals(other.Statement)
            && (Statement.SequenceNumber is not null || Statement.Opening != Statement.Closing);

        /// <summary>The first statement of a bank account begins with whatever balance it has.</summary>
        public IReadOnlyList<ChainPart> Whole(out StatementChain chain)
        {
            var closing = Opening + Lines.Sum(line => line.Amount);
            var days = Lines.Select(line => line.Day).ToList();
            var (first, last) = days.Count == 0 ? (From, To) : (days.Min(), days.Max());
            chain = new StatementChain(Opening, closing, first, last, Opening, Lines);
            return [new ChainPart(Opening, closing, Enumerable.Range(0, Lines.Count).ToList())];
        }

        public TakenPart Taken(ChainPart part, Dictionary<string, int> ordinals)
        {
            var lines = new List<(IdentifiedEntry, ChainLine)>(part.Lines.Count);
            foreach (var at in part.Lines)
            {
                var line = Lines[at];
                var ordinal = ordinals[line.Identity] = ordinals.GetValueOrDefault(line.Identity) + 1;
                lines.Add((new IdentifiedEntry(Statement, Statement.Entries[at], line.Identity, ordinal), line));
            }

            // A part has the days of its own lines; the end of the path has the statement's last day, which nothing moved since.
            var days = part.Lines.Select(at => Lines[at].Day).DefaultIfEmpty(From).ToList();
            var isWhole = part.Lines.Count == Lines.Count;
            return new TakenPart(part, isWhole ? From : days.Min(), part.IsBeginning && !isWhole ? days.Max() : To, lines);
        }
    }
}
