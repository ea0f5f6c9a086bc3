using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Details;

/// <summary>One proposal as it was filed, and its ventures.</summary>
public sealed class ProposalDetails(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDisbursements;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<Detail?>> Read(Actor actor, string code, CancellationToken stop) => reader.Read<Detail?>(Policy, actor, async db =>
    {
        var proposal = await db.Proposals.SingleOrDefaultAsync(row => row.PublicCode == code, stop);
        if (proposal is null) return null;
        return new Detail(
            proposal.Title, null,
            [
                new("Number", new DetailValue($"{proposal.Number}")), new("District", new DetailValue(proposal.Districts)),
                new("Proposer", new DetailValue(proposal.Proposer)), new("Partner", new DetailValue(proposal.Partner)),
                new("FiledOn", DetailValue.Of(proposal.FiledOn)), new("PrintedIn", new DetailValue(proposal.Source)),
            ],
            [await DetailRows.Ventures(db.Ventures.Where(row => row.ProposalId == proposal.Id), db, stop)]);
    }, stop);
}
