using System.Globalization;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>Contributions: pledged at the desk, then paid at the bank.</summary>
public sealed class DemoMoneyIn(DemoOffice office, DemoBooks books, DemoBank bank)
{
    /// <summary>Days between a draw-down's request and the working meeting.</summary>
    private const int DaysToMeeting = 20;

    public const long Wan = 10_000;
    private static readonly long[] Halves = [60, 40];

    public void Schedule(DemoTimeline timeline)
    {
        foreach (var contribution in DemoContributions.Until(timeline.Today)) Schedule(timeline, contribution);
        var agreed = new LocalDate(2025, 8, 18);
        timeline.Add(DemoTimeline.At(agreed, 11), "redesignate", stop => Redesignate(agreed, stop));
        ScheduleOpenDrawDowns(timeline);
    }

    /// <summary>One draw-down that the working meeting did not approve, and one that waits for it.</summary>
    private void ScheduleOpenDrawDowns(DemoTimeline timeline)
    {
        string? refused = null;
        var requested = new LocalDate(2025, 6, 9);
        timeline.Add(DemoTimeline.At(requested, 9), "draw-down:rejected", async stop =>
            refused = await RequestDrawDown(
                "draw-down:rejected", DemoParties.Ndc, "CEN-NDC-114", 200, "(虛構) 114 年度追加動支，工項未定", stop));
        timeline.Add(DemoTimeline.At(requested.PlusDays(16), 9), "draw-down:rejected", stop => DecideDrawDown(
            "draw-down:rejected", refused!, DrawDownTrigger.Reject, "(虛構) 工作會議決議：工項及經費明細補正後再提", stop));
        var latest = DemoTimeline.WorkdayBefore(timeline.Today.PlusDays(-6));
        // After its term the budget of 114 is not drawn on any more.
        if (latest > new LocalDate(2026, 12, 31)) return;
        timeline.Add(DemoTimeline.At(latest, 9), "draw-down:waiting", stop =>
            RequestDrawDown("draw-down:waiting", DemoParties.Ndc, "CEN-NDC-114", 150, "(虛構) 114 年度第二期動支", stop));
    }

    /// <summary>A donor agrees that part of an undesignated gift goes to Heping, after a typhoon.</summary>
    private async Task Redesignate(LocalDate agreed, CancellationToken stop)
    {
        const string Key = DemoOffice.KeyPrefix + "redesignate";
        var donor = books.Parties["CEDAR"];
        await using var db = office.Read();
        var lot = await (
            from row in db.Lots
            join gift in db.Contributions on row.DocumentId equals gift.Id
            where row.Kind == LotKind.Contribution && gift.PayerPartyId == donor && row.Remaining >= 30 * Wan
            orderby row.Id descending
            select new { row.Id, gift.PublicCode }).FirstAsync(stop);
        DemoOffice.Done(Key, await office.RedesignateGift.Run(
            new RedesignationRequest(
                Key, lot.PublicCode, lot.Id, "DON-HEPING", Money.Twd(30 * Wan), "(虛構) 捐贈人來函同意改指定和平區風災復原", agreed),
            office.Actor(DemoPeople.Finance), dryRun: false, stop));
    }

    private void Schedule(DemoTimeline timeline, DemoContribution contribution)
    {
        BookedContribution? booked = null;
        if (contribution.Approval is { } approval)
        {
            string? code = null;
            var requested = DemoTimeline.WorkdayBefore(contribution.PledgedOn.PlusDays(-DaysToMeeting));
            timeline.Add(DemoTimeline.At(requested, 10), contribution.Key, async stop => code = await RequestDrawDown(
                contribution.Key, contribution.Payer, contribution.Funds[0], contribution.Wan, contribution.Description, stop));
            timeline.Add(DemoTimeline.At(contribution.PledgedOn, 10), contribution.Key, async stop => booked = await DecideDrawDown(
                contribution.Key, code!, DrawDownTrigger.Approve, approval, stop));
        }
        else
        {
            timeline.Add(
                DemoTimeline.At(contribution.PledgedOn, 10), contribution.Key, async stop => booked = await Book(contribution, stop));
        }

        if (contribution.CancelledOn is { } cancelled)
        {
            timeline.Add(DemoTimeline.At(cancelled, 11), contribution.Key, stop => Cancel(contribution, booked!, stop));
            return;
        }

        timeline.Add(DemoTimeline.At(contribution.PaidOn, 12), contribution.Key, _ =>
        {
            bank.Move(
                DemoBank.Main, contribution.PaidOn, contribution.Wan * Wan,
                contribution.WithoutReference ? "" : Quoted(contribution, booked!), PayerName(contribution), Narrative(contribution));
            return Task.CompletedTask;
        });
        if (contribution.WithoutReference)
        {
            var explained = DemoTimeline.Workday(contribution.PaidOn.PlusMonths(1).With(DateAdjusters.DayOfMonth(12)));
            timeline.Add(DemoTimeline.At(explained, 14), contribution.Key, stop => Explain(contribution, booked!, stop));
        }
    }

    private async Task<BookedContribution> Book(DemoContribution contribution, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}{contribution.Key}";
        var amount = Money.Twd(contribution.Wan * Wan);
        var shares = amount.Split(contribution.Funds.Count == 1 ? [1] : Halves);
        return DemoOffice.Done(key, await office.BookContribution.Run(
            new ContributionRequest(
                key, contribution.Kind, books.Parties[contribution.Payer], amount,
                contribution.Funds.Select((fund, index) => new ContributionPart(fund, shares[index].MinorUnits)).ToArray(),
                contribution.PledgedOn, contribution.Description),
            office.Actor(DemoPeople.Finance), stop));
    }

    private async Task<string> RequestDrawDown(
        string name, string payer, string fund, int wan, string description, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}{name}:request";
        return DemoOffice.Done(key, await office.RequestDrawDown.Run(
            new DrawDownRequest(key, books.Parties[payer], Money.Twd(wan * Wan), [new ContributionPart(fund, wan * Wan)], description),
            office.Actor(DemoPeople.Finance), stop));
    }

    private async Task<BookedContribution?> DecideDrawDown(
        string name, string code, DrawDownTrigger trigger, string reason, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}{name}:decide";
        return DemoOffice.Done(key, await office.DecideDrawDown.Run(
            new DrawDownStepRequest(key, code, trigger, null, reason), office.Actor(DemoPeople.Authorizer), stop)).Contribution;
    }

    private async Task Cancel(DemoContribution contribution, BookedContribution booked, CancellationToken stop)
    {
        var key = $"{DemoOffice.KeyPrefix}{contribution.Key}:cancel";
        DemoOffice.Done(key, await office.CancelContribution.Run(
            new CancellationRequest(key, booked.PublicCode, "(虛構) 捐贈人來函撤回"), office.Actor(DemoPeople.Finance), stop));
    }

    private async Task Explain(DemoContribution contribution, BookedContribution booked, CancellationToken stop)
    {
        await using var db = office.Read();
        var narrative = Narrative(contribution);
        var line = await db.StatementLines
            .Where(row => row.Description == narrative).Select(row => row.Id).SingleAsync(stop);
        var key = $"{DemoOffice.KeyPrefix}{contribution.Key}:explain";
        DemoOffice.Done(key, await office.ExplainLine.Run(
            LineExplanation.ByReference(key, line, booked.PaymentReference), office.Actor(DemoPeople.Reconciler), stop));
    }

    /// <summary>One company pays to the virtual account of each gift, since there are any.</summary>
    private static string Quoted(DemoContribution contribution, BookedContribution booked) =>
        contribution.Payer == DemoParties.Mist && booked.VirtualAccountNumber is { } number ? number : booked.PaymentReference;

    private static string PayerName(DemoContribution contribution) =>
        DemoParties.All.Single(party => party.Key == contribution.Payer).Name;

    private static string Narrative(DemoContribution contribution) => contribution.WithoutReference
        ? string.Create(CultureInfo.InvariantCulture, $"(虛構) 匯款未附銷帳編號 {contribution.PaidOn.Year}")
        : contribution.Description;
}
