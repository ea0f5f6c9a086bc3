using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.People;

/// <summary>What an access change asks for. The numbers are stored.</summary>
public enum AccessChangeKind
{
    GrantRole = 1,

    /// <summary>End a role before the day it was given for.</summary>
    EndRole = 2,

    /// <summary>Let a disabled person sign in again.</summary>
    EnablePerson = 3,

    /// <summary>Take password and second factor away and invite the person anew.</summary>
    ResetSignIn = 4,
}

/// <summary>
/// A change of what a person may do (權限異動): one administrator asks, another one approves, neither about themself. The rows stay:
/// they say who let whom do what.
/// </summary>
public sealed class AccessChange : WorkflowDocument<AccessChangeState, AccessChangeTrigger>
{
    public required string PublicCode { get; init; }

    public AccessChangeKind Kind { get; init; }

    /// <summary>Whom it is about.</summary>
    public long PersonId { get; init; }

    /// <summary>Code of the role, of a grant and of an end; null for the other kinds.</summary>
    public string? Role { get; init; }

    /// <summary>The company a person acts for in the role Company; null for every other role.</summary>
    public long? PartyId { get; init; }

    /// <summary>The role that is to end; null for every other kind.</summary>
    public long? RoleHoldingId { get; init; }

    /// <summary>First day of a role that is given.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>Last day, inclusive: of a role that is given (null: until further notice), or of one that is to end.</summary>
    public LocalDate? ValidTo { get; init; }

    public long RequestedBy { get; init; }

    public Instant RequestedAt { get; init; }

    /// <summary>None: no money moves.</summary>
    public override long Amount { get => 0; init => throw new InvalidOperationException("An access change has no amount."); }

    internal string NeededRole => Role ?? throw new InvalidOperationException($"{Reference} names no role.");

    internal LocalDate NeededFrom => ValidFrom ?? throw new InvalidOperationException($"{Reference} names no first day.");

    protected override Workflow<AccessChangeState, AccessChangeTrigger> Table => AccessChangeWorkflow.Table;

    /// <summary>Who is to be able to do what, from when to when, and who asks for it.</summary>
    protected override ApprovalSubject Subject => new(
    [
        new("kind", Kind), new("person_id", PersonId), new("role", Role), new("party_id", PartyId),
        new("role_holding_id", RoleHoldingId), new("valid_from", ValidFrom), new("valid_to", ValidTo),
        new("requested_by", RequestedBy),
    ]);

    /// <summary>Begins with an administrator and goes to the other ones. Refused by <see cref="AccessChangeRules"/>.</summary>
    public Result<DecidedStep> Request(Actor requester, AccessFacts facts, string? reason)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Begin(AccessChangeTrigger.Request, requester, facts, reason);
    }

    /// <summary>
    /// Begins and takes effect at once. Refused besides: anything but the role Administrator, and where there is, or was of late,
    /// another administrator to ask.
    /// </summary>
    public Result<DecidedStep> Appoint(Actor requester, AccessFacts facts, string? reason)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Begin(AccessChangeTrigger.Appoint, requester, facts, reason);
    }

    /// <summary>
    /// Approves, rejects or withdraws. Refused by the workflow, in its order; an approval also by <see cref="AccessChangeRules"/>, which
    /// are asked again, and when it is about the person who approves.
    /// </summary>
    public Result<DecidedStep> Fire(AccessChangeTrigger trigger, StepRequest request, AccessFacts facts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(facts);
        var step = Take(trigger, request, _ => AccessChangeRefusals.AppointmentNeedsTwoPeople());
        if (step.IsRefused) return step.Refusal;
        if (trigger == AccessChangeTrigger.Approve && CheckApproval(request.Actor, facts) is { } refusal) return refusal;
        return new DecidedStep(step.Value, request.Reason);
    }

    protected override Refusal Changed() => AccessChangeRefusals.AccessChangeChanged(PublicCode);

    private Result<DecidedStep> Begin(AccessChangeTrigger trigger, Actor requester, AccessFacts facts, string? reason)
    {
        if (AccessChangeRules.CheckDays(this, facts.Today) is { } late) return late;
        if (AccessChangeRules.Check(this, facts) is { } refusal) return refusal;
        Begin(facts.Now);
        var step = Take(
            trigger, new StepRequest(requester, facts.Now, reason), _ => AccessChangeRules.CheckAppointment(this, requester, facts));
        return step.Select(taken => new DecidedStep(taken, reason));
    }

    private Refusal? CheckApproval(Actor approver, AccessFacts facts) => approver.PersonId == PersonId
        ? AccessChangeRefusals.ChangeAboutApprover(PublicCode)
        : AccessChangeRules.Check(this, facts);
}
