using FundLedger.Data.Engines;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Disbursements.Reads;

/// <summary>A venture that can be asked for.</summary>
public sealed record VentureChoice(string Code, string Name, string? DistrictZh, string? DistrictEn);

/// <summary>A fund that permits the chosen venture.</summary>
public sealed record FundWithMoney(string Code, string NameZh, string NameEn, Money Available);

/// <summary>The venture a request is for, with what the requester should see before asking.</summary>
/// <param name="Payee">The operator who is paid; null while nobody is named or no bank account is entered.</param>
public sealed record ChosenVenture(
    VentureChoice Venture, string Kind, string? Proposal, string? Operator, CasePayee? Payee, IReadOnlyList<FundWithMoney> Funds);

/// <summary>What can be chosen on the form for a new request.</summary>
public sealed class RequestChoices(LedgerDbFactory factory, ServedAccount books)
{
    public async Task<IReadOnlyList<VentureChoice>> Ventures(CancellationToken stop)
    {
        await using var db = factory.Create();
        return await (
            from venture in db.Ventures
            let district = db.Districts.FirstOrDefault(found => found.DedicatedAccountId == books.Id && found.Id == venture.DistrictId)
            where venture.DedicatedAccountId == books.Id && venture.OperatorPartyId != null
            orderby district.Code, venture.Name
            select new VentureChoice(venture.PublicCode, venture.Name, district.NameZh, district.NameEn)).ToListAsync(stop);
    }

    /// <summary>The venture and the funds whose designation permits it; null for an unknown code.</summary>
    public async Task<ChosenVenture?> Choose(string code, CancellationToken stop)
    {
        await using var db = factory.Create();
        var venture = await db.Ventures.AsNoTracking().SingleOrDefaultAsync(
            found => found.DedicatedAccountId == books.Id && found.PublicCode == code, stop);
        if (venture is null) return null;
        var district = await db.Districts.AsNoTracking().SingleOrDefaultAsync(
            found => found.DedicatedAccountId == books.Id && found.Id == venture.DistrictId, stop);
        var proposal = await db.Proposals.Where(found => found.DedicatedAccountId == books.Id && found.Id == venture.ProposalId)
            .Select(found => found.Title).SingleOrDefaultAsync(stop);
        var payee = await (
            from party in db.Parties
            join account in db.PayeeBankAccounts on new { party.DedicatedAccountId, party.Id } equals new { account.DedicatedAccountId, Id = account.PartyId }
            where party.DedicatedAccountId == books.Id && party.Id == venture.OperatorPartyId
            orderby account.Id descending
            select new CasePayee(party.Name, party.Fictional, party.UnifiedBusinessNumber, account.Holder, account.BankCode, account.AccountNumber)).FirstOrDefaultAsync(stop);
        var operatorName = await db.Parties.Where(party => party.DedicatedAccountId == books.Id && party.Id == venture.OperatorPartyId)
            .Select(party => party.Name).SingleOrDefaultAsync(stop);
        var funds = await (
            from fund in db.Funds
            join balance in db.FundBalances on new { fund.DedicatedAccountId, fund.Id } equals new { balance.DedicatedAccountId, Id = balance.FundId }
            where fund.DedicatedAccountId == books.Id
            orderby fund.Code
            select new { Fund = fund, Available = balance.Spendable - balance.Encumbered }).ToListAsync(stop);
        return new ChosenVenture(
            new VentureChoice(venture.PublicCode, venture.Name, district?.NameZh, district?.NameEn), venture.Kind, proposal, operatorName, payee,
            [
                .. funds.Where(row => DisbursementRules.Permits(row.Fund.ToDomain(), venture))
                    .Select(row => new FundWithMoney(row.Fund.Code, row.Fund.NameZh, row.Fund.NameEn, new Money(row.Available, books.Currency))),
            ]);
    }
}
