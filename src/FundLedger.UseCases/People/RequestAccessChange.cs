using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using NodaTime;

namespace FundLedger.UseCases.People;

/// <param name="SignInName">Whom it is about.</param>
/// <param name="Role">Code of the role to give, or to end where no <paramref name="HoldingId"/> is named.</param>
/// <param name="Company">Public code of the company, for the role Company.</param>
/// <param name="From">First day of a role that is given; null: today.</param>
/// <param name="To">Last day, inclusive; null: until further notice, and of a role that is to end: today.</param>
/// <param name="HoldingId">Which of the person's roles is to end.</param>
public sealed record AccessChangeRequest(
    string Key, string SignInName, AccessChangeKind Kind, string? Role = null, string? Company = null, LocalDate? From = null,
    LocalDate? To = null, long? HoldingId = null, string? Reason = null);

/// <summary>
/// Asks for a change of what a person may do, for a second administrator to approve. Where there is only one administrator, the
/// appointment of the second takes effect at once.
/// </summary>
public sealed class RequestAccessChange(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = DutyPolicies.For(AccessChangeWorkflow.Table, AccessChangeTrigger.Request);

    /// <summary>
    /// Refused: NotPermitted, PersonNotFound, PersonOfAnotherAccount, CompanyNotFound, and what <see cref="AccessChangeRules"/> refuse.
    /// </summary>
    public Task<Result<RequestedAccessChange>> Run(AccessChangeRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(request.Key, actor, new { accessChange = request }), session => Decide(session, request, stop), stop);

    private static async Task<Result<RequestedAccessChange>> Decide(
        WriteSession session, AccessChangeRequest request, CancellationToken stop) =>
        await session.FindPerson(request.SignInName, stop) is { } known
            ? await AccessChanges.Request(session, known, request, stop)
            : PersonRefusals.PersonNotFound(request.SignInName);
}
