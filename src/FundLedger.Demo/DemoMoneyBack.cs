using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Returns;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Demo;

/// <summary>Return agreements: what ventures report each quarter and pay back.</summary>
public sealed class DemoMoneyBack(DemoOffice office, DemoBank bank)
{
    private const int MonthsInQuarter = 3;
    private const int GraceDays = 30;
    private const int ReportedAfterDays = 18;
    private const int PaidAfterDays = 26;

    public void Schedule(DemoTimeline timeline)
    {
        for (var day = new LocalDate(2022, 10, 1); day <= timeline.Today; day = day.PlusMonths(MonthsInQuarter))
        {
            timeline.Add(DemoTimeline.At(day, 6), "expected returns", async stop =>
                DemoOffice.Done("expected returns", await office.GenerateExpectedReturns.Run(office.Scheduler, stop)));
        }

        foreach (var one in DemoCases.All)
        {
            if (one.Agreement is not null) Schedule(timeline, one, one.Agreement);
        }
    }

    private void Schedule(DemoTimeline timeline, DemoCase one, DemoAgreement agreement)
    {
        string? code = null;
        timeline.Add(
            DemoTimeline.At(DemoTimeline.Workday(DemoMoneyOut.PaidOn(one).PlusDays(5)), 10), one.Key,
            async stop => code = await Record(one, agreement, stop));

        var quarters = Quarters(agreement, timeline.Today).ToArray();
        for (var index = 0; index < quarters.Length; index++)
        {
            var (from, to) = quarters[index];
            var last = index == quarters.Length - 1;
            if (last && agreement.Conduct == DemoConduct.Unreported) continue;
            var revenue = agreement.RevenueWan * DemoMoneyIn.Wan * (100 + (2 * index)) / 100;
            ExpectedReturn? expected = null;
            timeline.Add(
                DemoTimeline.At(DemoTimeline.Workday(to.PlusDays(ReportedAfterDays)), 10), one.Key,
                async stop => expected = await Report(one, code!, from, revenue, stop));
            if (last && agreement.Conduct == DemoConduct.Unpaid) continue;
            var paidOn = DemoTimeline.Workday(to.PlusDays(PaidAfterDays));
            timeline.Add(DemoTimeline.At(paidOn, 12), one.Key, _ => Pay(one, expected!, paidOn));
        }
    }

    /// <summary>Quarters that ended long enough ago for a punctual venture to have reported and paid.</summary>
    private static IEnumerable<(LocalDate From, LocalDate To)> Quarters(DemoAgreement agreement, LocalDate today)
    {
        for (var from = agreement.StartsOn; from < agreement.EndsOn; from = from.PlusMonths(MonthsInQuarter))
        {
            var to = from.PlusMonths(MonthsInQuarter).PlusDays(-1);
            if (to.PlusDays(GraceDays) >= today) yield break;
            yield return (from, to);
        }
    }

    private async Task<string> Record(DemoCase one, DemoAgreement agreement, CancellationToken stop)
    {
        await using var db = office.Read();
        var disbursement = await db.Disbursements
            .Where(row => row.Purpose == one.Purpose).Select(row => row.PublicCode).SingleAsync(stop);
        var key = $"{DemoOffice.KeyPrefix}agreement:{one.Key}";
        return DemoOffice.Done(key, await office.RecordAgreement.Run(
            new AgreementRequest(
                key, disbursement, agreement.ShareBasisPoints, MonthsInQuarter, agreement.StartsOn, agreement.EndsOn, GraceDays,
                    agreement.ReturnFund),
            office.Actor(DemoPeople.Finance), stop));
    }

    private async Task<ExpectedReturn> Report(DemoCase one, string agreement, LocalDate from, long revenue, CancellationToken stop)
    {
        var expected = await Find(agreement, from, stop);
        var key = $"{DemoOffice.KeyPrefix}report:{one.Key}:{LocalDatePattern.Iso.Format(from)}";
        DemoOffice.Done(key, await office.AcceptRevenueReport.Run(
            new RevenueReport(key, expected.PublicCode, Money.Twd(revenue)), office.Actor(DemoPeople.Finance), stop));
        return await Find(agreement, from, stop);
    }

    private async Task<ExpectedReturn> Find(string agreement, LocalDate from, CancellationToken stop)
    {
        await using var db = office.Read();
        return await (
            from expected in db.ExpectedReturns
            join owner in db.ReturnAgreements on expected.AgreementId equals owner.Id
            where owner.PublicCode == agreement && expected.PeriodFrom == @from
            select expected).SingleAsync(stop);
    }

    private Task Pay(DemoCase one, ExpectedReturn expected, LocalDate paidOn)
    {
        var party = DemoProposals.Ventures.Single(venture => venture.Key == one.Venture).Operator;
        bank.Move(
            DemoBank.Returns, paidOn, expected.Amount!.Value, expected.PaymentReference,
            DemoParties.All.Single(row => row.Key == party).Name, "(虛構) 收益分享回流");
        return Task.CompletedTask;
    }
}
