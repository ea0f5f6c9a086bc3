using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Accounts;

namespace FundLedger.UseCases.Access;

/// <summary>What a use case asks to write.</summary>
/// <param name="Key">
/// 1 to <see cref="AuthorizedLedger.MaximumKeyLength"/> characters. Bound to the actor and to the face it came through:
/// no one can use up the key that another person, a job or a command is going to send.
/// </param>
/// <param name="Content">What the request asks for, for comparing with an earlier request of the same key.</param>
/// <param name="DryRun">Run the same path and roll back.</param>
public sealed record UseCaseRequest(string Key, Actor Actor, object Content, bool DryRun = false);

/// <summary>
/// The one way from a use case to the write path: an actor that holds none of the policies the use case states is
/// refused, on every face, and the refusal is recorded like any other.
/// </summary>
public sealed class AuthorizedLedger(LedgerWriter ledger, ServedAccount account)
{
    /// <summary>What the source and the person's number need of the stored key stays free.</summary>
    public const int MaximumKeyLength = RequestKey.MaximumLength - 40;

    /// <summary>
    /// Runs the decision for an actor who holds one of the policies. Refused: NotPermitted, and what the decision
    /// refuses.
    /// </summary>
    public async Task<Result<TAnswer>> Write<TAnswer>(
        AnyOf policy, UseCaseRequest request, Func<WriteSession, Task<Result<TAnswer>>> decide, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var write = Stored(request);
        return await Refused(policy, request, write, stop) is { } refusal ? refusal : await ledger.Write(write, decide, stop);
    }

    /// <summary>
    /// Runs the decision, says what it would post, and rolls it back; nothing is kept, the key stays free. Refused: as by
    /// <see cref="Write"/>.
    /// </summary>
    public Task<Result<PreviewedPosting[]>> Preview<TAnswer>(
        AnyOf policy, UseCaseRequest request, Func<WriteSession, Task<Result<TAnswer>>> decide, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(decide);
        return Write(
            policy, request with { DryRun = true },
            async session => (await decide(session)).Select(_ => PreviewedPosting.Of(session.Entries)), stop);
    }

    /// <summary>Records what was refused before anything had to be locked, and gives it back.</summary>
    public async Task<Refusal> Refuse(UseCaseRequest request, Refusal refusal, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ledger.RecordRefusal(Stored(request), refusal, stop);
        return refusal;
    }

    /// <summary>Null for an actor who holds one of the policies; else NotPermitted, which is recorded.</summary>
    public async Task<Refusal?> CheckPermission(AnyOf policy, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(actor);
        if (policy.Permits(actor)) return null;
        var request = new UseCaseRequest("not-permitted", actor, policy.ToString());
        return await Refused(policy, request, Stored(request), stop);
    }

    private async Task<Refusal?> Refused(AnyOf policy, UseCaseRequest request, WriteRequest write, CancellationToken stop)
    {
        if (policy.Permits(request.Actor)) return CheckKey(request.Key) is { } invalid ? await Record(invalid) : null;
        return await Record(AuthorizationRefusals.NotPermitted(request.Actor.Name, policy.ToString()));

        async Task<Refusal> Record(Refusal refusal)
        {
            await ledger.RecordRefusal(write, refusal, stop);
            return refusal;
        }
    }

    private static Refusal? CheckKey(string key) => string.IsNullOrWhiteSpace(key)
        ? LedgerRefusals.RequestKeyMissing()
        : key.Length > MaximumKeyLength ? LedgerRefusals.RequestKeyTooLong(key.Length, MaximumKeyLength) : null;

    /// <summary>A key that is missing stays missing, so that the write path refuses it.</summary>
    private WriteRequest Stored(UseCaseRequest request) => new(
        account.Id,
        string.IsNullOrWhiteSpace(request.Key) ? ""
            : FormattableString.Invariant($"{Word(request.Actor.Source)}:{request.Actor.PersonId}:{request.Key}"),
        request.Actor, request.Content, request.DryRun);

    private static string Word(RequestSource source) => source switch
    {
        RequestSource.Web => "web",
        RequestSource.CommandLine => "cli",
        RequestSource.Job => "job",
        RequestSource.Api => "api",
        RequestSource.Demo => "demo",
        _ => throw new InvalidOperationException($"Unknown source {source}."),
    };
}

/// <summary>The policies of a use case, one of which is enough.</summary>
public sealed class AnyOf(params string[] policies)
{
    public IReadOnlyList<string> Policies => policies;

    public bool Permits(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return policies.Any(actor.May);
    }

    public static implicit operator AnyOf(string policy) => FromString(policy);

    public static AnyOf FromString(string policy) => new(policy);

    public override string ToString() => string.Join(" | ", policies);
}
