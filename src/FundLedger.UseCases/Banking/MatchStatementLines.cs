using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

public sealed record MatchRun(int Matched, int Unidentified, int Waiting);

/// <summary>
/// Looks at every new statement line: an exact payment reference of the right document, direction and amount is
/// posted; everything else goes to the suspense fund until a person explains it; a line of nothing is noted. One line is
/// one write, keyed by the
/// line, so a run that is killed continues where it stopped and a line is posted once.
/// </summary>
public sealed class MatchStatementLines(AuthorizedLedger ledger, AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.ReconcileBank, Policies.ImportStatement);

    /// <summary>Refused as a whole: NotPermitted. A line that is refused waits.</summary>
    public async Task<Result<MatchRun>> Run(Actor actor, CancellationToken stop)
    {
        var lines = await reader.Read(Policy, actor, db => db.StatementLines.Where(line => line.State == StatementLineState.New)
            .OrderBy(line => line.BookingDate).ThenBy(line => line.Id).Select(line => line.Id).ToListAsync(stop), stop);
        if (lines.IsRefused) return lines.Refusal;
        var (matched, unidentified, noted) = (0, 0, 0);
        foreach (var line in lines.Value)
        {
            var outcome = await Match(line, actor, stop);
            if (outcome.IsRefused) continue;
            if (outcome.Value == StatementLineState.Matched) matched++;
            else if (outcome.Value == StatementLineState.Noted) noted++;
            else unidentified++;
        }

        return new MatchRun(matched, unidentified, lines.Value.Count - matched - unidentified - noted);
    }

    /// <summary>
    /// Posts one line. Refused lines stay new and are tried again by the next run; why stands among the recorded refusals when a
    /// person asked for the run, and not each quarter of an hour that the scheduler does.
    /// </summary>
    private async Task<Result<StatementLineState>> Match(long lineId, Actor actor, CancellationToken stop)
    {
        var match = await ledger.Write(Policy, Request("match"), session => BookMatch(session, lineId, stop), stop);
        // A duty that the importer may not hold is not a reason for the suspense fund: another reconciler takes the line.
        return !match.IsRefused || match.Refusal.Code == nameof(WorkflowRefusals.PersonHasOtherDuty)
            ? match
            : await ledger.Write(Policy, Request("suspense"), session => SetRefusedAside(session, lineId, match.Refusal, stop), stop);

        UseCaseRequest Request(string purpose) => new($"{purpose}:{lineId}", actor, new { purpose, lineId });
    }

    /// <summary>
    /// A line that names no document goes to the suspense fund at once. One whose document refuses it needs a write of its
    /// own for that, because what the document has written is rolled back.
    /// </summary>
    private static async Task<Result<StatementLineState>> BookMatch(WriteSession session, long lineId, CancellationToken stop)
    {
        var (line, bank) = await Load(session, lineId, stop);
        if (line.CheckNew() is { } refusal) return refusal;
        // A line that moves nothing has nothing to book, and would wait for ever.
        if (line.Amount == 0) return line.Note() is { } refused ? refused : line.State;
        var numbers = await Numbers(session, line, stop);
        var document = Matching.DocumentOf(line, numbers);
        if (document.IsRefused) return await SetAside(session, line, bank, document.Refusal);

        var booked = await BankLineBooking.Book(session, BankMovement.Of(line, bank, session.Currency), document.Value, stop);
        if (booked.IsRefused) return booked.Refusal;
        var byReference = Matching.ReferencesOn(line).Count > 0;
        var number = byReference ? null : numbers.First(found => found.Document == document.Value).Number;
        return line.Match(document.Value, booked.Value.Reference, number) is { } settled ? settled : line.State;
    }

    /// <summary>The numbers of virtual accounts on a line, each with the contribution it was given for.</summary>
    private static async Task<IReadOnlyList<NumberOnLine>> Numbers(WriteSession session, StatementLine line, CancellationToken stop)
    {
        var profiles = await session.Db.VirtualAccountProfiles.AsNoTracking().ToListAsync(stop);
        var numbers = VirtualAccountProfile.FindIn(profiles, Matching.TextOf(line));
        if (numbers.Count == 0) return [];
        var given = await session.Db.Contributions.Where(row => numbers.Contains(row.VirtualAccountNumber))
            .Select(row => new { Number = row.VirtualAccountNumber!, row.Id }).ToDictionaryAsync(row => row.Number, row => row.Id, stop);
        return
        [
            .. numbers.Select(number => new NumberOnLine(
                number, given.TryGetValue(number, out var id) ? new DocumentReference(DocumentKind.Contribution, id) : null)),
        ];
    }

    private static async Task<Result<StatementLineState>> SetRefusedAside(
        WriteSession session, long lineId, Refusal why, CancellationToken stop)
    {
        var (line, bank) = await Load(session, lineId, stop);
        return line.CheckNew() is { } refusal ? refusal : await SetAside(session, line, bank, why);
    }

    private static async Task<Result<StatementLineState>> SetAside(WriteSession session, StatementLine line, BankAccount bank, Refusal why)
    {
        var posted = await session.Post(Suspense.SetAside(line, bank, session.Currency));
        if (posted.IsRefused) return posted.Refusal;
        return line.SetAside(why, posted.Value.Reference) is { } settled ? settled : line.State;
    }

    internal static async Task<(StatementLine Line, BankAccount Bank)> Load(WriteSession session, long lineId, CancellationToken stop)
    {
        var line = await session.Db.StatementLines.SingleAsync(row => row.Id == lineId, stop);
        var bank = await session.Db.BankAccounts.AsNoTracking().SingleAsync(
            account => account.Id == line.BankAccountId, stop);
        return (line, bank);
    }
}
