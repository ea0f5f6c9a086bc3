namespace FundLedger.Domain.Workflow;

/// <summary>What has happened to one document: its steps in order, and which part each person has played.</summary>
public sealed class History
{
    private readonly List<Step> steps;
    private readonly List<DutyHolding> duties;

    /// <param name="steps">In the order of their numbers.</param>
    public History(IEnumerable<Step> steps, IEnumerable<DutyHolding> duties) => (this.steps, this.duties) = ([.. steps], [.. duties]);

    public IReadOnlyList<Step> Steps => steps;

    public IReadOnlyList<DutyHolding> Duties => duties;

    /// <summary>The votes for a trigger since the document came into its state; what was voted before it left counts no more.</summary>
    public IReadOnlyList<Vote> Votes(int trigger) =>
    [
        .. steps.AsEnumerable().Reverse().TakeWhile(step => step.FromState == step.ToState)
            .Where(step => step.Trigger == trigger).Select(step => new Vote(step.PersonId, step.Seat)),
    ];

    internal void Append(Step step) => steps.Add(step);

    /// <summary>Keeps that a person plays a part; once, however often it is played.</summary>
    internal void Append(DutyHolding holding)
    {
        if (!duties.Any(held => held.PersonId == holding.PersonId)) duties.Add(holding);
    }
}
