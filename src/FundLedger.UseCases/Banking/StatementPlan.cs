using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>
/// What of a file is still to be stored, in pieces that tie, each following what is stored when its turn comes.
/// </summary>
/// <param name="After">The bank account's last statement when it was planned; another one means that it must be planned anew.</param>
internal sealed record StatementPlan(IReadOnlyList<TakenPart> Pieces, long After)
{
    public int Lines => Pieces.Sum(piece => piece.Lines.Count);

    /// <summary>Goes on with what was planned if nobody else has imported since, else looks at the whole file again.</summary>
    public static async Task<Result<StatementPlan>> Of(
        WriteSession session, BankAccount bank, IReadOnlyList<BankStatement> statements, StatementPlan? planned, CancellationToken stop)
    {
        var last = await session.Db.BankStatements.Where(row => row.BankAccountId == bank.Id).MaxAsync(row => (long?)row.Id, stop) ?? 0;
        if (planned is not null && planned.After == last) return planned;
        var taken = await StatementIntake.Take(session, bank, statements, stop);
        return taken.Select(parts => new StatementPlan([.. parts.SelectMany(Divide)], last));
    }

    /// <summary>The pieces of the next write, and those that are left.</summary>
    public (IReadOnlyList<TakenPart> Now, IReadOnlyList<TakenPart> Later) Next()
    {
        var (lines, count) = (0, 0);
        while (count < Pieces.Count && (count == 0 || lines + Pieces[count].Lines.Count <= ImportStatement.LinesAtOnce))
            lines += Pieces[count++].Lines.Count;
        return ([.. Pieces.Take(count)], [.. Pieces.Skip(count)]);
    }

    /// <summary>
    /// A part that leads to where the stored lines begin is stored from its end to its beginning, in whole days: so what is
    /// stored is one path at every moment, and its days say in which order.
    /// </summary>
    private static IEnumerable<TakenPart> Divide(TakenPart part)
    {
        if (part.Lines.Count <= ImportStatement.LinesAtOnce) return [part];
        var pieces = new List<TakenPart>();
        var opening = part.Part.Opening;
        for (var (at, end) = (0, 0); at < part.Lines.Count; at = end)
        {
            end = End(part, at);
            var lines = part.Lines.Skip(at).Take(end - at).ToList();
            var closing = opening + lines.Sum(line => line.Line.Amount);
            pieces.Add(new TakenPart(
                part.Part with { Opening = opening, Closing = closing },
                at == 0 ? part.From : lines.Min(line => line.Line.Day),
                end == part.Lines.Count ? part.To : lines.Max(line => line.Line.Day), lines));
            opening = closing;
        }

        return part.Part.IsBeginning ? pieces.AsEnumerable().Reverse() : pieces;
    }

    /// <summary>Where the piece ends that begins at a line.</summary>
    private static int End(TakenPart part, int at)
    {
        var end = Math.Min(at + ImportStatement.LinesAtOnce, part.Lines.Count);
        if (!part.Part.IsBeginning) return end;
        while (end < part.Lines.Count && part.Lines[end].Line.Day == part.Lines[end - 1].Line.Day) end++;
        return end;
    }
}
