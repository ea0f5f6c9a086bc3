using Stateless;
using Stateless.Graph;

namespace FundLedger.Domain.Workflow;

/// <summary>
/// The Stateless machine of one decision, built from the workflow's table: the state is kept outside, guards only read,
/// and there are no entry actions. A step is refused, in this order, by: a move that is not listed, a step that is not
/// taken this way, the fact of its guard, a changed revision or subject, a missing reason, another duty of the person, a vote that
/// does not count.
/// </summary>
internal sealed class WorkflowMachine<TState, TTrigger>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly StateMachine<TState, TTrigger> machine;
    private readonly Workflow<TState, TTrigger> workflow;
    private readonly StepContext? context;
    private TState state;
    private Refusal? refusal;

    /// <param name="context">Null only to draw the diagram.</param>
    public WorkflowMachine(Workflow<TState, TTrigger> workflow, TState state, StepContext? context)
    {
        (this.workflow, this.state, this.context) = (workflow, state, context);
        machine = new StateMachine<TState, TTrigger>(() => this.state, reached => this.state = reached, FiringMode.Immediate);
        foreach (var move in workflow.Transitions) Configure(move);
        machine.OnUnhandledTrigger((from, trigger, unmet) => refusal = Explain(from, trigger, unmet));
    }

    public Result<TState> Fire(TTrigger trigger)
    {
        machine.Fire(trigger);
        return refusal is null ? state : refusal;
    }

    public string ToMermaid() => MermaidGraph.Format(machine.GetInfo());

    private void Configure(Transition<TState, TTrigger> move)
    {
        var configuration = machine.Configure(move.From);
        var guards = Guards(move).Select(guard => Tuple.Create<Func<bool>, string>(() => guard.Check(context!) is null, guard.Name))
            .ToList();
        if (move.Quorum is not { } quorum)
        {
            configuration.PermitIf(move.Trigger, move.To, [.. guards]);
            return;
        }

        configuration.PermitIf(
            move.Trigger, move.To, [.. guards, Tuple.Create<Func<bool>, string>(() => Fills(move, quorum), quorum.ToString())]);
        configuration.PermitReentryIf(move.Trigger, [.. guards, Tuple.Create<Func<bool>, string>(() => !Fills(move, quorum), "vote")]);
    }

    private Refusal Explain(TState from, TTrigger trigger, ICollection<string>? unmet) =>
        workflow.Find(from, trigger) is { } move && unmet is { Count: > 0 }
            ? Guards(move).First(guard => unmet.Contains(guard.Name)).Check(context!)!
            : WorkflowRefusals.StepNotPermitted(trigger, from);

    private bool Fills(Transition<TState, TTrigger> move, Quorum quorum) => quorum.IsMet([.. Votes(move), Vote()]);

    private IReadOnlyList<Vote> Votes(Transition<TState, TTrigger> move) =>
        context!.History.Votes(Workflow<TState, TTrigger>.Number(move.Trigger));

    private Vote Vote() => new(context!.Request.Actor.PersonId, context.Request.Seat);

    /// <summary>What a move asks for, in the order in which it is refused. The names appear in the diagram.</summary>
    private IEnumerable<Guard> Guards(Transition<TState, TTrigger> move)
    {
        yield return new Guard(
            move.By == TakenBy.Person ? move.Duty!.Value.ToString() : Name(move),
            step => step.Request.By == move.By ? null : WorkflowRefusals.StepNotPermitted(move.Trigger, move.From));
        if (move.Guard is { } fact) yield return new Guard(fact, step => step.Fact(fact));
        // The guards below that need a context apply to every step alike and would only fill the diagram.
        if (context is not null) yield return new Guard("unchanged", step => step.Stale);
        if (move.NeedsReason)
        {
            yield return new Guard("reason", step =>
                string.IsNullOrWhiteSpace(step.Request.Reason) ? WorkflowRefusals.ReasonMissing(move.Trigger) : null);
        }

        if (context is not null && move.Duty is { } duty)
        {
            yield return new Guard("duty", step => SeparationOfDuties.Check(step.History.Duties, step.Request.Actor, duty));
        }

        if (context is not null && move.Quorum is { } quorum)
        {
            yield return new Guard("vote counts", step => quorum.Check(Votes(move), Vote(), step.Request.Actor.Name));
        }
    }

    private static string Name(Transition<TState, TTrigger> move) =>
        move.By == TakenBy.System ? "system" : $"{move.Duty} by the bank's line";

    private sealed record Guard(string Name, Func<StepContext, Refusal?> Check);
}
