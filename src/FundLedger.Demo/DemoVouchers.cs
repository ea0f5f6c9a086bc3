using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// Manual vouchers: a valuation allowance of each ended year in period 13, one of a closed year that is corrected, one that was
/// a mistake and taken back, one that was rejected, and one that waits.
/// </summary>
public sealed class DemoVouchers(DemoOffice office)
{
    private const string Fund = "DON-GENERAL";

    public void Schedule(DemoTimeline timeline)
    {
        for (var year = 2022; year < timeline.Today.Year; year++)
        {
            var assessed = DemoTimeline.Workday(new LocalDate(year + 1, 1, 10));
            Add(
                timeline, assessed, $"(虛構) {year - RepublicCalendar.YearOffset} 年度投資備抵損失評估",
                20_000 + (5_000 * (year - 2022)), Approve,
                ofYear: year);
        }

        Correct(timeline, new LocalDate(2026, 3, 9), year: 2025);
        var today = timeline.Today;
        Add(timeline, DemoTimeline.WorkdayBefore(today.PlusDays(-40)), "(虛構) 備抵損失重複提列", 35_000, TakeBack);
        Add(timeline, DemoTimeline.WorkdayBefore(today.PlusDays(-20)), "(虛構) 調整備抵，未附評估表", 60_000, Reject);
        Add(timeline, DemoTimeline.WorkdayBefore(today.PlusDays(-3)), "(虛構) 第三季投資備抵損失評估", 12_000, null);
    }

    /// <param name="ofYear">The ended year it adjusts in period 13; null: booked on the day.</param>
    /// <param name="then">What the approver does the next morning; null: the voucher waits.</param>
    private void Add(
        DemoTimeline timeline, LocalDate day, string description, long dollars, Func<string, string, CancellationToken, Task>? then,
        int? ofYear = null)
    {
        string? code = null;
        var booked = ofYear is { } year ? new LocalDate(year, 12, 31) : day;
        var name = $"voucher:{description}";
        timeline.Add(
            DemoTimeline.At(day, 15), name,
            async stop => code = await Prepare(name, booked, description, dollars, ofYear is not null, stop));
        if (then is not null) timeline.Add(DemoTimeline.At(day, 16, 30), name, stop => then(name, code!, stop));
    }

    /// <summary>An allowance of a year that is closed was too high: it is taken back in the present one.</summary>
    private void Correct(DemoTimeline timeline, LocalDate day, int year)
    {
        var name = $"correct:{year}";
        timeline.Add(DemoTimeline.At(day, 15), name, async stop =>
        {
            var text = $"(虛構) {year - RepublicCalendar.YearOffset} 年度投資備抵損失評估";
            await using var db = office.Read();
            var voucher = await db.ManualVouchers.Where(row => row.Description == text)
                .Select(row => new { row.EntryFiscalYear, row.EntryNumber }).SingleAsync(stop);
            var entry = new EntryReference(voucher.EntryFiscalYear!.Value, voucher.EntryNumber!.Value);
            await TakeBack(name, entry, day, "(虛構) 事業已完成增資，前一年度備抵無須提列", stop);
        });
    }

    private async Task<string> Prepare(
        string name, LocalDate day, string description, long dollars, bool adjustment, CancellationToken stop)
    {
        var amount = new Money(dollars, office.Books.Currency);
        var key = DemoOffice.KeyPrefix + name;
        return DemoOffice.Done(key, await office.PrepareManualVoucher.Run(
            new ManualVoucherRequest(
                key, day, description,
                [
                    new VoucherLine(ChartOfAccounts.Impairment, Fund, amount),
                    new VoucherLine(ChartOfAccounts.AllowanceForLosses, Fund, -amount),
                ],
                adjustment),
            office.Actor(DemoPeople.Finance), dryRun: false, stop));
    }

    private Task Approve(string name, string code, CancellationToken stop) =>
        Decide(name, code, ManualVoucherTrigger.Approve, null, stop);

    private Task Reject(string name, string code, CancellationToken stop) =>
        Decide(name, code, ManualVoucherTrigger.Reject, "請附評估表後重新送核", stop);

    private async Task TakeBack(string name, string code, CancellationToken stop)
    {
        var booked = await Decide(name, code, ManualVoucherTrigger.Approve, null, stop);
        var today = office.Clock.GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;
        await TakeBack(name, EntryReference.Parse(booked.Entry).Value, today, "與前一張傳票重複", stop);
    }

    private async Task TakeBack(string name, EntryReference entry, LocalDate day, string reason, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}{name}:back";
        var reversal = DemoOffice.Done(key, await office.PrepareReversal.Run(
            new ReversalRequest(key, entry, day, reason), office.Actor(DemoPeople.Finance), stop));
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
