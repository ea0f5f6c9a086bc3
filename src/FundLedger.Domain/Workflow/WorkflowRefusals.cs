namespace FundLedger.Domain.Workflow;

public static class WorkflowRefusals
{
    public static Refusal StepNotPermitted(Enum trigger, Enum state) => new(nameof(StepNotPermitted), trigger, state);

    public static Refusal PersonHasOtherDuty(string person, Duty held, Duty required) =>
        new(nameof(PersonHasOtherDuty), person, held, required);

    public static Refusal ReasonMissing(Enum trigger) => new(nameof(ReasonMissing), trigger);

    public static Refusal SeatUnknown(string seat) => new(nameof(SeatUnknown), seat);

    public static Refusal SeatHasVoted(string seat) => new(nameof(SeatHasVoted), seat);

    public static Refusal PersonHasVoted(string person) => new(nameof(PersonHasVoted), person);
}
