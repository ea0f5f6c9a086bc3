using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>A person identifies a line, by the payment reference of the document it belongs to.</summary>
public sealed record LineExplanation(string Key, long LineId, string PaymentReference);

/// <summary>
/// Moves a line out of the suspense fund: its suspense posting is taken back and the document's own entry is made.
/// Both touch the bank account by the same amount, so the bank balance does not change.
/// </summary>
public sealed class ExplainLine(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.ReconcileBank, Policies.ImportStatement);

    public Task<Result<string>> Run(LineExplanation request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, LineExplanation request, CancellationToken stop)
    {
        if (!await session.Db.StatementLines.AnyAsync(row => row.Id == request.LineId, stop))
        {
            return BankingRefusals.StatementLineNotFound(request.LineId);
        }

        var (line, bank) = await MatchStatementLines.Load(session, request.LineId, stop);
        if (line.CheckUnexplained() is { } refusal) return refusal;
        var document = Matching.DocumentNamed(request.PaymentReference);
        if (document.IsRefused) return document.Refusal;
        if (line.State == StatementLineState.Unidentified)
        {
            var cleared = await session.Post(Suspense.Clear(line, bank, session.Currency));
            if (cleared.IsRefused) return cleared.Refusal;
        }

        var booked = await BankLineBooking.Book(session, line, bank, document.Value, stop);
        if (booked.IsRefused) return booked.Refusal;
        if (line.Explain(document.Value, booked.Value.Reference, session.Actor.Name) is { } settled) return settled;
        session.Audit("LineExplained", line.Id, booked.Value.Reference);
        return booked.Value.Reference.ToString();
    }
}
