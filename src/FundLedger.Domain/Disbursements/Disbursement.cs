using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Disbursements;

/// <summary>A request for money (撥款案) that the workflow governs.</summary>
public sealed class Disbursement : WorkflowDocument<DisbursementState, DisbursementTrigger>
{
    /// <summary>Where the money goes, as the books hold it now; given with the facts of a step.</summary>
    private PayeeBankAccount? payee;

    public required string PublicCode { get; init; }

    public required string Purpose { get; set; }

    public long VentureId { get; init; }

    public long PayeePartyId { get; init; }

    public long PayeeBankAccountId { get; init; }

    public long FundId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public override long Amount { get; init; }

    public Instrument Instrument { get; init; }

    public LocalDate RequestedOn { get; init; }

    protected override Workflow<DisbursementState, DisbursementTrigger> Table => DisbursementWorkflow.Table;

    /// <summary>Who is paid, to which bank account, for which venture, out of which fund, how much, as what, for what.</summary>
    protected override ApprovalSubject Subject => new(
        new("payee_party_id", PayeePartyId), new("payee_bank_account_id", PayeeBankAccountId),
        new("payee_bank_account.bank_code", payee?.BankCode), new("payee_bank_account.account_number", payee?.AccountNumber),
        new("payee_bank_account.holder", payee?.Holder),
        new("venture_id", VentureId), new("fund_id", FundId), new("amount", Amount), new("instrument", Instrument),
        new("purpose", Purpose));

    /// <summary>
    /// The draft begins. The people who entered and confirmed the payee's bank account count as part of the
    /// history: they may not move the case, so a request by one of them is refused.
    /// </summary>
    /// <param name="payeeConfirmer">Null for an account from before two people were needed.</param>
    public Refusal? OpenDraft(Actor requester, Actor payeeEditor, Instant now, Actor? payeeConfirmer = null)
    {
        Begin(now);
        return Register(payeeEditor, Duty.PayeeEditor)
            ?? (payeeConfirmer is null ? null : Register(payeeConfirmer, Duty.PayeeConfirmer))
            ?? Register(requester, Duty.Requester);
    }

    /// <summary>
    /// Takes a step and gives the entry that must be posted with it: an authorization sets the money aside in the same write,
    /// a release uses it, a cancellation frees what was set aside or takes back what was released, the bank's line confirms the
    /// payment or gives it back. Refused by the workflow, in its order; a release, and paying again, also when the payee's bank
    /// account has changed since the request or may not be used yet; a step further when the case is not what the steps before it
    /// were about.
    /// </summary>
    public Result<DecidedStep> Fire(DisbursementTrigger trigger, StepRequest request, DisbursementFacts facts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(facts);
        payee = facts.Payee;
        var step = Take(trigger, request, guard => Fact(guard, facts));
        if (step.IsRefused) return step.Refusal;
        var before = Table.Row((DisbursementState)step.Value.FromState).Money;
        return new DecidedStep(step.Value, request.Reason, Entry(trigger, before, facts), Following(trigger, request, facts));
    }

    /// <summary>
    /// The payment file takes the case to the bank: the entry, or a refusal when it is in a file already, when the bank has given
    /// the payment back and nobody has decided to pay again, when it is not released, is not what was approved, or when the
    /// person has played another part than the payer's.
    /// </summary>
    /// <param name="inPaymentFile">Whether it is in a payment file that the bank has not given back.</param>
    public Result<EntryDraft> SendToBank(Actor payer, bool inPaymentFile, DisbursementFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (inPaymentFile) return DisbursementRefusals.AlreadyInPaymentFile(PublicCode);
        if (State == DisbursementState.PaymentReturned) return DisbursementRefusals.PaymentCameBack(PublicCode);
        if (Table.Row(State).Money != MoneyStage.Released)
            return WorkflowRefusals.StepNotPermitted(DisbursementTrigger.ConfirmPayment, State);
        payee = facts.Payee;
        if (CheckSubject() is { } changed) return changed;
        if (CoolingOff(facts) is { } early) return early;
        if (Register(payer, Duty.Payer) is { } refusal) return refusal;
        return DisbursementEntries.SendToBank(this, facts);
    }

    /// <summary>
    /// The payee pays back what it did not spend: the entry, or a refusal when the money is not with the payee
    /// (<see cref="DisbursementRefusals.NothingToRefund"/>), when more comes back than is left of it
    /// (<see cref="DisbursementRefusals.RefundAbovePaid"/>), or when the person has played another part than the reconciler's.
    /// </summary>
    /// <param name="amount">Positive.</param>
    /// <param name="before">What came back earlier.</param>
    public Result<EntryDraft> TakeRefund(Actor reconciler, Money amount, Money before, DisbursementFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Table.Row(State).Money != MoneyStage.Paid) return DisbursementRefusals.NothingToRefund(PublicCode, State);
        var left = new Money(Amount, amount.Currency) - before;
        if (amount > left) return DisbursementRefusals.RefundAbovePaid(PublicCode, amount, left);
        if (Register(reconciler, Duty.Reconciler) is { } refusal) return refusal;
        return DisbursementEntries.Refund(
            this, facts, amount, facts.BankCredit ?? throw new InvalidOperationException("A refund comes in at the bank."));
    }

    protected override Refusal Changed() => DisbursementRefusals.DisbursementChanged(PublicCode);

    private Refusal? Fact(string guard, DisbursementFacts facts) => guard switch
    {
        DisbursementWorkflow.PayeeAccountUnchanged =>
            facts.PayeeBankAccountChanged ? DisbursementRefusals.PayeeBankAccountChanged(PublicCode) : CoolingOff(facts),
        DisbursementWorkflow.NothingRefunded => facts.Refunded ? DisbursementRefusals.PartlyRefunded(PublicCode) : null,
        _ => throw new InvalidOperationException($"Unknown guard {guard}."),
    };

    /// <summary>Nobody is paid to an account before the day on which it may be used.</summary>
    private Refusal? CoolingOff(DisbursementFacts facts) =>
        facts.Payee?.UsableFrom is { } day && facts.BookingDate < day
            ? DisbursementRefusals.PayeeAccountCoolingOff(PublicCode, day)
            : null;

    private EntryDraft? Entry(DisbursementTrigger trigger, MoneyStage before, DisbursementFacts facts) => trigger switch
    {
        DisbursementTrigger.Encumber => DisbursementEntries.Encumber(this, facts),
        DisbursementTrigger.Release => DisbursementEntries.Release(this, facts),
        DisbursementTrigger.Cancel when before == MoneyStage.SetAside => DisbursementEntries.FreeEncumbrance(this, facts),
        DisbursementTrigger.Cancel when before == MoneyStage.Released => DisbursementEntries.TakeBackRelease(this, facts),
        DisbursementTrigger.ConfirmPayment => DisbursementEntries.ConfirmPayment(
            this, facts, facts.BankDebit ?? throw new InvalidOperationException("A payment is confirmed by the bank's debit.")),
        DisbursementTrigger.ReturnPayment => DisbursementEntries.ReturnPayment(
            this, facts, facts.BankCredit ?? throw new InvalidOperationException("A payment comes back by the bank's credit.")),
        _ => null,
    };

    /// <summary>An authorized case is never without its encumbrance. The step is no decision of the person's.</summary>
    private DecidedStep? Following(DisbursementTrigger trigger, StepRequest request, DisbursementFacts facts) =>
        trigger == DisbursementTrigger.Authorize
            ? Fire(DisbursementTrigger.Encumber, new StepRequest(request.Actor, request.Now) { By = TakenBy.System }, facts).Value
            : null;
}
