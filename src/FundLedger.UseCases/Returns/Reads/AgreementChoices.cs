using FundLedger.Data.Engines;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Returns.Reads;

/// <summary>A paid income-share disbursement that has no return agreement yet.</summary>
public sealed record PaidCase(string Code, string Venture, Money Amount, string FundZh, string FundEn);

public sealed record ReturnFundChoice(string Code, string NameZh, string NameEn);

/// <summary>What can be chosen on the form for a new agreement.</summary>
public sealed class AgreementChoices(LedgerDbFactory factory, ServedAccount books)
{
    public async Task<IReadOnlyList<PaidCase>> Cases(CancellationToken stop)
    {
        await using var db = factory.Create();
        var rows = await (
            from found in db.Disbursements
            join venture in db.Ventures on new { found.DedicatedAccountId, Id = found.VentureId } equals new { venture.DedicatedAccountId, venture.Id }
            join fund in db.Funds on new { found.DedicatedAccountId, Id = found.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            where found.DedicatedAccountId == books.Id && found.State == DisbursementState.Paid && found.Instrument == Instrument.IncomeShare
                && !db.ReturnAgreements.Any(agreement => agreement.DedicatedAccountId == books.Id && agreement.DisbursementId == found.Id)
            orderby found.Id
            select new { found.PublicCode, venture.Name, found.Amount, fund.NameZh, fund.NameEn }).ToListAsync(stop);
        return [.. rows.Select(row => new PaidCase(row.PublicCode, row.Name, new Money(row.Amount, books.Currency), row.NameZh, row.NameEn))];
    }

    public async Task<IReadOnlyList<ReturnFundChoice>> Funds(CancellationToken stop)
    {
        await using var db = factory.Create();
        return await db.Funds.Where(fund => fund.DedicatedAccountId == books.Id && fund.Source == SourceKind.Returns)
            .OrderBy(fund => fund.Code).Select(fund => new ReturnFundChoice(fund.Code, fund.NameZh, fund.NameEn)).ToListAsync(stop);
    }

    /// <summary>The returns fund with the designation of the fund that paid: the default return clause. Null when there is none.</summary>
    public async Task<string?> FundOfSameDesignation(string disbursement, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await (
            from found in db.Disbursements
            join paid in db.Funds on new { found.DedicatedAccountId, Id = found.FundId } equals new { paid.DedicatedAccountId, paid.Id }
            join fund in db.Funds on paid.DedicatedAccountId equals fund.DedicatedAccountId
            where found.DedicatedAccountId == books.Id && found.PublicCode == disbursement && fund.Source == SourceKind.Returns
                && fund.Designation == paid.Designation && fund.DesignationId == paid.DesignationId
            orderby fund.Code
            select fund.Code).FirstOrDefaultAsync(stop);
    }
}
