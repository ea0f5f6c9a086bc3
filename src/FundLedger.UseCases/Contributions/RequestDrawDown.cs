using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Contributions;

/// <param name="Key">Request key: the same form sent twice requests once.</param>
public sealed record DrawDownRequest(
    string Key, long PayerPartyId, Money Amount, IReadOnlyList<ContributionPart> Parts, string Description, bool DryRun = false);

/// <summary>
/// Requests a draw-down of a central allocation. What could not be approved today is refused at once; nothing is booked or
/// expected before the approval, which asks everything again.
/// </summary>
public sealed class RequestDrawDown(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = DutyPolicies.For(DrawDownWorkflow.Table, DrawDownTrigger.Request);

    /// <summary>The request's public code. Refused: NotPermitted, and what a contribution of this kind and the budgets refuse.</summary>
    public Task<Result<string>> Run(DrawDownRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    /// <summary>The contribution that an approval makes.</summary>
    internal static ContributionRequest Expected(WriteSession session, DrawDownRequest request) => new(
        "", ContributionKind.Allocation, request.PayerPartyId, request.Amount, request.Parts, session.Today, request.Description);

    private static async Task<Result<string>> Decide(WriteSession session, DrawDownRequest request, CancellationToken stop)
    {
        var found = await BookContribution.Check(session, Expected(session, request), stop);
        if (found.IsRefused) return found.Refusal;
        var id = session.NewId();
        var drawDown = new DrawDown
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            PayerPartyId = request.PayerPartyId,
            Amount = request.Amount.MinorUnits,
            Description = request.Description.Trim(),
            RequestedOn = session.Today,
            RequestedBy = session.Actor.PersonId,
            Shares =
            [
                .. request.Parts.Select((part, index) => new DrawDownShare
                {
                    DedicatedAccountId = session.AccountId,
                    DrawDownId = id,
                    Line = index + 1,
                    Fund = part.Fund,
                    Amount = part.Amount,
                }),
            ],
        };
        session.Db.DrawDowns.Add(drawDown);
        var step = drawDown.Request(session.Actor, session.Now);
        if (step.IsRefused) return step.Refusal;
        var booked = await session.Book(drawDown, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("DrawDownRequested", drawDown.PublicCode, request.Amount);
        return drawDown.PublicCode;
    }
}
