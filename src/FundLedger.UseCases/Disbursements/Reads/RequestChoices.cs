using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Disbursements.Reads;

/// <summary>A venture that a disbursement can be requested for.</summary>
public sealed record VentureChoice(string Code, string Name, string? DistrictZh, string? DistrictEn);

/// <summary>A fund that permits the chosen venture.</summary>
public sealed record FundWithMoney(string Code, string NameZh, string NameEn, Money Available)
{
    /// <summary>
    /// Why a request of this amount would be refused when it is authorized, as the fund stands now:
    /// <see cref="LedgerRefusals.InsufficientAvailable"/>. Null when there is enough.
    /// </summary>
    public Refusal? RefusalOf(Money amount) =>
        (Available - amount).IsNegative ? LedgerRefusals.InsufficientAvailable(Code, Available, amount) : null;
}

/// <summary>The venture a request is for, with what the requester should see before asking.</summary>
/// <param name="Payee">The operator who is paid; null while no one is named or no bank account is entered.</param>
public sealed record ChosenVenture(
    VentureChoice Venture, string Kind, string? Proposal, string? Operator, CasePayee? Payee, IReadOnlyList<FundWithMoney> Funds);

/// <summary>What can be chosen on the form for a new request.</summary>
public sealed class RequestChoices(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.RequestDisbursement;

    public Task<Result<IReadOnlyList<VentureChoice>>> Ventures(
        Actor actor, CancellationToken stop) => reader.Read<IReadOnlyList<VentureChoice>>(Policy, actor, async db =>
    {
        return await (
            from venture in db.Ventures
            let district = db.Districts.FirstOrDefault(row => row.Id == venture.DistrictId)
            where venture.OperatorPartyId != null
            orderby district.Code, venture.Name
            select new VentureChoice(venture.PublicCode, venture.Name, district.NameZh, district.NameEn)).ToListAsync(stop);
    }, stop);

    /// <summary>The venture and the funds whose designation permits it; null for an unknown code.</summary>
    public Task<Result<ChosenVenture?>> Choose(
        Actor actor, string code, CancellationToken stop) => reader.Read<ChosenVenture?>(Policy, actor, async db =>
    {
        var venture = await db.Ventures.SingleOrDefaultAsync(
            row => row.PublicCode == code, stop);
        if (venture is null) return null;
        var district = await db.Districts.SingleOrDefaultAsync(
            row => row.Id == venture.DistrictId, stop);
        var proposal = await db.Proposals.Where(row => row.Id == venture.ProposalId)
            .Select(row => row.Title).SingleOrDefaultAsync(stop);
        var payee = await (
            from party in db.Parties
            join account in db.PayeeBankAccounts on party.Id equals account.PartyId
            where party.Id == venture.OperatorPartyId
            orderby account.Id descending
            select new CasePayee(party.Name, party.Fictional, party.UnifiedBusinessNumber, account.Holder, account.BankCode,
                account.AccountNumber)).FirstOrDefaultAsync(stop);
        var operatorName = await db.Parties.Where(party => party.Id == venture.OperatorPartyId)
            .Select(party => party.Name).SingleOrDefaultAsync(stop);
        var funds = await (
            from fund in db.Funds
            join balance in db.FundBalances on fund.Id equals balance.FundId
            orderby fund.Code
            select new { Fund = fund, Available = balance.Spendable - balance.Encumbered }).ToListAsync(stop);
        return new ChosenVenture(
            new VentureChoice(venture.PublicCode, venture.Name, district?.NameZh, district?.NameEn), venture.Kind, proposal, operatorName,
                payee,
            [
                .. funds.Where(row => DisbursementRules.Permits(row.Fund.ToDomain(), venture))
                    .Select(row =>
                        new FundWithMoney(row.Fund.Code, row.Fund.NameZh, row.Fund.NameEn, new Money(row.Available, books.Currency))),
            ]);
    }, stop);
}
