using System.Globalization;
using FundLedger.Domain.Disbursements;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Separation of duties over the whole history of every disbursement (in SQL), and every history replayed against
/// the workflow table: steps without a gap, each a permitted move by the right duty, ending in the present state.
/// </summary>
internal static class DisbursementHistory
{
    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        await SqlCheck.Run(snapshot, "separation-of-duties", account, findings, stop);
        await using var rows = await snapshot.Stream("Checks.disbursement-steps", new { account });
        var replay = (Id: 0L, Present: DisbursementState.Draft, Reached: DisbursementState.Draft, Steps: 0);
        while (snapshot.Next(rows))
        {
            var id = rows.GetInt64(0);
            if (id != replay.Id)
            {
                End();
                replay = (id, (DisbursementState)rows.GetInt32(1), DisbursementState.Draft, 0);
            }

            if (rows.IsDBNull(2)) continue;
            var step = new Step(
                rows.GetInt32(2), (DisbursementTrigger)rows.GetInt32(3), (DisbursementState)rows.GetInt32(4), (DisbursementState)rows.GetInt32(5),
                rows.IsDBNull(7) ? null : (Duty)rows.GetInt32(7));
            replay.Steps++;
            if (Problem(step, replay.Reached, replay.Steps) is { } problem) findings.Add(Text(problem, id, step));
            replay.Reached = step.To;
        }

        End();

        void End()
        {
            if (replay.Id != 0 && replay.Reached != replay.Present)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"The state is not where the steps lead: disbursement id {replay.Id}, state {replay.Present}, steps lead to {replay.Reached}"));
            }
        }
    }

    private static string? Problem(Step step, DisbursementState reached, int expectedSequence)
    {
        if (step.Sequence != expectedSequence) return "The steps have a gap";
        if (step.From != reached) return "The step does not begin where the one before ended";
        var move = DisbursementWorkflow.Find(step.From, step.Trigger);
        if (move is null || move.To != step.To) return "The workflow does not permit the step";
        return move.Duty != step.Duty ? "The step was taken by another duty than the workflow's" : null;
    }

    private static string Text(string problem, long id, Step step) => string.Create(CultureInfo.InvariantCulture,
        $"{problem}: disbursement id {id}, step {step.Sequence}, {step.Trigger} from {step.From} to {step.To}");

    private sealed record Step(int Sequence, DisbursementTrigger Trigger, DisbursementState From, DisbursementState To, Duty? Duty);
}
