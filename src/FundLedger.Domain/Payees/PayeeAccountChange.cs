using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Payees;

/// <summary>
/// A payee's new bank account (受款帳戶異動): one person submits it and another one confirms it; only then the payee has it.
/// </summary>
public sealed class PayeeAccountChange : WorkflowDocument<PayeeAccountChangeState, PayeeAccountChangeTrigger>
{
    public required string PublicCode { get; init; }

    public long PartyId { get; init; }

    /// <summary>Bank and branch, <see cref="PayeeAccountRules.BankCodeDigits"/> digits.</summary>
    public required string BankCode { get; init; }

    /// <summary>Digits, at most <see cref="PayeeAccountRules.MaximumAccountDigits"/>.</summary>
    public required string AccountNumber { get; init; }

    public required string Holder { get; init; }

    public long SubmittedBy { get; init; }

    public LocalDate SubmittedOn { get; init; }

    /// <summary>The account that the confirmation made; null before it.</summary>
    public long? PayeeBankAccountId { get; private set; }

    /// <summary>The first day on which it may be paid to; null before the confirmation.</summary>
    public LocalDate? UsableFrom { get; private set; }

    /// <summary>Nothing: it moves no money.</summary>
    public override long Amount { get; init; }

    protected override Workflow<PayeeAccountChangeState, PayeeAccountChangeTrigger> Table => PayeeAccountChangeWorkflow.Table;

    /// <summary>Whose account, which one, in whose name, by whom it was entered.</summary>
    protected override ApprovalSubject Subject => new(
        new("party_id", PartyId), new("bank_code", BankCode), new("account_number", AccountNumber), new("holder", Holder),
        new("submitted_by", SubmittedBy));

    /// <summary>Begins in the editor's hands and goes to the confirmer at once.</summary>
    public Result<DecidedStep> Submit(Actor editor, Instant now)
    {
        Begin(now);
        return Take(PayeeAccountChangeTrigger.Submit, new StepRequest(editor, now)).Select(step => new DecidedStep(step));
    }

    /// <summary>Confirms, rejects or withdraws. Refused by the workflow, in its order: among it whoever submitted it.</summary>
    public Result<DecidedStep> Fire(PayeeAccountChangeTrigger trigger, StepRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Take(trigger, request).Select(step => new DecidedStep(step, request.Reason));
    }

    /// <summary>The account that a confirmation gives the payee; asking before it is a bug.</summary>
    /// <param name="first">Whether the payee has none yet: then there is nothing that a thief could have exchanged.</param>
    public PayeeBankAccount Account(long id, bool first, LocalDate today, Instant now)
    {
        if (State != PayeeAccountChangeState.Confirmed) throw new InvalidOperationException($"{Reference} is not confirmed.");
        (PayeeBankAccountId, UsableFrom) = (id, PayeeAccountRules.UsableFrom(today, first));
        return new PayeeBankAccount
        {
            DedicatedAccountId = DedicatedAccountId,
            Id = id,
            PartyId = PartyId,
            BankCode = BankCode,
            AccountNumber = AccountNumber,
            Holder = Holder,
            EditedBy = SubmittedBy,
            EditedAt = now,
            ChangeId = Id,
            UsableFrom = UsableFrom,
        };
    }

    protected override Refusal Changed() => PayeeRefusals.PayeeAccountChangeChanged(PublicCode);
}
