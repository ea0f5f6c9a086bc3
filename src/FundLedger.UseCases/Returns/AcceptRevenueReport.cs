using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Returns;

/// <summary>Accepts a venture's revenue report for a period; the share becomes a receivable.</summary>
public sealed record RevenueReport(string Key, string ExpectedReturn, Money Revenue);

public sealed class AcceptRevenueReport(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManageReturns;

    /// <summary>The amount that is due, in minor units.</summary>
    public Task<Result<long>> Run(RevenueReport request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    /// <summary>What accepting the report would post; nothing for a share of zero.</summary>
    public Task<Result<PreviewedPosting[]>> Preview(RevenueReport request, Actor actor, CancellationToken stop) =>
        ledger.Preview(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<long>> Decide(WriteSession session, RevenueReport request, CancellationToken stop)
    {
        var expected = await session.Db.ExpectedReturns.SingleOrDefaultAsync(
            expectedReturn => expectedReturn.PublicCode == request.ExpectedReturn, stop);
        if (expected is null) return ReturnRefusals.ExpectedReturnNotFound(request.ExpectedReturn);
        var agreement = await session.Db.ReturnAgreements.AsNoTracking().SingleAsync(
            row => row.Id == expected.AgreementId, stop);
        var fund = (await session.Funds(agreement.ReturnFundId))[agreement.ReturnFundId];
        var venture = await session.Db.Ventures.Where(row => row.Id == agreement.VentureId).Select(row => row.Name).SingleAsync(stop);
        var draft = expected.AcceptReport(agreement, venture, request.Revenue, fund, session.Today);
        if (draft.IsRefused) return draft.Refusal;
        if (draft.Value is not null)
        {
            var posted = await session.Post(draft.Value);
            if (posted.IsRefused) return posted.Refusal;
        }

        session.Audit("RevenueReportAccepted", expected.PublicCode, request.Revenue);
        return expected.Amount ?? 0;
    }
}
