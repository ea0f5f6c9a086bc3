using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Vouchers;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// Manual vouchers: a valuation allowance at each year's end, one that was a mistake and taken back, one that was rejected,
/// and one that waits.
/// </summary>
public sealed class DemoVouchers(DemoOffice office)
{
    private const string Fund = "DON-GENERAL";

    /// <summary>What a year of the Republic lacks.</summary>
    private const int YearOffset = 1911;

    public void Schedule(DemoTimeline timeline)
    {
        for (var year = 2022; year < timeline.Today.Year; year++)
        {
            var last = DemoTimeline.WorkdayBefore(new LocalDate(year, 12, 31));
            Add(timeline, last, $"(虛構) {year - YearOffset} 年度投資備抵損失評估", 20_000 + (5_000 * (year - 2022)), Approve);
        }

        var today = timeline.Today;
        Add(timeline, DemoTimeline.WorkdayBefore(today.PlusDays(-40)), "(虛構) 備抵損失重複提列", 35_000, TakeBack);
        Add(timeline, DemoTimeline.WorkdayBefore(today.PlusDays(-20)), "(虛構) 調整備抵，未附評估表", 60_000, Reject);
        Add(timeline, DemoTimeline.WorkdayBefore(today.PlusDays(-3)), "(虛構) 第三季投資備抵損失評估", 12_000, null);
    }

    /// <param name="then">What the approver does the next morning; null: the voucher waits.</param>
    private void Add(
        DemoTimeline timeline, LocalDate day, string description, long dollars, Func<string, string, CancellationToken, Task>? then)
    {
        string? code = null;
        var name = $"voucher:{description}";
        timeline.Add(DemoTimeline.At(day, 15), name, async stop => code = await Prepare(name, day, description, dollars, stop));
        if (then is not null) timeline.Add(DemoTimeline.At(day, 16, 30), name, stop => then(name, code!, stop));
    }

    private async Task<string> Prepare(string name, LocalDate day, string description, long dollars, CancellationToken stop)
    {
        var amount = new Money(dollars, office.Books.Currency);
        var key = DemoOffice.KeyPrefix + name;
        return DemoOffice.Done(key, await office.PrepareManualVoucher.Run(
            new ManualVoucherRequest(
                key, day, description,
                [
                    new VoucherLine(ChartOfAccounts.Impairment, Fund, amount),
                    new VoucherLine(ChartOfAccounts.AllowanceForLosses, Fund, -amount),
                ]),
            office.Actor(DemoPeople.Finance), dryRun: false, stop));
    }

    private Task Approve(string name, string code, CancellationToken stop) =>
        Decide(name, code, ManualVoucherTrigger.Approve, null, stop);

    private Task Reject(string name, string code, CancellationToken stop) =>
        Decide(name, code, ManualVoucherTrigger.Reject, "請附評估表後重新送核", stop);

    private async Task TakeBack(string name, string code, CancellationToken stop)
    {
        var booked = await Decide(name, code, ManualVoucherTrigger.Approve, null, stop);
        var key = $"{DemoOffice.KeyPrefix}{name}:back";
        var today = office.Clock.GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;
        var reversal = DemoOffice.Done(key, await office.PrepareReversal.Run(
            new ReversalRequest(key, EntryReference.Parse(booked.Entry).Value, today, "與前一張傳票重複"),
            office.Actor(DemoPeople.Finance), stop));
        await Decide(name + ":back", reversal, ManualVoucherTrigger.Approve, null, stop);
    }

    private async Task<DecidedVoucher> Decide(
        string name, string code, ManualVoucherTrigger trigger, string? reason, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}{name}:{trigger}";
        return DemoOffice.Done(key, await office.DecideManualVoucher.Run(
            new ManualVoucherStepRequest(key, code, trigger, null, reason), office.Actor(DemoPeople.ChiefAccountant), stop));
    }
}
