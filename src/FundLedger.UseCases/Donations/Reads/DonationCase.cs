using FundLedger.Data;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Screening.Reads;
using FundLedger.UseCases.Workflow.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Donations.Reads;

/// <summary>What a fund gets of an instalment.</summary>
public sealed record DonationPartShown(DonationPart Part, string Fund, string FundZh, string FundEn);

/// <summary>Everything that belongs to one donation.</summary>
/// <param name="Contributions">What became of its instalments; none before it is accepted.</param>
/// <param name="Screenings">The last one first; none for the donor's own person.</param>
/// <param name="Steps">None for the donor's own person.</param>
public sealed record DonationStory(
    Donation Donation, Party Donor, Party Credited, IReadOnlyList<DonationPartShown> Parts, IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<ScreeningShown> Screenings, IReadOnlyList<StepTaken> Steps)
{
    public bool UnderReview => DonationWorkflow.IsUnderReview(Donation.State);
}

/// <summary>Reads one donation.</summary>
public sealed class DonationCase(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = DonationList.Policy;

    /// <summary>Null for an unknown code, and for another company's: not even its existence shows.</summary>
    public Task<Result<DonationStory?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read<DonationStory?>(Policy, actor, async db =>
        {
            var donation = await VisibleDonations.Of(db, actor).Include(row => row.Parts)
                .SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            if (donation is null) return null;
            donation.Remember(await db.HistoryOf(donation).Read(stop));
            var review = VisibleDonations.SeesReview(actor);
            var contributions = await db.Contributions.Where(gift => gift.DonationId == donation.Id).OrderBy(gift => gift.Instalment)
                .ToListAsync(stop);
            return new DonationStory(
                donation, await Party(db, donation.DonorPartyId, stop), await Party(db, donation.CreditedPartyId, stop),
                await Parts(db, donation, stop), contributions,
                review ? await ScreeningShown.Read(db, donation.Reference, stop) : [],
                review ? await StepsTaken.Read(db, donation, stop) : []);
        }, stop);

    private static Task<Party> Party(ReadingDb db, long id, CancellationToken stop) =>
        db.Parties.SingleAsync(party => party.Id == id, stop);

    private static async Task<IReadOnlyList<DonationPartShown>> Parts(ReadingDb db, Donation donation, CancellationToken stop)
    {
        var ids = donation.Parts.Select(part => part.FundId).Distinct().ToArray();
        var funds = await db.Funds.Where(fund => ids.Contains(fund.Id)).ToDictionaryAsync(fund => fund.Id, stop);
        return
        [
            .. donation.Parts.OrderBy(part => part.Line).Select(part => new DonationPartShown(
                part, funds[part.FundId].Code, funds[part.FundId].NameZh, funds[part.FundId].NameEn)),
        ];
    }
}
