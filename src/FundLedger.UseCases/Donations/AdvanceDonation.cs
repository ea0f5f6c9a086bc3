using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Donations;

/// <param name="Revision">The revision the person looked at.</param>
public sealed record DonationStepRequest(
    string Key, string PublicCode, DonationTrigger Trigger, int? Revision, string? Reason = null, bool DryRun = false);

/// <summary>Where a donation stands after a step.</summary>
/// <param name="References">What the donor quotes for each instalment, in order; none but after an acceptance.</param>
public sealed record AdvancedDonation(DonationState State, IReadOnlyList<string> References);

/// <summary>
/// Accepts a donation, which makes its instalments expected contributions, decides about one that is escalated, or ends it.
/// </summary>
public sealed class AdvanceDonation(AuthorizedLedger ledger)
{
    /// <summary>Who may take a step of this name; nobody takes a step of the system.</summary>
    public static AnyOf PolicyOf(DonationTrigger trigger) => DutyPolicies.For(DonationWorkflow.Table, trigger);

    /// <summary>
    /// Refused: NotPermitted, DonationNotFound (also another company's), what the workflow refuses, and a screening that is not
    /// today's.
    /// </summary>
    public Task<Result<AdvancedDonation>> Run(DonationStepRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        PolicyOf(request.Trigger), new UseCaseRequest(request.Key, actor, request, request.DryRun),
        session => Decide(session, request, stop), stop);

    private static async Task<Result<AdvancedDonation>> Decide(
        WriteSession session, DonationStepRequest request, CancellationToken stop)
    {
        var donation = await session.Load(
            session.Db.Donations.Include(row => row.Parts).Where(row => row.PublicCode == request.PublicCode));
        var retracts = request.Trigger == DonationTrigger.Retract;
        if (donation is null || (retracts && donation.DonorPartyId != session.Actor.PartyId))
            return DonationRefusals.DonationNotFound(request.PublicCode);
        var last = await DonationScreening.Last(session, donation, stop);
        var today = (await DonationScreening.Books(session, [donation], stop)).Of(donation);
        var step = donation.Fire(
            request.Trigger, new StepRequest(session.Actor, session.Now, request.Reason, request.Revision), last?.Finds(today) == true);
        if (step.IsRefused) return step.Refusal;
        session.Audit("DonationMoved", donation.PublicCode, request.Trigger, donation.State);
        var booked = await session.Book(donation, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        if (request.Trigger == DonationTrigger.Withdraw && await CancelExpected(session, donation, request.Reason!, stop) is { } refusal)
            return refusal;
        return new AdvancedDonation(
            donation.State, request.Trigger == DonationTrigger.Accept ? await Expect(session, donation, stop) : []);
    }

    /// <summary>Each instalment becomes a contribution that is expected, with a payment reference of its own.</summary>
    private static async Task<List<string>> Expect(WriteSession session, Donation donation, CancellationToken stop)
    {
        var numbers = await VirtualAccountNumbers.Of(session, stop);
        return
        [
            .. donation.Instalments.Select(
                instalment => BookContribution.AddInstalment(session, donation, [.. instalment], numbers).PaymentReference),
        ];
    }

    /// <summary>What has not come is expected no more.</summary>
    private static async Task<Refusal?> CancelExpected(WriteSession session, Donation donation, string reason, CancellationToken stop)
    {
        var expected = await session.Db.Contributions
            .Where(gift => gift.DonationId == donation.Id && gift.State == ContributionState.Expected).ToListAsync(stop);
        foreach (var gift in expected)
        {
            if (gift.Cancel(reason) is { } refusal) return refusal;
            session.Audit("ContributionCancelled", gift.PublicCode, reason);
        }

        return null;
    }
}
