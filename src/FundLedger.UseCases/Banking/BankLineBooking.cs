using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>Books a bank line as what a document expected: a contribution received, a payment confirmed, a return received.</summary>
public static class BankLineBooking
{
    public static async Task<Result<AcceptedEntry>> Book(
        WriteSession session, StatementLine line, BankAccount bank, DocumentReference document, CancellationToken stop)
    {
        if (Matching.CheckDirection(document, line) is { } refusal) return refusal;
        return document.Kind switch
        {
            DocumentKind.Contribution => await Contribution(session, line, bank, document.Id, stop),
            DocumentKind.ExpectedReturn => await ExpectedReturn(session, line, bank, document.Id, stop),
            DocumentKind.Disbursement => await Payment(session, line, bank, document.Id, stop),
            _ => throw new InvalidOperationException($"No bank line books {document.Kind}."),
        };
    }

    private static async Task<Result<AcceptedEntry>> Contribution(
        WriteSession session, StatementLine line, BankAccount bank, long id, CancellationToken stop)
    {
        var contribution = await session.Db.Contributions.Include(row => row.Shares)
            .SingleOrDefaultAsync(row => row.Id == id, stop);
        if (contribution is null) return BankingRefusals.ReferenceUnknown(line.Reference);
        var funds = await session.Funds(contribution.Shares.Select(share => share.FundId).ToArray());
        var draft = contribution.Receive(funds, Amount(session, line), bank.LedgerAccount, line.BookingDate, line.ValueDate);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await session.Post(draft.Value);
        if (posted.IsRefused) return posted;
        (contribution.EntryFiscalYear, contribution.EntryNumber) = (posted.Value.Reference.FiscalYear, posted.Value.Reference.Number);
        session.Audit("ContributionReceived", contribution.PublicCode, posted.Value.Reference);
        return posted;
    }

    private static async Task<Result<AcceptedEntry>> ExpectedReturn(
        WriteSession session, StatementLine line, BankAccount bank, long id, CancellationToken stop)
    {
        var expected = await session.Db.ExpectedReturns.SingleOrDefaultAsync(
            expectedReturn => expectedReturn.Id == id, stop);
        if (expected is null) return BankingRefusals.ReferenceUnknown(line.Reference);
        var agreement = await session.Db.ReturnAgreements.AsNoTracking().SingleAsync(
            row => row.Id == expected.AgreementId, stop);
        var fund = (await session.Funds(agreement.ReturnFundId))[agreement.ReturnFundId];
        var draft = expected.Receive(agreement, fund, Amount(session, line), bank.LedgerAccount, line.BookingDate, line.ValueDate);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await session.Post(draft.Value);
        if (posted.IsRefused) return posted;
        (expected.EntryFiscalYear, expected.EntryNumber) = (posted.Value.Reference.FiscalYear, posted.Value.Reference.Number);
        session.Audit("ReturnReceived", expected.PublicCode, posted.Value.Reference);
        return posted;
    }

    /// <summary>The bank's line closes a payment exactly once. The person who imported the statement reconciles: a fifth person.</summary>
    private static async Task<Result<AcceptedEntry>> Payment(
        WriteSession session, StatementLine line, BankAccount bank, long id, CancellationToken stop)
    {
        var disbursement = await session.Load(
            session.Db.Disbursements.Where(row => row.Id == id));
        var order = await session.Db.PaymentOrders.SingleOrDefaultAsync(
            row => row.DisbursementId == id, stop);
        if (disbursement is null || order is null) return BankingRefusals.ReferenceUnknown(line.Reference);
        if (order.Confirm(-Amount(session, line)) is { } differs) return differs;

        var fund = (await session.Funds(disbursement.FundId))[disbursement.FundId];
        var facts = new DisbursementFacts(
            fund, session.Currency, line.BookingDate)
        {
            Payee = await session.Db.PayeeBankAccounts.AsNoTracking().SingleOrDefaultAsync(
                account => account.Id == disbursement.PayeeBankAccountId, stop),
            BankDebit = new BankDebit(bank.LedgerAccount, line.ValueDate),
        };
        var request = new StepRequest(await Reconciler(session, line, stop), session.Now) { By = TakenBy.BankLine };
        var step = disbursement.Fire(DisbursementTrigger.ConfirmPayment, request, facts);
        if (step.IsRefused) return step.Refusal;
        var booked = await session.Book(disbursement, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("PaymentConfirmed", disbursement.PublicCode, booked.Value!.Reference);
        return booked.Value;
    }

    /// <summary>A person who acts reconciles; in the scheduler's runs it is the person who imported the statement.</summary>
    private static async Task<Actor> Reconciler(WriteSession session, StatementLine line, CancellationToken stop)
    {
        if (!session.Actor.Scheduler) return session.Actor;
        var importer = await (
            from statement in session.Db.BankStatements
            join file in session.Db.StatementFiles on new { statement.DedicatedAccountId, Id = statement.FileId }
                equals new { file.DedicatedAccountId, file.Id }
            join person in session.Db.People on file.ImportedBy equals person.Id
            where statement.Id == line.StatementId
            select new { person.Id, person.DisplayName }).SingleAsync(stop);
        return new Actor(importer.Id, importer.DisplayName);
    }

    private static Money Amount(WriteSession session, StatementLine line) => new(line.Amount, session.Currency);
}
