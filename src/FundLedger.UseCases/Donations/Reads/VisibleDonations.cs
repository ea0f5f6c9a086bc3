using FundLedger.Data.Reading;
using FundLedger.Domain.Donations;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Donations.Reads;

/// <summary>Which donations a person may know of, as part of the query itself: all of them, or those the own company gives.</summary>
public static class VisibleDonations
{
    public static IQueryable<Donation> Of(ReadingDb db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.May(Policies.SeeContributions)) return db.Donations;
        var party = actor.PartyId ?? -1;
        return db.Donations.Where(donation => donation.DonorPartyId == party);
    }

    /// <summary>Whether the person sees what the office finds and who decides; a company does not.</summary>
    public static bool SeesReview(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.May(Policies.SeeContributions);
    }
}
