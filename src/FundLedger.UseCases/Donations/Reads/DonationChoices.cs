using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Funds.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Donations.Reads;

/// <param name="Donors">None for a company's person, who offers what the own company gives.</param>
/// <param name="Own">Name of the own company; null for the office.</param>
public sealed record DonationFormChoices(IReadOnlyList<FundChoice> Funds, IReadOnlyList<PayerChoice> Donors, string? Own);

/// <summary>What can be chosen on the form for a donation.</summary>
public sealed class DonationChoices(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = IntendDonation.Policy;

    public Task<Result<DonationFormChoices>> Read(Actor actor, CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var office = actor.May(Policies.BookContributions);
        var own = office || actor.PartyId is not { } party ? null
            : await db.Parties.Where(row => row.Id == party).Select(row => row.Name).SingleOrDefaultAsync(stop);
        return new DonationFormChoices(
            await FundChoice.Read(db, stop, SourceKind.Donation), office ? await PayerChoice.Read(db, stop) : [], own);
    }, stop);
}
