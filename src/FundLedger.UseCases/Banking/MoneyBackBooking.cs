using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Disbursements;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>Books what comes back of a disbursement: from the payee, who did not spend it, or from the bank, which could not pay.</summary>
internal static class MoneyBackBooking
{
    public static async Task<Result<BookedPart>> Refund(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop)
    {
        var disbursement = await Find(work, part.Reference, stop);
        if (disbursement is null) return BankingRefusals.ReferenceUnknown(part.Reference ?? "");
        if (LinePartRules.CheckNamedOnce(work.Parts, disbursement.Reference) is { } twice) return twice;
        var before = await ReleasedLots.Refunded(work.Session.Db, disbursement, stop);
        var facts = await Facts(work, movement, disbursement, stop) with
        {
            Release = await ReleasedLots.Read(work.Session.Db, disbursement, stop),
        };
        var draft = disbursement.TakeRefund(
            work.Session.Actor, movement.Amount, new Money(before, work.Session.Currency), facts);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await work.Post(draft.Value);
        if (posted.IsRefused) return posted.Refusal;
        work.Session.Audit("DisbursementRefunded", disbursement.PublicCode, posted.Value.Reference);
        return new BookedPart(posted.Value, disbursement.Reference, disbursement.FundId);
    }

    public static async Task<Result<BookedPart>> BouncedPayment(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop)
    {
        var session = work.Session;
        var disbursement = await Find(work, part.Reference, stop);
        if (disbursement is null) return BankingRefusals.ReferenceUnknown(part.Reference ?? "");
        if (LinePartRules.CheckNamedOnce(work.Parts, disbursement.Reference) is { } twice) return twice;
        var facts = await Facts(work, movement, disbursement, stop) with
        {
            Refunded = await ReleasedLots.Refunded(session.Db, disbursement, stop) > 0,
        };
        var request = new StepRequest(session.Actor, session.Now) { By = TakenBy.BankLine };
        var step = disbursement.Fire(DisbursementTrigger.ReturnPayment, request, facts);
        if (step.IsRefused) return step.Refusal;
        var order = await BankLineBooking.OrderUnderWay(session, disbursement.Id, stop);
        if (order is null) return BankingRefusals.ReferenceUnknown(part.Reference ?? "");
        if (order.GiveBack(movement.Amount) is { } differs) return differs;
        var booked = await session.Book(disbursement, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("PaymentCameBack", disbursement.PublicCode, booked.Value!.Reference);
        return new BookedPart(booked.Value, disbursement.Reference, disbursement.FundId);
    }

    /// <summary>By the payment reference that its payment carried, or by its public code; null for anything else.</summary>
    private static async Task<Disbursement?> Find(LineWork work, string? reference, CancellationToken stop)
    {
        var all = work.Session.Db.Disbursements;
        return PaymentReference.FindIn(reference ?? "") is [{ Kind: DocumentKind.Disbursement } document]
            ? await work.Session.Load(all.Where(row => row.Id == document.Id))
            : await work.Session.Load(all.Where(row => row.PublicCode == reference));
    }

    private static async Task<DisbursementFacts> Facts(
        LineWork work, BankMovement movement, Disbursement disbursement, CancellationToken stop) =>
        await AdvanceDisbursement.Facts(work.Session, disbursement, stop) with
        {
            BookingDate = movement.BookedOn,
            BankCredit = new BankCredit(movement.Bank.LedgerAccount, movement.ValueDate),
        };
}
