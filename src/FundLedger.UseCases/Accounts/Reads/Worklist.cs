using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using NodaTime;

namespace FundLedger.UseCases.Accounts.Reads;

/// <summary>One line of a person's home page.</summary>
public sealed record WorkRow(WorkSource Source, WorkFound Found);

/// <summary>What waits for a person and what is wrong, of every noun that concerns the person.</summary>
public sealed class Worklist(AuthorizedReader reader)
{
    /// <summary>Who may: everybody, each by the policies of the sources.</summary>
    public static AnyOf Policy { get; } = Policies.SignedIn;

    /// <param name="today">The day up to which things are late.</param>
    public Task<Result<IReadOnlyList<WorkRow>>> Read(Actor actor, LocalDate today, CancellationToken stop) =>
        reader.Read<IReadOnlyList<WorkRow>>(Policy, actor, async db =>
        {
            var question = new WorkQuestion(db, actor, today);
            var rows = new List<WorkRow>();
            foreach (var source in Features.Work.Where(source => source.Policy.Permits(actor)))
            {
                if (await source.Find(question, stop) is { Count: > 0 } found) rows.Add(new WorkRow(source, found));
            }

            return rows;
        }, stop);
}
