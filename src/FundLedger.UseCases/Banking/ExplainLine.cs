using System.Text.Json;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>A person says what an unidentified line is, by the payment reference of the document it belongs to.</summary>
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
        if (!await session.Db.StatementLines.AnyAsync(found => found.Id == request.LineId, stop))
        {
            return BankingRefusals.StatementLineNotFound(request.LineId);
        }

        var (line, bank) = await MatchStatementLines.Load(session, request.LineId, stop);
        if (line.State is not (StatementLineState.Unidentified or StatementLineState.New))
        {
            return BankingRefusals.StatementLineNotWaiting(line.Id, line.State.ToString());
        }

        if (PaymentReference.FindIn(request.PaymentReference) is not [var document]) return BankingRefusals.ReferenceUnknown(request.PaymentReference);
        if (line.State == StatementLineState.Unidentified)
        {
            var cleared = await session.Post(ClearSuspense(session, line, bank));
            if (cleared.IsRefused) return cleared.Refusal;
        }

        var booked = await BankLineBooking.Book(session, line, bank, document, stop);
        if (booked.IsRefused) return booked.Refusal;
        BankLineBooking.Settle(line, StatementLineState.Explained, document, booked.Value.Reference);
        line.MatchReason = JsonSerializer.Serialize(new[] { "ExplainedBy", session.Actor.Name });
        session.Audit("LineExplained", line.Id, booked.Value.Reference);
        return booked.Value.Reference.ToString();
    }

    private static EntryDraft ClearSuspense(WriteSession session, StatementLine line, BankAccount bank)
    {
        var amount = new Money(line.Amount, session.Currency);
        var account = amount.IsNegative ? ChartOfAccounts.UnidentifiedDebits : ChartOfAccounts.UnidentifiedReceipts;
        return new EntryDraft(VoucherKind.Transfer, line.BookingDate, "Unidentified bank line explained",
        [
            new PostingDraft(account, AccountSetup.SuspenseFund, amount),
            new PostingDraft(bank.LedgerAccount, AccountSetup.SuspenseFund, -amount),
        ])
        {
            ValueDate = line.ValueDate,
            Document = new DocumentReference(DocumentKind.StatementLine, line.Id),
        };
    }
}
