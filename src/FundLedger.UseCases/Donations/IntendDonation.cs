using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Screening;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Donations;

/// <param name="Amount">Minor units.</param>
public sealed record IntendedInstalment(LocalDate DueOn, long Amount);

/// <summary>What a fund gets: an amount in minor units, or hundredths of a percent; neither: the whole.</summary>
public sealed record IntendedDesignation(string Fund, long? Amount = null, int? BasisPoints = null);

/// <summary>What a donor intends to give.</summary>
/// <param name="Donor">Public code of the legal donor; a company's person leaves it out.</param>
/// <param name="Credited">Public code of who is credited; null: the donor.</param>
/// <param name="ForeignCurrency">ISO 4217; null: the currency of the books.</param>
public sealed record DonationRequest(
    string Key, string? Donor, Money Amount, IReadOnlyList<IntendedInstalment> Instalments,
    IReadOnlyList<IntendedDesignation> Designations, string Purpose)
{
    public string? Credited { get; init; }

    public DonorPublicity Publicity { get; init; } = DonorPublicity.LegalDonor;

    public string? Conditions { get; init; }

    public string? ForeignCurrency { get; init; }

    public bool DryRun { get; init; }
}

/// <param name="State">What the screening came to.</param>
public sealed record IntendedDonation(string PublicCode, DonationState State);

/// <summary>
/// Records what a donor intends to give, or takes a company's own offer, and screens it at once. Nothing is expected before it is
/// accepted.
/// </summary>
public sealed class IntendDonation(AuthorizedLedger ledger)
{
    /// <summary>Who may: the office for every donor, a company's person for the own company.</summary>
    public static AnyOf Policy { get; } = new(Policies.BookContributions, Policies.OfferDonation);

    /// <summary>
    /// Refused: NotPermitted, DonorMissing, DonationOfAnotherDonor, what <see cref="Donation.Check"/> and
    /// <see cref="DonationTerms.Parts"/> refuse. Who is found by the screening is no refusal but a state.
    /// </summary>
    public Task<Result<IntendedDonation>> Run(DonationRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    private static async Task<Result<IntendedDonation>> Decide(WriteSession session, DonationRequest request, CancellationToken stop)
    {
        var parties = await Parties(session, request, stop);
        if (parties.IsRefused) return parties.Refusal;
        var purpose = request.Purpose.Trim().Normalize();
        var conditions = string.IsNullOrWhiteSpace(request.Conditions) ? null : request.Conditions.Trim().Normalize();
        var foreign = string.IsNullOrWhiteSpace(request.ForeignCurrency) ? null : request.ForeignCurrency.Trim().ToUpperInvariant();
        if (Donation.Check(purpose, conditions, foreign, session.Currency) is { } refusal) return refusal;
        var parts = await Parts(session, request, stop);
        if (parts.IsRefused) return parts.Refusal;

        var (donor, credited) = parties.Value;
        var id = session.NewId();
        var donation = new Donation
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            DonorPartyId = donor,
            CreditedPartyId = credited,
            Publicity = request.Publicity,
            Purpose = purpose,
            Conditions = conditions,
            ForeignCurrency = foreign,
            Amount = request.Amount.MinorUnits,
            IntendedOn = session.Today,
            Parts = [.. parts.Value.Select((part, index) => Part(session.AccountId, id, index + 1, part))],
        };
        var decision = (await DonationScreening.Books(session, [donation], stop)).Of(donation);
        session.Db.Donations.Add(donation);
        var trigger = IsOffice(session.Actor) ? DonationTrigger.Record : DonationTrigger.Offer;
        var step = donation.Intend(trigger, session.Actor, session.Now, decision.Outcome);
        if (step.IsRefused) return step.Refusal;
        ScreeningBooks.Keep(session, donation.Reference, decision);
        var booked = await session.Book(donation, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("DonationIntended", donation.PublicCode, request.Amount, donation.State);
        return new IntendedDonation(donation.PublicCode, donation.State);
    }

    private static bool IsOffice(Actor actor) => actor.May(Policies.BookContributions);

    private static async Task<Result<(long Donor, long Credited)>> Parties(
        WriteSession session, DonationRequest request, CancellationToken stop)
    {
        var own = IsOffice(session.Actor) ? null : session.Actor.PartyId;
        var donor = request.Donor is { } code
            ? await session.Db.Parties.Where(party => party.PublicCode == code).Select(party => (long?)party.Id).SingleOrDefaultAsync(stop)
            : own;
        if (donor is not { } giving) return DonationRefusals.DonorMissing();
        if (!IsOffice(session.Actor) && (giving != own || request.Credited is not null)) return DonationRefusals.DonationOfAnotherDonor();
        if (request.Credited is not { } other) return (giving, giving);
        var credited = await session.Db.Parties.Where(party => party.PublicCode == other).Select(party => (long?)party.Id)
            .SingleOrDefaultAsync(stop);
        return credited is { } named ? (giving, named) : DonationRefusals.DonorMissing();
    }

    private static async Task<Result<IReadOnlyList<PlannedPart>>> Parts(
        WriteSession session, DonationRequest request, CancellationToken stop)
    {
        var codes = request.Designations.Select(designation => designation.Fund).ToArray();
        var funds = await session.Db.Funds.AsNoTracking().Where(fund => codes.Contains(fund.Code))
            .ToDictionaryAsync(fund => fund.Code, fund => fund.ToDomain(), stop);
        for (var line = 0; line < codes.Length; line++)
        {
            if (!funds.ContainsKey(codes[line])) return LedgerRefusals.UnknownFund(line + 1, codes[line]);
        }

        return DonationTerms.Parts(
            request.Amount,
            [.. request.Instalments.Select(part => new PlannedInstalment(part.DueOn, new Money(part.Amount, session.Currency)))],
            [
                .. request.Designations.Select(part => new PlannedDesignation(
                    funds[part.Fund], part.Amount is { } amount ? new Money(amount, session.Currency) : null, part.BasisPoints)),
            ]);
    }

    private static DonationPart Part(long account, long donation, int line, PlannedPart part) => new()
    {
        DedicatedAccountId = account,
        DonationId = donation,
        Line = line,
        Instalment = part.Instalment,
        DueOn = part.DueOn,
        FundId = part.Fund.Id,
        Amount = part.Amount.MinorUnits,
        BasisPoints = part.BasisPoints,
    };
}
