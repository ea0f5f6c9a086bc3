using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UseCases.Returns;

/// <summary>
/// For every agreement and every period that has ended, expects a return: the venture owes a revenue report, then
/// the money. Running it again adds nothing; the database's key on agreement and period makes sure.
/// </summary>
public sealed class GenerateExpectedReturns(AuthorizedLedger ledger, IClock clock)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.RunJobs, Policies.ManageReturns);

    /// <summary>How many returns are newly expected.</summary>
    public Task<Result<int>> Run(Actor actor, CancellationToken stop)
    {
        var moment = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant());
        return ledger.Write(
            Policy, new UseCaseRequest($"expected-returns:{moment}", actor, new { moment }), session => Decide(session, stop), stop);
    }

    private static async Task<Result<int>> Decide(WriteSession session, CancellationToken stop)
    {
        // Of money that the bank gave back the venture owes nothing.
        var paid = DisbursementWorkflow.Table.WithMoney(MoneyStage.Paid);
        var agreements = await session.Db.ReturnAgreements.AsNoTracking()
            .Where(agreement => agreement.Kind == ReturnKind.IncomeShare && session.Db.Disbursements.Any(
                disbursement => disbursement.Id == agreement.DisbursementId && paid.Contains(disbursement.State)))
            .ToListAsync(stop);
        var known = (await session.Db.ExpectedReturns.AsNoTracking()
            .Select(expected => new { expected.AgreementId, expected.PeriodFrom }).ToListAsync(stop))
            .Select(expected => (expected.AgreementId, expected.PeriodFrom)).ToHashSet();
        var added = 0;
        foreach (var agreement in agreements)
        {
            foreach (var (from, to) in agreement.EndedPeriods(session.Today).Where(period => !known.Contains((agreement.Id, period.From))))
            {
                var id = session.NewId();
                session.Db.ExpectedReturns.Add(new ExpectedReturn
                {
                    DedicatedAccountId = session.AccountId,
                    Id = id,
                    PublicCode = PublicCode.New(),
                    AgreementId = agreement.Id,
                    PeriodFrom = from,
                    PeriodTo = to,
                    DueOn = to.PlusDays(agreement.GraceDays),
                    PaymentReference = PaymentReference.Of(new DocumentReference(DocumentKind.ExpectedReturn, id)),
                });
                added++;
            }
        }

        if (added > 0) session.Audit("ReturnsExpected", added);
        return added;
    }
}
