using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Disbursements;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>Disbursements: each step by its own person, some days apart, as far as the case's fate lets it come.</summary>
public sealed class DemoMoneyOut(DemoOffice office, DemoBooks books, DemoBank bank)
{
    private const int DaysBetweenSteps = 3;

    /// <summary>A step by its own person. The revision is the one that person sees: authorizing makes two steps at once.</summary>
    private sealed record Stage(DisbursementTrigger Trigger, DemoPerson Person, int Revision, int Hour, string? Reason = null);

    private static readonly Stage Submit = new(DisbursementTrigger.Submit, DemoPeople.Requester, 0, 10);
    private static readonly Stage Certify = new(DisbursementTrigger.Certify, DemoPeople.Certifier, 1, 11);
    private static readonly Stage Authorize = new(DisbursementTrigger.Authorize, DemoPeople.Authorizer, 2, 14);
    private static readonly Stage Release = new(DisbursementTrigger.Release, DemoPeople.Cashier, 4, 15);

    public void Schedule(DemoTimeline timeline)
    {
        foreach (var one in DemoCases.All) Schedule(timeline, one);
    }

    /// <summary>The day the bank pays a case that is paid.</summary>
    public static LocalDate PaidOn(DemoCase one) => DemoTimeline.Workday(one.RequestedOn!.Value.PlusDays((DaysBetweenSteps * 4) + 2));

    private void Schedule(DemoTimeline timeline, DemoCase one)
    {
        var stages = Stages(one.Fate);
        // A finished case steps forward from its request, a waiting one backward from the story's end.
        LocalDate Day(int step) => one.RequestedOn is { } requested
            ? DemoTimeline.Workday(requested.PlusDays(step * DaysBetweenSteps))
            : DemoTimeline.WorkdayBefore(
                timeline.Today.PlusDays(-one.WaitingDays - ((LastStep(one.Fate, stages) - step) * DaysBetweenSteps)));

        string? code = null;
        timeline.Add(DemoTimeline.At(Day(0), 9, 30), one.Key, async stop => code = await Draft(one, stop));
        for (var step = 0; step < stages.Count; step++)
        {
            var stage = stages[step];
            timeline.Add(DemoTimeline.At(Day(step), stage.Hour), one.Key, stop => Move(one, code!, stage, stop));
        }

        if (one.Fate is not (DemoFate.Paid or DemoFate.InTransit or DemoFate.PaymentReturned)) return;
        timeline.Add(DemoTimeline.At(Day(stages.Count), 16), one.Key, stop => Export(one, code!, stop));
        if (one.Fate == DemoFate.InTransit) return;
        timeline.Add(DemoTimeline.At(PaidOn(one), 17), one.Key, stop => PayAtBank(one, code!, stop));
        if (one.Fate == DemoFate.PaymentReturned) ScheduleBounce(timeline, one, () => code!);
    }

    /// <summary>Three days later the bank gives the payment back; the reconciler says so once the month's statement is here.</summary>
    private void ScheduleBounce(DemoTimeline timeline, DemoCase one, Func<string> code)
    {
        const string Narrative = "(虛構) 退匯：受款帳號不符";
        var back = DemoTimeline.Workday(PaidOn(one).PlusDays(3));
        timeline.Add(DemoTimeline.At(back, 17), one.Key, _ =>
        {
            bank.Move(AccountOf(one), back, one.Wan * DemoMoneyIn.Wan, "", "示範銀行(虛構)", Narrative);
            return Task.CompletedTask;
        });
        timeline.Add(DemoMonthEnds.ImportedAt(back.ToYearMonth()) + Duration.FromMinutes(45), one.Key, async stop =>
        {
            await using var db = office.Read();
            var line = await db.StatementLines.Where(row => row.Description == Narrative).Select(row => row.Id).SingleAsync(stop);
            var key = $"{DemoOffice.KeyPrefix}case:{one.Key}:bounced";
            var part = new PartExplanation(LinePartKind.BouncedPayment) { Reference = code() };
            DemoOffice.Done(
                key, await office.ExplainLine.Run(new LineExplanation(key, line, [part]), office.Actor(DemoPeople.Reconciler), stop));
        });
    }

    private static int LastStep(DemoFate fate, List<Stage> stages) =>
        fate == DemoFate.InTransit ? stages.Count : Math.Max(0, stages.Count - 1);

    private static List<Stage> Stages(DemoFate fate) => fate switch
    {
        DemoFate.Drafted => [],
        DemoFate.Submitted => [Submit],
        DemoFate.Certified => [Submit, Certify],
        DemoFate.Encumbered => [Submit, Certify, Authorize],
        DemoFate.Released or DemoFate.InTransit or DemoFate.Paid or DemoFate.PaymentReturned => [Submit, Certify, Authorize, Release],
        DemoFate.Returned => [Submit, new(DisbursementTrigger.Return, DemoPeople.Certifier, 1, 11, "(虛構) 請補附三家估價單")],
        DemoFate.Rejected => [Submit, Certify, new(DisbursementTrigger.Reject, DemoPeople.Authorizer, 2, 14, "(虛構) 與既有補助項目重複")],
        DemoFate.Cancelled =>
            [Submit, Certify, Authorize, new(DisbursementTrigger.Cancel, DemoPeople.Authorizer, 4, 14, "(虛構) 場地租約終止，提案單位同意取消")],
        _ => throw new InvalidOperationException($"Unknown fate {fate}."),
    };

    private async Task<string> Draft(DemoCase one, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}case:{one.Key}";
        return DemoOffice.Done(key, await office.RequestDisbursement.Run(
            new DisbursementRequest(
                key, books.VentureCodes[one.Venture], one.Fund, Money.Twd(one.Wan * DemoMoneyIn.Wan), one.Instrument, one.Purpose),
            office.Actor(DemoPeople.Requester), stop));
    }

    private async Task Move(DemoCase one, string code, Stage stage, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}case:{one.Key}:{stage.Trigger}";
        DemoOffice.Done(key, await office.AdvanceDisbursement.Run(
            new DisbursementStepRequest(key, code, stage.Trigger, stage.Revision, stage.Reason), office.Actor(stage.Person), stop));
    }

    private async Task Export(DemoCase one, string code, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}case:{one.Key}:export";
        DemoOffice.Done(key, await office.ExportPaymentFile.Run(
            new PaymentFileRequest(key, AccountOf(one).Code, [code]), office.Actor(DemoPeople.Cashier), stop));
    }

    private async Task PayAtBank(DemoCase one, string code, CancellationToken stop)
    {
        await using var db = office.Read();
        var id = await db.Disbursements
            .Where(disbursement => disbursement.PublicCode == code).Select(disbursement => disbursement.Id).SingleAsync(stop);
        var party = DemoProposals.Ventures.Single(venture => venture.Key == one.Venture).Operator;
        bank.Move(
            AccountOf(one), PaidOn(one), -one.Wan * DemoMoneyIn.Wan, PaymentReference.Of(
                new DocumentReference(DocumentKind.Disbursement, id)),
            DemoParties.All.Single(row => row.Key == party).Name, one.Purpose);
    }

    /// <summary>What came back is spent again from the account it came back to.</summary>
    private static DemoAccount AccountOf(DemoCase one) =>
        one.Fund.StartsWith("RET-", StringComparison.Ordinal) ? DemoBank.Returns : DemoBank.Main;
}
