using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Returns.Reads;

/// <summary>A paid income-share disbursement that has no return agreement yet.</summary>
public sealed record PaidCase(string Code, string Venture, Money Amount, string FundZh, string FundEn);

public sealed record ReturnFundChoice(string Code, string NameZh, string NameEn);

/// <summary>What can be chosen on the form for a new agreement.</summary>
public sealed class AgreementChoices(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManageReturns;

    public Task<Result<IReadOnlyList<PaidCase>>> Cases(
        Actor actor, CancellationToken stop) => reader.Read<IReadOnlyList<PaidCase>>(Policy, actor, async db =>
    {
        var paid = DisbursementWorkflow.Table.WithMoney(MoneyStage.Paid);
        var rows = await (
            from disbursement in db.Disbursements
            join venture in db.Ventures on disbursement.VentureId equals venture.Id
            join fund in db.Funds on disbursement.FundId equals fund.Id
            where paid.Contains(disbursement.State) && disbursement.Instrument == Instrument.IncomeShare
                && !db.ReturnAgreements.Any(agreement => agreement.DisbursementId == disbursement.Id)
            orderby disbursement.Id
            select new { disbursement.PublicCode, venture.Name, disbursement.Amount, fund.NameZh, fund.NameEn }).ToListAsync(stop);
        return [.. rows.Select(
            row => new PaidCase(row.PublicCode, row.Name, new Money(row.Amount, books.Currency), row.NameZh, row.NameEn))];
    }, stop);

    public Task<Result<IReadOnlyList<ReturnFundChoice>>> Funds(
        Actor actor, CancellationToken stop) => reader.Read<IReadOnlyList<ReturnFundChoice>>(Policy, actor, async db =>
    {
        return await db.Funds.Where(fund => fund.Source == SourceKind.Returns)
            .OrderBy(fund => fund.Code).Select(fund => new ReturnFundChoice(fund.Code, fund.NameZh, fund.NameEn)).ToListAsync(stop);
    }, stop);

    /// <summary>The returns fund with the designation of the fund that paid: the default return clause. Null when there is none.</summary>
    public Task<Result<string?>> FundOfSameDesignation(
        Actor actor, string disbursement, CancellationToken stop) => reader.Read<string?>(Policy, actor, async db =>
    {
        return await (
            from row in db.Disbursements
            join paid in db.Funds on row.FundId equals paid.Id
            from fund in db.Funds
            where row.PublicCode == disbursement && fund.Source == SourceKind.Returns
                && fund.Designation == paid.Designation && fund.DesignationId == paid.DesignationId
            orderby fund.Code
            select fund.Code).FirstOrDefaultAsync(stop);
    }, stop);
}
