using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Donations;

/// <summary>The money of an instalment moves its donation: a step of the system in the same write.</summary>
public static class DonationReceipt
{
    /// <summary>Null for a contribution of no donation, and when the step was taken.</summary>
    public static async Task<Refusal?> Of(WriteSession session, Contribution received, CancellationToken stop)
    {
        if (received.DonationId is not { } id) return null;
        var donation = await session.Load(session.Db.Donations.Include(row => row.Parts).Where(row => row.Id == id))
            ?? throw new InvalidOperationException($"Contribution {received.Id} names no donation.");
        // The same write may have received another one: what it holds in memory is what counts.
        var instalments = await session.Db.Contributions.Where(gift => gift.DonationId == id).ToListAsync(stop);
        var step = donation.Receive(
            instalments.All(gift => gift.State != ContributionState.Expected), session.Actor, session.Now);
        if (step.IsRefused) return step.Refusal;
        if (step.Value is not { } taken) return null;
        session.Audit("DonationMoved", donation.PublicCode, taken.Step.Trigger, donation.State);
        return (await session.Book(donation, taken)).Refusal;
    }
}
