using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions;

public sealed record CancellationRequest(string Key, string PublicCode, string Reason);

/// <summary>
/// Withdraws an expected contribution for a reason that the audit trail keeps; an allocation's approval entry is reversed with
/// the same reason.
/// </summary>
public sealed class CancelContribution(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    public Task<Result<string>> Run(CancellationRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, CancellationRequest request, CancellationToken stop)
    {
        var contribution = await session.Db.Contributions.SingleOrDefaultAsync(
            row => row.PublicCode == request.PublicCode, stop);
        if (contribution is null) return ContributionRefusals.ContributionNotFound(request.PublicCode);
        if (contribution.DonationId is { } donation)
        {
            return DonationRefusals.InstalmentOfDonation(
                await session.Db.Donations.Where(row => row.Id == donation).Select(row => row.PublicCode).SingleAsync(stop));
        }

        if (contribution.Cancel(request.Reason) is { } refusal) return refusal;

        var entries = await session.Db.Entries.AsNoTracking()
            .Where(entry => entry.DocumentKind == DocumentKind.Contribution && entry.DocumentId == contribution.Id
                && entry.ReversesNumber == null)
            .ToListAsync(stop);
        foreach (var entry in entries)
        {
            var reversed = await session.Reverse(entry.Reference, session.Today, request.Reason);
            if (reversed.IsRefused) return reversed.Refusal;
        }

        session.Audit("ContributionCancelled", contribution.PublicCode, request.Reason);
        return contribution.PublicCode;
    }
}
