using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Disbursements;

/// <summary>What the fund gets for its money; decides the account a release debits.</summary>
public enum Instrument
{
    Grant = 1,
    UniversityGrant = 2,
    Loan = 3,
    Equity = 4,
    IncomeShare = 5,
}

/// <summary>One step in the history of a disbursement; append-only.</summary>
public sealed class DisbursementStep
{
    public long DedicatedAccountId { get; set; }

    public long DisbursementId { get; set; }

    /// <summary>1, 2, 3 … without gaps; two people cannot take the same step.</summary>
    public int Sequence { get; init; }

    public DisbursementTrigger Trigger { get; init; }

    public DisbursementState FromState { get; init; }

    public DisbursementState ToState { get; init; }

    public long PersonId { get; init; }

    /// <summary>Null for a step the system takes.</summary>
    public Duty? Duty { get; init; }

    /// <summary>SHA-256(salt ‖ reason); the reason itself is in the side store.</summary>
    public byte[] ReasonCommitment { get; set; } = [];

    public long? ReasonTextId { get; set; }

    public Instant RecordedAt { get; set; }

    public long LeafIndex { get; set; }
}

/// <summary>That a person has played a part in a disbursement. The key allows one part per person: the database's own check.</summary>
public sealed class DisbursementDuty
{
    public long DedicatedAccountId { get; set; }

    public long DisbursementId { get; set; }

    public long PersonId { get; init; }

    public Duty Duty { get; init; }
}

/// <summary>A request for money (撥款案) that the workflow governs.</summary>
public sealed class Disbursement
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public DisbursementState State { get; private set; } = DisbursementState.Draft;

    public required string Purpose { get; set; }

    public long VentureId { get; init; }

    public long PayeePartyId { get; init; }

    public long PayeeBankAccountId { get; init; }

    public long FundId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public long Amount { get; init; }

    public Instrument Instrument { get; init; }

    public LocalDate RequestedOn { get; init; }

    /// <summary>Since when it has been waiting in its present state; an approver's queue shows the age.</summary>
    public Instant StateSince { get; private set; }

    public int Revision { get; private set; }

    public List<DisbursementStep> Steps { get; init; } = [];

    public List<DisbursementDuty> Duties { get; init; } = [];

    public DocumentReference Reference => new(DocumentKind.Disbursement, Id);

    /// <summary>
    /// Takes one step. Refused, in this order: a move that is not in the table, a changed revision, a missing reason,
    /// a person who has played another part.
    /// </summary>
    /// <param name="expectedRevision">The revision the person looked at; null when no person decides (the system's own steps).</param>
    public Result<DisbursementStep> Take(
        DisbursementTrigger trigger, Actor actor, string? reason, int? expectedRevision, Instant now)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (DisbursementWorkflow.Find(State, trigger) is not { } move) return DisbursementRefusals.StepNotPermitted(trigger, State);
        if (expectedRevision is { } seen && seen != Revision) return DisbursementRefusals.DisbursementChanged(PublicCode);
        if (move.NeedsReason && string.IsNullOrWhiteSpace(reason)) return DisbursementRefusals.ReasonMissing(trigger);
        if (move.Duty is { } duty && Register(actor, duty) is { } refusal) return refusal;

        var step = new DisbursementStep
        {
            DedicatedAccountId = DedicatedAccountId,
            DisbursementId = Id,
            Sequence = Steps.Count + 1,
            Trigger = trigger,
            FromState = State,
            ToState = move.To,
            PersonId = actor.PersonId,
            Duty = move.Duty,
        };
        Steps.Add(step);
        State = move.To;
        StateSince = now;
        Revision++;
        return step;
    }

    /// <summary>The draft begins: who requests it, and since when it waits. Refused as <see cref="Register"/> is.</summary>
    public Refusal? OpenDraft(Actor requester, Instant now)
    {
        StateSince = now;
        return Register(requester, Duty.Requester);
    }

    /// <summary>
    /// Whoever entered the payee's bank account counts as part of the history: the same person may not move the case.
    /// Refused when that person has already played another part.
    /// </summary>
    public Refusal? RegisterPayeeEditor(Actor editor) => Register(editor, Duty.PayeeEditor);

    /// <summary>A person takes a duty without a step of its own, such as exporting the payment file.</summary>
    public Refusal? Register(Actor person, Duty duty)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (SeparationOfDuties.Check(Duties, person, duty) is { } refusal) return refusal;
        if (!Duties.Any(held => held.PersonId == person.PersonId))
        {
            Duties.Add(new DisbursementDuty { DedicatedAccountId = DedicatedAccountId, DisbursementId = Id, PersonId = person.PersonId, Duty = duty });
        }

        return null;
    }

    /// <summary>Approved money is set aside (Dr 9101 Cr 9102): it stays spendable and is not available any more.</summary>
    public EntryDraft Encumber(Fund fund, Currency currency, LocalDate bookingDate) => Draft(
        VoucherKind.Transfer, bookingDate,
        new PostingDraft(ChartOfAccounts.Encumbrances, fund.Code, new Money(Amount, currency), PayeePartyId, VentureId),
        new PostingDraft(ChartOfAccounts.ReserveForEncumbrances, fund.Code, new Money(-Amount, currency), PayeePartyId, VentureId));

    /// <summary>A cancelled encumbrance is freed.</summary>
    public EntryDraft FreeEncumbrance(Fund fund, Currency currency, LocalDate bookingDate) => Draft(
        VoucherKind.Transfer, bookingDate,
        new PostingDraft(ChartOfAccounts.ReserveForEncumbrances, fund.Code, new Money(Amount, currency), PayeePartyId, VentureId),
        new PostingDraft(ChartOfAccounts.Encumbrances, fund.Code, new Money(-Amount, currency), PayeePartyId, VentureId));

    /// <summary>Release liquidates the encumbrance and uses its lots (Dr 5101/5102/1301/1302/1303 Cr 2101).</summary>
    public EntryDraft Release(Fund fund, Currency currency, LocalDate bookingDate) => Draft(
        VoucherKind.Transfer, bookingDate,
        new PostingDraft(ReleaseAccount(), fund.Code, new Money(Amount, currency), PayeePartyId, VentureId),
        new PostingDraft(ChartOfAccounts.DisbursementsPayable, fund.Code, new Money(-Amount, currency), PayeePartyId, VentureId),
        new PostingDraft(ChartOfAccounts.ReserveForEncumbrances, fund.Code, new Money(Amount, currency), PayeePartyId, VentureId),
        new PostingDraft(ChartOfAccounts.Encumbrances, fund.Code, new Money(-Amount, currency), PayeePartyId, VentureId));

    /// <summary>The payment file takes it to the bank (Dr 2101 Cr 1111).</summary>
    public EntryDraft SendToBank(Fund fund, Currency currency, LocalDate bookingDate) => Draft(
        VoucherKind.Payment, bookingDate,
        new PostingDraft(ChartOfAccounts.DisbursementsPayable, fund.Code, new Money(Amount, currency), PayeePartyId, VentureId),
        new PostingDraft(ChartOfAccounts.PaymentsInTransit, fund.Code, new Money(-Amount, currency), PayeePartyId, VentureId));

    /// <summary>The bank has paid (Dr 1111 Cr 1101.nn).</summary>
    public EntryDraft ConfirmPayment(Fund fund, Currency currency, string bankLedgerAccount, LocalDate bookingDate, LocalDate valueDate) => Draft(
        VoucherKind.Payment, bookingDate,
        new PostingDraft(ChartOfAccounts.PaymentsInTransit, fund.Code, new Money(Amount, currency), PayeePartyId, VentureId),
        new PostingDraft(bankLedgerAccount, fund.Code, new Money(-Amount, currency), PayeePartyId, VentureId)) with
    { ValueDate = valueDate };

    private string ReleaseAccount() => Instrument switch
    {
        Instrument.Grant => ChartOfAccounts.Grants,
        Instrument.UniversityGrant => ChartOfAccounts.UniversityGrants,
        Instrument.Loan => ChartOfAccounts.LoansToVentures,
        Instrument.Equity => ChartOfAccounts.EquityInterests,
        Instrument.IncomeShare => ChartOfAccounts.IncomeShareInterests,
        _ => throw new InvalidOperationException($"Unknown instrument {Instrument}."),
    };

    private EntryDraft Draft(VoucherKind kind, LocalDate bookingDate, params PostingDraft[] postings) =>
        new(kind, bookingDate, Purpose, postings) { Document = Reference };
}

/// <summary>One person, one part: over the whole history of a document, whatever roles are held later.</summary>
public static class SeparationOfDuties
{
    public static Refusal? Check(IEnumerable<DisbursementDuty> history, Actor actor, Duty wanted)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(actor);
        var held = history.FirstOrDefault(duty => duty.PersonId == actor.PersonId);
        return held is null || held.Duty == wanted
            ? null
            : DisbursementRefusals.PersonHasOtherDuty(actor.Name, held.Duty, wanted);
    }
}
