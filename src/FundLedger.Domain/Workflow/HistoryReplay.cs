namespace FundLedger.Domain.Workflow;

/// <summary>Why a stored step cannot have been taken by the workflow's table.</summary>
public enum HistoryProblem
{
    SequenceGap = 1,
    NotWhereTheLastEnded = 2,
    NotPermitted = 3,
    OtherDuty = 4,
    QuorumIgnored = 5,
}

/// <summary>
/// Takes stored steps of one document again, in order, against the table alone: numbers without a gap, each a permitted
/// move by the right duty, and a state that moved exactly when its quorum was met.
/// </summary>
public sealed class HistoryReplay(IWorkflow workflow)
{
    private readonly List<Step> taken = [];

    /// <summary>Where the steps so far lead.</summary>
    public int Reached { get; private set; } = workflow.FirstState;

    public HistoryProblem? Next(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var problem = Problem(step);
        taken.Add(step);
        Reached = step.ToState;
        return problem;
    }

    private HistoryProblem? Problem(Step step)
    {
        if (step.Sequence != taken.Count + 1) return HistoryProblem.SequenceGap;
        if (step.FromState != Reached) return HistoryProblem.NotWhereTheLastEnded;
        var moves = workflow.Numbered.Where(move => move.From == step.FromState && move.Trigger == step.Trigger).ToList();
        var vote = step.ToState == step.FromState && moves.Exists(move => move.Quorum is not null);
        if (moves.Find(move => move.To == step.ToState || vote) is not { } move) return HistoryProblem.NotPermitted;
        if (move.Duty != step.Duty) return HistoryProblem.OtherDuty;
        return move.Quorum is { } quorum && !Counts(quorum, step, moved: !vote) ? HistoryProblem.QuorumIgnored : null;
    }

    private bool Counts(Quorum quorum, Step step, bool moved)
    {
        var earlier = new History(taken, []).Votes(step.Trigger);
        var vote = new Vote(step.PersonId, step.Seat);
        return quorum.Check(earlier, vote, "") is null && quorum.IsMet([.. earlier, vote]) == moved;
    }
}
