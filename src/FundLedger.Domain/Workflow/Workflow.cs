using System.Collections.Frozen;
using System.Globalization;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Workflow;

/// <summary>
/// A workflow as data: a table of transitions and a table of states. A move that is not listed is refused, never ignored.
/// Everything about a state is in its row, so no list of states is written anywhere else.
/// </summary>
public sealed class Workflow<TState, TTrigger> : IWorkflow
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly FrozenDictionary<(TState From, TTrigger Trigger), Transition<TState, TTrigger>> moves;
    private readonly FrozenDictionary<TState, StateRow<TState>> rows;

    /// <param name="states">Every state once; the first is where a document begins. Their order is the order of lists.</param>
    /// <param name="transitions">One row for a state and a trigger.</param>
    public Workflow(
        DocumentKind document, string name, IReadOnlyList<StateRow<TState>> states, IReadOnlyList<Transition<TState, TTrigger>> transitions)
    {
        (Document, Name, States, Transitions) = (document, name, states, transitions);
        rows = states.ToFrozenDictionary(row => row.State);
        moves = transitions.ToFrozenDictionary(move => (move.From, move.Trigger));
        if (transitions.FirstOrDefault(move => (move.By == TakenBy.System) != (move.Duty is null)) is { } move)
        {
            throw new ArgumentException($"A step of the system has no duty, every other has one: {move}", nameof(transitions));
        }

        Numbered = [.. transitions.Select(
            row => new NumberedTransition(Number(row.From), Number(row.Trigger), Number(row.To), row.Duty, row.Quorum))];
    }

    public DocumentKind Document { get; }

    public string Name { get; }

    public IReadOnlyList<StateRow<TState>> States { get; }

    public IReadOnlyList<Transition<TState, TTrigger>> Transitions { get; }

    public IReadOnlyList<NumberedTransition> Numbered { get; }

    public TState First => States[0].State;

    int IWorkflow.FirstState => Number(First);

    /// <summary>The states a document passes when all goes well, in order, without those left again in the same write.</summary>
    public IReadOnlyList<TState> Path =>
        [.. States.Where(row => row.PathOrder is not null && row.Meaning != StateMeaning.Passing).OrderBy(row => row.PathOrder)
            .Select(row => row.State)];

    public StateRow<TState> Row(TState state) => rows[state];

    public Transition<TState, TTrigger>? Find(TState from, TTrigger trigger) => moves.GetValueOrDefault((from, trigger));

    public IEnumerable<Transition<TState, TTrigger>> From(TState state) => Transitions.Where(move => move.From.Equals(state));

    /// <summary>Whether the state is final.</summary>
    public bool IsEnded(TState state) => Row(state).Meaning is StateMeaning.Completed or StateMeaning.Stopped;

    /// <summary>Whether the move brings the document further on its path; the others send back or end it.</summary>
    public bool IsForward(Transition<TState, TTrigger> move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return Row(move.To).PathOrder is { } to && !(Row(move.From).PathOrder >= to);
    }

    /// <summary>Whose step brings a document in the state forward; null where no one has to act.</summary>
    public Duty? WaitsFor(TState state) => From(state).FirstOrDefault(IsForward)?.Duty;

    /// <summary>The states in which someone has to act, in the table's order.</summary>
    public IReadOnlyList<TState> Waiting => Those(row => WaitsFor(row.State) is not null);

    /// <summary>The states of which something holds, in the table's order.</summary>
    public IReadOnlyList<TState> Those(Func<StateRow<TState>, bool> holds) => [.. States.Where(holds).Select(row => row.State)];

    /// <summary>The states in which the document's money has reached this stage and not gone further.</summary>
    public IReadOnlyList<TState> WithMoney(MoneyStage stage) => Those(row => row.Money == stage);

    /// <summary>
    /// The place on <see cref="Path"/> of a state; a state that is passed counts as the one it leads to. -1 beside the path.
    /// </summary>
    public int Place(TState state) =>
        Row(state).PathOrder is { } order ? Path.ToList().FindIndex(shown => Row(shown).PathOrder >= order) : -1;

    /// <summary>Whether a document has waited in a state longer than its row allows. Days of the books' time zone.</summary>
    public bool Overdue(TState state, LocalDate since, LocalDate today) => Row(state).TimeLimit is { } limit && today > since + limit;

    /// <summary>
    /// The state the step leads to, or why it is refused; see <see cref="WorkflowMachine{TState,TTrigger}"/> for
    /// the order.
    /// </summary>
    public Result<TState> Fire(TState state, TTrigger trigger, StepContext context) =>
        new WorkflowMachine<TState, TTrigger>(this, state, context).Fire(trigger);

    /// <summary>The table as a Mermaid state diagram, drawn by Stateless: in brackets what a move asks for.</summary>
    public string ToMermaid() => new WorkflowMachine<TState, TTrigger>(this, First, null).ToMermaid();

    IReadOnlyList<int> IWorkflow.RevisableStates =>
        [.. Those(row => row.Meaning is StateMeaning.Draft or StateMeaning.SentBack).Select(Number)];

    string IWorkflow.StateName(int state) => Enum.ToObject(typeof(TState), state).ToString()!;

    string IWorkflow.TriggerName(int trigger) => Enum.ToObject(typeof(TTrigger), trigger).ToString()!;

    internal static int Number<TEnum>(TEnum value)
        where TEnum : struct, Enum => Convert.ToInt32(value, CultureInfo.InvariantCulture);
}
