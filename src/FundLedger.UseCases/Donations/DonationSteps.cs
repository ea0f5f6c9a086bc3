using FundLedger.Domain.Donations;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Workflow;

namespace FundLedger.UseCases.Donations;

/// <summary>The steps of a donation: what a donor does is offered to the own company's people.</summary>
public static class DonationSteps
{
    public static StepsOffered<DonationState, DonationTrigger> OfferedTo(Actor person, Donation donation)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(donation);
        var steps = StepsOffered.To(person, DonationWorkflow.Table, donation);
        return steps with
        {
            Offered = [.. steps.Offered.Where(step => step.Move.Duty != Duty.Donor || donation.DonorPartyId == person.PartyId)],
        };
    }
}
