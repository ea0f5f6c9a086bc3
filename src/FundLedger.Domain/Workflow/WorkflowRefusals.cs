namespace FundLedger.Domain.Workflow;

public static class WorkflowRefusals
{
    public static Refusal StepNotPermitted(Enum trigger, Enum state) => new(nameof(StepNotPermitted), trigger, state);

    public static Refusal PersonHasOtherDuty(string person, Duty held, Duty required) =>
        new(nameof(PersonHasOtherDuty), person, held, required);

    /// <param name="step">The number of the step that was about something else.</param>
    public static Refusal ApprovedSubjectChanged(int step, Enum trigger) => new(nameof(ApprovedSubjectChanged), step, trigger);

    public static Refusal ReasonMissing(Enum trigger) => new(nameof(ReasonMissing), trigger);

    public static Refusal SeatUnknown(string seat) => new(nameof(SeatUnknown), seat);

    public static Refusal SeatHasVoted(string seat) => new(nameof(SeatHasVoted), seat);

    public static Refusal PersonHasVoted(string person) => new(nameof(PersonHasVoted), person);
}
