using System.Globalization;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Receipts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// The cashier issues the receipts of what has come, some days after the statements are matched; one is voided for a wrong note and
/// issued again, of another a copy is asked for. What came last still waits.
/// </summary>
public sealed class DemoReceipts(DemoOffice office)
{
    private const int DaysAfterMatching = 6;

    private static readonly YearMonth First = new(DemoContributions.FirstYear, 3);

    public void Schedule(DemoTimeline timeline)
    {
        for (var month = First; ; month = month.PlusMonths(1))
        {
            var day = DemoTimeline.Workday(month.OnDayOfMonth(1).PlusMonths(1).PlusDays(DaysAfterMatching));
            if (DemoTimeline.At(day, 11) > timeline.End) break;
            var name = string.Create(CultureInfo.InvariantCulture, $"receipts:{month.Year}-{month.Month:00}");
            timeline.Add(DemoTimeline.At(day, 11), name, stop => Issue(name, stop));
        }

        Change(timeline, new LocalDate(2025, 6, 18));
    }

    private async Task Issue(string name, CancellationToken stop)
    {
        var key = DemoOffice.KeyPrefix + name;
        DemoOffice.Done(key, await office.IssueReceipts.Run(new ReceiptsRequest(key), office.Actor(DemoPeople.Cashier), null, stop));
    }

    /// <summary>The two first receipts of the year: one voided and replaced, one copied.</summary>
    private void Change(DemoTimeline timeline, LocalDate day)
    {
        timeline.Add(DemoTimeline.At(day, 14), "receipt-void", async stop =>
        {
            const string Key = DemoOffice.KeyPrefix + "receipt-void";
            var receipt = DemoOffice.Done(Key, await office.VoidReceipt.Run(
                new VoidRequest(Key, Number(day.Year, 1), "(虛構) 捐贈人要求更正抬頭，原件已收回"), office.Actor(DemoPeople.Cashier), stop));
            await using var db = office.Read();
            var gift = await (
                from voided in db.Receipts
                join contribution in db.Contributions on voided.ContributionId equals contribution.Id
                where voided.PublicCode == receipt.Code
                select contribution.PublicCode).SingleAsync(stop);
            const string Again = DemoOffice.KeyPrefix + "receipt-again";
            DemoOffice.Done(Again, await office.IssueReceipt.Run(
                new ReceiptRequest(Again, gift), office.Actor(DemoPeople.Cashier), stop));
        });
        timeline.Add(DemoTimeline.At(day, 15), "receipt-copy", async stop =>
        {
            const string Key = DemoOffice.KeyPrefix + "receipt-copy";
            DemoOffice.Done(Key, await office.ReprintReceipt.Run(
                new ReprintRequest(Key, Number(day.Year, 2)), office.Actor(DemoPeople.Cashier), stop));
        });
    }

    private static string Number(int year, long number) =>
        new ReceiptNumber(new ReceiptSeries(year, TaxClass.GovernmentGift), number).ToString();
}
