using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
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

public sealed record BookedContribution(string PublicCode, string PaymentReference);

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
        return added.Select(made => new BookedContribution(made.PublicCode, made.PaymentReference));
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

    /// <summary>Adds the contribution and, for an allocation, posts its approval. Refused as <see cref="Check"/> refuses it.</summary>
    /// <param name="approval">The working meeting's approval; required for an allocation.</param>
    internal static async Task<Result<AddedContribution>> Add(
        WriteSession session, ContributionRequest request, string? approval, CancellationToken stop)
    {
        var found = await Check(session, request, stop);
        if (found.IsRefused) return found.Refusal;
        var funds = found.Value;
        if (ContributionRules.CheckApproval(request.Kind, approval) is { } refusal) return refusal;
        var contribution = New(session, request, approval, funds);
        session.Db.Contributions.Add(contribution);
        session.Audit("ContributionBooked", contribution.PublicCode, request.Amount);
        if (contribution.BookApproval(funds.Values.ToDictionary(fund => fund.Id), session.Currency) is not { } draft)
        {
            return new AddedContribution(contribution, null);
        }

        var entry = await session.Post(draft);
        return entry.Select(posted => new AddedContribution(contribution, posted));
    }

    /// <summary>
    /// The funds of the request, by code. Refused as <see cref="ContributionRules.Check"/> and the budgets refuse it; a payer or fund
    /// that does not exist before that.
    /// </summary>
    internal static async Task<Result<Dictionary<string, Fund>>> Check(
        WriteSession session, ContributionRequest request, CancellationToken stop)
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
        if (ContributionRules.Check(request.Kind, request.Amount, shares, request.Description) is { } refusal) return refusal;
        if (request.Kind == ContributionKind.Allocation && await CheckBudgets(session, shares, stop) is { } over) return over;
        return funds;
    }

    private static async Task<Refusal?> CheckBudgets(
        WriteSession session, IEnumerable<(Fund Fund, Money Amount)> shares, CancellationToken stop)
    {
        foreach (var group in shares.GroupBy(share => DrawDownRules.BudgetOf(share.Fund)))
        {
            if (group.Key is not { } bound) continue;
            var inForce = await ProgrammeYears.BudgetInForce(session.Db, bound, stop);
            var requested = group.Aggregate(Money.Zero(session.Currency), (sum, share) => sum + share.Amount);
            var drawn = new Money(await ProgrammeYears.Drawn(session.Db, bound, stop), session.Currency);
            if (DrawDownRules.Check(group.First().Fund, inForce, drawn, requested) is { } refusal) return refusal;
        }

        return null;
    }

    private static Contribution New(
        WriteSession session, ContributionRequest request, string? approval, Dictionary<string, Fund> funds)
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
            ApprovalReference = approval,
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
