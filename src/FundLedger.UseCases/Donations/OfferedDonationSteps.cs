using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Donations;

/// <summary>A step a person may take now.</summary>
/// <param name="Key">Request key of the step's form: sent twice, the step is taken once.</param>
public sealed record OfferedDonationStep(Transition<DonationState, DonationTrigger> Move, string Key);

/// <summary>The steps of a donation that a person may take, and why others are not theirs.</summary>
/// <param name="Why">The history that forbids a step; null when nothing does.</param>
public sealed record OfferedDonationSteps(IReadOnlyList<OfferedDonationStep> Offered, Refusal? Why)
{
    public static OfferedDonationSteps Of(Donation donation, Actor person)
    {
        ArgumentNullException.ThrowIfNull(donation);
        var (offered, why) = (new List<OfferedDonationStep>(), (Refusal?)null);
        foreach (var move in DonationWorkflow.Table.From(donation.State).Where(move => IsTheirs(move, donation, person)))
        {
            if (SeparationOfDuties.Check(donation.History.Duties, person, move.Duty!.Value) is { } refusal) why ??= refusal;
            else offered.Add(new OfferedDonationStep(move, RequestKeys.New()));
        }

        return new OfferedDonationSteps(offered, why);
    }

    /// <summary>What a donor does is offered to the own company's people.</summary>
    private static bool IsTheirs(Transition<DonationState, DonationTrigger> move, Donation donation, Actor person) =>
        move.Duty is { } duty && DutyPolicies.Permits(person, duty)
        && (duty != Duty.Donor || donation.DonorPartyId == person.PartyId);
}
