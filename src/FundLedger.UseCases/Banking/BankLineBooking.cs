using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Donations;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>
/// Books a bank line, or a part of one, as what a document expected: a contribution received, a payment confirmed, a return received.
/// </summary>
public static class BankLineBooking
{
    public static async Task<Result<AcceptedEntry>> Book(
        WriteSession session, BankMovement movement, DocumentReference document, CancellationToken stop)
    {
        if (Matching.CheckDirection(document, movement.IsIncoming) is { } refusal) return refusal;
        return document.Kind switch
        {
            DocumentKind.Contribution => await Contribution(session, movement, document.Id, stop),
            DocumentKind.ExpectedReturn => await ExpectedReturn(session, movement, document.Id, stop),
            DocumentKind.Disbursement => await Payment(session, movement, document.Id, stop),
            _ => throw new InvalidOperationException($"No bank line books {document.Kind}."),
        };
    }

    private static async Task<Result<AcceptedEntry>> Contribution(
        WriteSession session, BankMovement movement, long id, CancellationToken stop)
    {
        var contribution = await session.Db.Contributions.Include(row => row.Shares)
            .SingleOrDefaultAsync(row => row.Id == id, stop);
        return contribution is null ? BankingRefusals.ReferenceUnknown(movement.Line.Reference)
            : await Receive(session, movement, contribution, stop);
    }

    /// <summary>The money of a contribution is at the bank; that of an instalment moves its donation.</summary>
    public static async Task<Result<AcceptedEntry>> Receive(
        WriteSession session, BankMovement movement, Contribution contribution, CancellationToken stop)
    {
        var funds = await session.Funds(contribution.Shares.Select(share => share.FundId).ToArray());
        var draft = contribution.Receive(
            funds, movement.Amount, movement.Bank.LedgerAccount, movement.BookedOn, movement.ValueDate);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await session.Post(draft.Value);
        if (posted.IsRefused) return posted;
        (contribution.EntryFiscalYear, contribution.EntryNumber) = (posted.Value.Reference.FiscalYear, posted.Value.Reference.Number);
        session.Audit("ContributionReceived", contribution.PublicCode, posted.Value.Reference);
        return await DonationReceipt.Of(session, contribution, stop) is { } refusal ? refusal : posted;
    }

    private static async Task<Result<AcceptedEntry>> ExpectedReturn(
        WriteSession session, BankMovement movement, long id, CancellationToken stop)
    {
        var expected = await session.Db.ExpectedReturns.SingleOrDefaultAsync(
            expectedReturn => expectedReturn.Id == id, stop);
        if (expected is null) return BankingRefusals.ReferenceUnknown(movement.Line.Reference);
        var agreement = await session.Db.ReturnAgreements.AsNoTracking().SingleAsync(
            row => row.Id == expected.AgreementId, stop);
        var fund = (await session.Funds(agreement.ReturnFundId))[agreement.ReturnFundId];
        var venture = await session.Db.Ventures.Where(row => row.Id == agreement.VentureId).Select(row => row.Name).SingleAsync(stop);
        var draft = expected.Receive(
            agreement, venture, fund, movement.Amount, movement.Bank.LedgerAccount, movement.BookedOn, movement.ValueDate);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await session.Post(draft.Value);
        if (posted.IsRefused) return posted;
        (expected.EntryFiscalYear, expected.EntryNumber) = (posted.Value.Reference.FiscalYear, posted.Value.Reference.Number);
        session.Audit("ReturnReceived", expected.PublicCode, posted.Value.Reference);
        return posted;
    }

    /// <summary>The bank's line closes a payment exactly once. The person who imported the statement reconciles: a fifth person.</summary>
    private static async Task<Result<AcceptedEntry>> Payment(
        WriteSession session, BankMovement movement, long id, CancellationToken stop)
    {
        var disbursement = await session.Load(
            session.Db.Disbursements.Where(row => row.Id == id));
        var order = await OrderUnderWay(session, id, stop);
        if (disbursement is null || order is null) return BankingRefusals.ReferenceUnknown(movement.Line.Reference);
        if (order.Confirm(-movement.Amount) is { } differs) return differs;

        var facts = await AdvanceDisbursement.Facts(session, disbursement, stop) with
        {
            BookingDate = movement.BookedOn,
            BankDebit = new BankDebit(movement.Bank.LedgerAccount, movement.ValueDate),
        };
        var request = new StepRequest(await Reconciler(session, movement.Line, stop), session.Now) { By = TakenBy.BankLine };
        var step = disbursement.Fire(DisbursementTrigger.ConfirmPayment, request, facts);
        if (step.IsRefused) return step.Refusal;
        var booked = await session.Book(disbursement, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("PaymentConfirmed", disbursement.PublicCode, booked.Value!.Reference);
        return booked.Value;
    }

    /// <summary>The order of a disbursement that the bank has and has not given back; null for none.</summary>
    public static Task<PaymentOrder?> OrderUnderWay(WriteSession session, long disbursementId, CancellationToken stop) =>
        session.Db.PaymentOrders.SingleOrDefaultAsync(row => row.DisbursementId == disbursementId && row.GivenBack == null, stop);

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
}
