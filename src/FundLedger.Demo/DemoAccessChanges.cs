using FundLedger.Domain.People;
using FundLedger.UseCases.People;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// Access changes: a second auditor who was invited and has not come yet, a request that was rejected, one taken back, and
/// one that waits.
/// </summary>
public sealed class DemoAccessChanges(DemoOffice office)
{
    private const string Newcomer = "auditor2";

    public void Schedule(DemoTimeline timeline)
    {
        var today = timeline.Today;
        var day = DemoTimeline.WorkdayBefore(today.PlusDays(-12));
        timeline.Add(DemoTimeline.At(day, 9), "person", async stop =>
        {
            var key = DemoOffice.KeyPrefix + "person:" + Newcomer;
            DemoOffice.Done(key, await office.AddPerson.Run(
                new AddPersonRequest(key, Newcomer, "楊稽核"), office.Actor(DemoPeople.Administrator), stop));
        });
        Add(timeline, day, 10, Grant("auditor", Role.Auditor, "協助年度查核"), AccessChangeTrigger.Approve, null);
        Add(timeline, day, 11, Grant("cashier", Role.Cashier, "兼辦出納"), AccessChangeTrigger.Reject, "稽核人員不宜兼辦出納");
        Add(timeline, day, 13, Grant("reconciler", Role.Reconciler, "誤植"), AccessChangeTrigger.Withdraw, null);
        var later = DemoTimeline.WorkdayBefore(today.PlusDays(-2));
        Add(
            timeline, later, 10,
            ("company2", new AccessChangeRequest(
                "", DemoPeople.Company2.SignInName, AccessChangeKind.EndRole, Role.Company.Code, To: today.PlusDays(30), Reason: "離職")),
            null, null);
    }

    private static (string Name, AccessChangeRequest Request) Grant(string name, Role role, string reason) =>
        (name, new AccessChangeRequest("", Newcomer, AccessChangeKind.GrantRole, role.Code, Reason: reason));

    /// <param name="then">What follows half an hour later; null: the change waits.</param>
    private void Add(
        DemoTimeline timeline, LocalDate day, int hour, (string Name, AccessChangeRequest Request) asked, AccessChangeTrigger? then,
        string? reason)
    {
        string? code = null;
        var key = $"{DemoOffice.KeyPrefix}access:{asked.Name}";
        timeline.Add(DemoTimeline.At(day, hour), "access", async stop => code = DemoOffice.Done(key, await office.RequestAccessChange.Run(
            asked.Request with { Key = key }, office.Actor(DemoPeople.Administrator), stop)).Code);
        if (then is not { } trigger) return;
        var by = trigger == AccessChangeTrigger.Withdraw ? DemoPeople.Administrator : DemoPeople.SecondAdministrator;
        timeline.Add(DemoTimeline.At(day, hour, 30), "access", async stop =>
        {
            var step = $"{key}:{trigger}";
            DemoOffice.Done(step, await office.DecideAccessChange.Run(
                new AccessChangeStepRequest(step, code!, trigger, null, reason), office.Actor(by), stop));
        });
    }
}
