using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.People;

/// <summary>Where a change stands after it was asked for: approved at once only where the only administrator appoints the second.</summary>
public sealed record RequestedAccessChange(string Code, AccessChangeState State);

/// <summary>What the use cases of access changes have in common.</summary>
internal static class AccessChanges
{
    /// <summary>Keeps the change in the other administrators' queue, or refuses it.</summary>
    public static async Task<Result<RequestedAccessChange>> Request(
        WriteSession session, KnownPerson known, AccessChangeRequest request, CancellationToken stop)
    {
        if (request.Kind == AccessChangeKind.ResetSignIn && !session.BroughtIn(known.Person))
            return PersonRefusals.PersonOfAnotherAccount(known.Person.DisplayName);
        var party = (long?)null;
        if (request.Company is { Length: > 0 } company)
        {
            party = await session.Db.Parties.Where(row => row.PublicCode == company && row.Kind == PartyKind.Company)
                .Select(row => (long?)row.Id).SingleOrDefaultAsync(stop);
            if (party is null) return AccessChangeRefusals.CompanyNotFound(company);
        }

        var facts = await session.Facts(known, stop);
        var holding = request.Kind == AccessChangeKind.EndRole ? ToEnd(known, request, facts) : null;
        var grants = request.Kind == AccessChangeKind.GrantRole;
        var change = new AccessChange
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Kind = request.Kind,
            PersonId = known.Person.Id,
            Role = grants ? request.Role ?? "" : holding?.Role,
            PartyId = party,
            RoleHoldingId = holding?.Id,
            ValidFrom = grants ? request.From ?? session.Today : null,
            ValidTo = grants || holding is not null ? request.To ?? (grants ? null : session.Today) : null,
            RequestedBy = session.Actor.PersonId,
            RequestedAt = session.Now,
        };
        var alone = grants && AccessChangeRules.CheckAppointment(change, session.Actor, facts) is null;
        var step = alone
            ? change.Appoint(session.Actor, facts, request.Reason)
            : change.Request(session.Actor, facts, request.Reason);
        if (step.IsRefused) return step.Refusal;
        session.Db.AccessChanges.Add(change);
        session.Audit("AccessChangeRequested", change.PublicCode, change.Kind, change.PersonId);
        if (alone) Apply(session, change, known);
        var booked = await session.Book(change, step.Value);
        return booked.IsRefused ? booked.Refusal : new RequestedAccessChange(change.PublicCode, change.State);
    }

    /// <summary>What an approved change does to roles and membership.</summary>
    public static void Apply(WriteSession session, AccessChange change, KnownPerson known)
    {
        switch (change.Kind)
        {
            case AccessChangeKind.GrantRole:
                session.Db.RoleHoldings.Add(RoleHolding.Of(change, session.NewId()));
                break;
            case AccessChangeKind.EndRole:
                known.Holdings.Single(held => held.Id == change.RoleHoldingId)
                    .End(AccessChangeRules.LastDay(change, session.Today), change.Id);
                break;
            case AccessChangeKind.EnablePerson:
                known.NeededMembership(session).Enable();
                break;
            case AccessChangeKind.ResetSignIn:
                known.NeededMembership(session).InviteAnew();
                break;
            default:
                throw new InvalidOperationException($"Unknown kind {change.Kind}.");
        }
    }

    /// <summary>The role named by its number, or the one of that name which has not ended.</summary>
    private static RoleHolding? ToEnd(KnownPerson known, AccessChangeRequest request, AccessFacts facts) =>
        request.HoldingId is { } id
            ? known.Holdings.FirstOrDefault(held => held.Id == id)
            : known.Holdings.Where(held => held.Role == request.Role && !(held.ValidTo < facts.Today)).MinBy(held => held.ValidFrom);
}
