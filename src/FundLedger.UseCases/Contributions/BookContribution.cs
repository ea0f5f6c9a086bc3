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

/// <summary>Books a donation pledge, an allocation draw-down or an investment; the bank brings the money later.</summary>
/// <param name="Key">Request key: the same form sent twice books once.</param>
/// <param name="ApprovalReference">The working meeting's approval; required for an allocation.</param>
public sealed record ContributionRequest(
    string Key, ContributionKind Kind, long PayerPartyId, Money Amount, IReadOnlyList<ContributionPart> Parts,
    LocalDate PledgedOn, string Description, string? ApprovalReference = null, bool DryRun = false);

/// <param name="Entry">The entry of an approved draw-down; null where nothing is booked before the money comes.</param>
public sealed record BookedContribution(string PublicCode, string PaymentReference, string? Entry);

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
        var added = await Add(session, request, stop);
        return added.Select(made => new BookedContribution(
            made.Contribution.PublicCode, made.Contribution.PaymentReference, made.Approval?.Reference.ToString()));
    }

    /// <summary>
    /// Adds the contribution and, for an allocation, posts its approval: within any write that knows of a new one. Refused as
    /// <see cref="ContributionRules.Check"/> and the budgets refuse it; a payer or fund that does not exist before that. A gift is
    /// screened: what is blocked or needs a decision is refused (<see cref="ScreeningRefusals"/>), what passes keeps the evidence.
    /// </summary>
    internal static async Task<Result<AddedContribution>> Add(WriteSession session, ContributionRequest request, CancellationToken stop)
    {
        if (!await session.Db.Parties.AnyAsync(party => party.Id == request.PayerPartyId, stop))
        {
            return ContributionRefusals.PayerMissing();
        }

        var codes = request.Parts.Select(part => part.Fund).ToArray();
        var funds = await session.Db.Funds.AsNoTracking()
            .Where(fund => codes.Contains(fund.Code))
            .ToDictionaryAsync(fund => fund.Code, fund => fund.ToDomain(), stop);
        for (var line = 0; line < codes.Length; line++)
        {
            if (!funds.ContainsKey(codes[line])) return LedgerRefusals.UnknownFund(line + 1, codes[line]);
        }

        var shares = request.Parts.Select(part => (funds[part.Fund], new Money(part.Amount, session.Currency))).ToArray();
        if (ContributionRules.Check(request.Kind, request.Amount, shares, request.Description, request.ApprovalReference) is { } refusal)
            return refusal;
        if (request.Kind == ContributionKind.Allocation && await CheckBudgets(session, shares, stop) is { } over) return over;

        var screening = request.Kind == ContributionKind.Donation
            ? (await ScreeningBooks.Load(session.Db, [request.PayerPartyId], session.Today, stop)).Decide([request.PayerPartyId])
            : null;
        if (screening is not null && ScreeningRefusals.Of(screening) is { } found) return found;

        var contribution = New(session, request, funds);
        session.Db.Contributions.Add(contribution);
        if (screening is not null) ScreeningBooks.Keep(session, contribution.Reference, screening);
        session.Audit("ContributionBooked", contribution.PublicCode, request.Amount);
        if (contribution.BookApproval(funds.Values.ToDictionary(fund => fund.Id), session.Currency) is not { } approval)
        {
            return new AddedContribution(contribution, null);
        }

        var entry = await session.Post(approval);
        return entry.Select(posted => new AddedContribution(contribution, posted));
    }

    /// <summary>Adds an instalment of an accepted donation: it was screened with the whole.</summary>
    internal static Contribution AddInstalment(WriteSession session, Donation donation, IReadOnlyList<DonationPart> parts)
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
        WriteSession session, IEnumerable<(Fund Fund, Money Amount)> shares, CancellationToken stop)
    {
        foreach (var group in shares.GroupBy(share => DrawDownRules.BudgetOf(share.Fund)))
        {
            if (group.Key is not { } bound) continue;
            var versions = await session.Db.ProgrammeBudgets.AsNoTracking()
                .Where(budget => budget.ProgrammeId == bound.ProgrammeId && budget.FiscalYear == bound.FiscalYear)
                .ToListAsync(stop);
            var requested = group.Aggregate(Money.Zero(session.Currency), (sum, share) => sum + share.Amount);
            var drawn = new Money(await Drawn(session, bound, stop), session.Currency);
            if (DrawDownRules.Check(group.First().Fund, versions, drawn, requested) is { } refusal) return refusal;
        }

        return null;
    }

    private static Task<long> Drawn(WriteSession session, ProgrammeYear bound, CancellationToken stop) => (
        from share in session.Db.Set<ContributionShare>()
        join contribution in session.Db.Contributions
            on new { share.DedicatedAccountId, Id = share.ContributionId } equals new { contribution.DedicatedAccountId, contribution.Id }
        join fund in session.Db.Funds
            on new { share.DedicatedAccountId, Id = share.FundId } equals new { fund.DedicatedAccountId, fund.Id }
        where contribution.State != ContributionState.Cancelled
            && fund.Designation == DesignationKind.WorkItem
            && fund.DesignationId == bound.ProgrammeId && fund.ProgrammeYear == bound.FiscalYear
        select share.Amount).SumAsync(stop);

    private static Contribution New(WriteSession session, ContributionRequest request, Dictionary<string, Fund> funds)
    {
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
            ApprovalReference = request.ApprovalReference,
            ProgrammeId = funds.Values.Where(fund => fund.Designation == DesignationKind.WorkItem).Select(fund => fund.DesignationId)
                .FirstOrDefault(),
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
