using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking;

/// <summary>
/// Books a line as what a person says it is, part by part, in one write: all of it or nothing. What the suspense fund holds is
/// taken back once, before; that and the parts move the bank account by the same amount, so the bank balance does not change.
/// </summary>
public sealed class ExplainLine(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.ReconcileBank, Policies.ImportStatement);

    public Task<Result<ExplainedLine>> Run(LineExplanation request, Actor actor, CancellationToken stop) =>
        ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    private static async Task<Result<ExplainedLine>> Decide(WriteSession session, LineExplanation request, CancellationToken stop)
    {
        if (!await session.Db.StatementLines.AnyAsync(row => row.Id == request.LineId, stop))
        {
            return BankingRefusals.StatementLineNotFound(request.LineId);
        }

        var (line, bank) = await MatchStatementLines.Load(session, request.LineId, stop);
        if (line.CheckUnexplained() is { } refusal) return refusal;
        var amount = new Money(line.Amount, session.Currency);
        var amounts = request.Parts.Select(part => part.Amount ?? (request.Parts.Count == 1 ? amount : Money.Zero(session.Currency)))
            .ToArray();
        var named = request.Parts.Zip(amounts, (part, moved) => new NamedPart(part.Kind, moved)).ToArray();
        if (LinePartRules.Check(amount, named) is { } wrong) return wrong;

        var work = new LineWork(session, line, bank, await BookingDay(session, line, request.Parts, stop));
        if (await work.LeaveSuspense() is { } held) return held;
        for (var index = 0; index < amounts.Length; index++)
        {
            var booked = await LinePartBooking.Book(work, work.Movement(amounts[index]), request.Parts[index], stop);
            if (booked.IsRefused) return booked.Refusal;
            work.Add(request.Parts[index].Kind, amounts[index], booked.Value);
        }

        if (work.Settle() is { } settled) return settled;
        return new ExplainedLine(work.Parts[0].Entry.ToString()) { Postings = request.DryRun ? work.Postings() : [] };
    }

    /// <summary>
    /// The line's own day, or the later one of a transfer's other side, while that period takes entries; else today. A line that is
    /// not booked on its own day is held by the suspense fund from there, so that books and bank agree on every day between.
    /// </summary>
    private static async Task<LocalDate> BookingDay(
        WriteSession session, StatementLine line, IEnumerable<PartExplanation> parts, CancellationToken stop)
    {
        var others = parts.Where(part => part.Kind == LinePartKind.OwnTransfer).Select(part => part.OtherLine ?? 0).ToArray();
        var days = await session.Db.StatementLines.Where(other => others.Contains(other.Id)).Select(other => other.BookingDate)
            .ToListAsync(stop);
        var day = days.Append(line.BookingDate).Max();
        var (year, month) = (day.Year, day.Month);
        var closed = await session.Db.Periods.AnyAsync(
            period => period.FiscalYear == year && (period.Period == month || period.Period == FiscalYearPeriods.Closing)
                && period.State != PeriodState.Open, stop);
        return closed ? session.Today : day;
    }
}
