using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Screening;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions;

/// <summary>A part of a contribution for one fund, in minor units.</summary>
public sealed record ContributionPart(string Fund, long Amount);

/// <summary>Books a donation pledge, a matching share or an investment; the bank brings the money later.</summary>
/// <param name="Key">Request key: the same form sent twice books once.</param>
public sealed record ContributionRequest(
    string Key, ContributionKind Kind, long PayerPartyId, Money Amount, IReadOnlyList<ContributionPart> Parts,
    LocalDate PledgedOn, string Description, bool DryRun = false);

/// <param name="VirtualAccountNumber">Where the payer may pay to instead of quoting the reference; null where no number was given.</param>
public sealed record BookedContribution(string PublicCode, string PaymentReference, string? VirtualAccountNumber)
{
    internal static BookedContribution Of(Contribution made) => new(made.PublicCode, made.PaymentReference, made.VirtualAccountNumber);
}

/// <summary>What contributions of one write share.</summary>
/// <param name="Funds">By code, at least those of their parts.</param>
/// <param name="Screening">Of their payers.</param>
internal sealed record KnownToContributions(
    IReadOnlyDictionary<string, Fund> Funds, VirtualAccountNumbers Numbers, ScreeningBooks Screening);

/// <param name="Approval">The entry of an approved draw-down; null for other kinds.</param>
internal sealed record AddedContribution(Contribution Contribution, AcceptedEntry? Approval);

public sealed class BookContribution(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    public Task<Result<BookedContribution>> Run(ContributionRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    private static async Task<Result<BookedContribution>> Decide(WriteSession session, ContributionRequest request, CancellationToken stop)
    {
        var added = await AddUnapproved(session, request, stop);
        return added.Select(BookedContribution.Of);
    }

    /// <summary>
    /// Adds a contribution that no meeting has to approve: within any write that knows of a new one. Refused as <see cref="Add"/>
    /// refuses it, and an allocation (<see cref="DrawDownRefusals.AllocationNeedsDrawDown"/>).
    /// </summary>
    internal static async Task<Result<Contribution>> AddUnapproved(
        WriteSession session, ContributionRequest request, CancellationToken stop)
    {
        if (request.Kind == ContributionKind.Allocation) return DrawDownRefusals.AllocationNeedsDrawDown();
        var added = await Add(session, request, approval: null, stop);
        return added.Select(made => made.Contribution);
    }

    /// <summary>
    /// Adds the contribution and, for an allocation, posts its approval. Refused as <see cref="Check"/> refuses it, and without the
    /// approval that an allocation needs.
    /// </summary>
    /// <param name="approval">The working meeting's approval; required for an allocation.</param>
    internal static async Task<Result<AddedContribution>> Add(
        WriteSession session, ContributionRequest request, string? approval, CancellationToken stop)
    {
        var funds = await Check(session, request, stop);
        if (funds.IsRefused) return funds.Refusal;
        if (ContributionRules.CheckApproval(request.Kind, approval) is { } refusal) return refusal;
        var known = new KnownToContributions(
            funds.Value, await VirtualAccountNumbers.Of(session, stop),
            await ScreeningBooks.Load(session.Db, [request.PayerPartyId], session.Today, stop));
        return await AddChecked(session, request, known, approval, sourceReference: null);
    }

    /// <summary>
    /// Adds a contribution that has been checked, and posts the approval of an allocation. A gift is screened: what is blocked or needs
    /// a decision is refused (<see cref="ScreeningRefusals"/>), what passes keeps the evidence.
    /// </summary>
    /// <param name="sourceReference">What the row of a file calls itself.</param>
    internal static async Task<Result<AddedContribution>> AddChecked(
        WriteSession session, ContributionRequest request, KnownToContributions known, string? approval, string? sourceReference)
    {
        var screening = request.Kind == ContributionKind.Donation ? known.Screening.Decide([request.PayerPartyId]) : null;
        if (screening is not null && ScreeningRefusals.Of(screening) is { } found) return found;
        var contribution = New(session, request, known, approval, sourceReference);
        session.Db.Contributions.Add(contribution);
        if (screening is not null) ScreeningBooks.Keep(session, contribution.Reference, screening);
        session.Audit("ContributionBooked", contribution.PublicCode, request.Amount);
        if (contribution.BookApproval(known.Funds.Values.ToDictionary(fund => fund.Id), session.Currency) is not { } draft)
        {
            return new AddedContribution(contribution, null);
        }

        var entry = await session.Post(draft);
        return entry.Select(posted => new AddedContribution(contribution, posted));
    }

    /// <summary>The funds of the request, by code. Refused: a payer there is not, and as <see cref="CheckParts"/> refuses it.</summary>
    internal static async Task<Result<IReadOnlyDictionary<string, Fund>>> Check(
        WriteSession session, ContributionRequest request, CancellationToken stop)
    {
        if (!await session.Db.Parties.AnyAsync(party => party.Id == request.PayerPartyId, stop))
        {
            return ContributionRefusals.PayerMissing();
        }

        var funds = await Funds(session, request.Parts.Select(part => part.Fund), stop);
        return await CheckParts(session, request, funds, stop) is { } refusal ? refusal : Result.Of(funds);
    }

    /// <summary>Refused: a fund there is not, and as <see cref="ContributionRules.Check"/> and the budgets refuse it.</summary>
    /// <param name="funds">By code.</param>
    internal static async Task<Refusal?> CheckParts(
        WriteSession session, ContributionRequest request, IReadOnlyDictionary<string, Fund> funds, CancellationToken stop)
    {
        for (var line = 0; line < request.Parts.Count; line++)
        {
            if (!funds.ContainsKey(request.Parts[line].Fund)) return LedgerRefusals.UnknownFund(line + 1, request.Parts[line].Fund);
        }

        var shares = request.Parts.Select(part => (funds[part.Fund], new Money(part.Amount, session.Currency))).ToArray();
        if (ContributionRules.Check(request.Kind, request.Amount, shares, request.Description) is { } refusal) return refusal;
        return request.Kind == ContributionKind.Allocation ? await CheckBudgets(session, shares, request.PledgedOn, stop) : null;
    }

    /// <summary>The funds with these codes; what is not there is left out.</summary>
    internal static async Task<IReadOnlyDictionary<string, Fund>> Funds(
        WriteSession session, IEnumerable<string> wanted, CancellationToken stop)
    {
        var codes = wanted.Distinct().ToArray();
        return await session.Db.Funds.AsNoTracking()
            .Where(fund => codes.Contains(fund.Code))
            .ToDictionaryAsync(fund => fund.Code, fund => fund.ToDomain(), stop);
    }

    /// <summary>Adds an instalment of an accepted donation: it was screened with the whole.</summary>
    internal static Contribution AddInstalment(
        WriteSession session, Donation donation, IReadOnlyList<DonationPart> parts, VirtualAccountNumbers numbers)
    {
        var id = session.NewId();
        var (number, amount) = (parts[0].Instalment, parts.Sum(part => part.Amount));
        var contribution = new Contribution
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            Kind = ContributionKind.Donation,
            PayerPartyId = donation.DonorPartyId,
            Amount = amount,
            PledgedOn = session.Today,
            PaymentReference = PaymentReference.Of(new DocumentReference(DocumentKind.Contribution, id)),
            VirtualAccountNumber = numbers.Next(),
            Description = donation.DescriptionOf(number),
            DonationId = donation.Id,
            Instalment = number,
            DueOn = parts[0].DueOn,
            Shares = [.. parts.Select((part, index) => new ContributionShare
            {
                DedicatedAccountId = session.AccountId,
                ContributionId = id,
                Line = index + 1,
                FundId = part.FundId,
                Amount = part.Amount,
            })],
        };
        session.Db.Contributions.Add(contribution);
        session.Audit("ContributionBooked", contribution.PublicCode, new Money(amount, session.Currency));
        return contribution;
    }

    private static async Task<Refusal?> CheckBudgets(
        WriteSession session, IEnumerable<(Fund Fund, Money Amount)> shares, LocalDate drawnOn, CancellationToken stop)
    {
        foreach (var group in shares.GroupBy(share => DrawDownRules.BudgetOf(share.Fund)))
        {
            if (group.Key is not { } bound) continue;
            var inForce = await ProgrammeYears.BudgetInForce(session.Db, bound, stop);
            var requested = group.Aggregate(Money.Zero(session.Currency), (sum, share) => sum + share.Amount);
            var drawn = new Money(await ProgrammeYears.Drawn(session.Db, bound, stop), session.Currency);
            if (DrawDownRules.Check(group.First().Fund, inForce, drawn, requested, drawnOn) is { } refusal) return refusal;
        }

        return null;
    }

    private static Contribution New(
        WriteSession session, ContributionRequest request, KnownToContributions known, string? approval, string? sourceReference)
    {
        var funds = known.Funds;
        var id = session.NewId();
        return new Contribution
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            Kind = request.Kind,
            PayerPartyId = request.PayerPartyId,
            Amount = request.Amount.MinorUnits,
            PledgedOn = request.PledgedOn,
            PaymentReference = PaymentReference.Of(new DocumentReference(DocumentKind.Contribution, id)),
            VirtualAccountNumber = known.Numbers.Next(),
            ApprovalReference = approval,
            SourceReference = sourceReference,
            ProgrammeId = request.Parts.Select(part => funds[part.Fund])
                .Where(fund => fund.Designation == DesignationKind.WorkItem).Select(fund => fund.DesignationId).FirstOrDefault(),
            Description = request.Description.Trim(),
            Shares = request.Parts.Select((part, index) => new ContributionShare
            {
                DedicatedAccountId = session.AccountId,
                ContributionId = id,
                Line = index + 1,
                FundId = funds[part.Fund].Id,
                Amount = part.Amount,
            }).ToList(),
        };
    }
}
