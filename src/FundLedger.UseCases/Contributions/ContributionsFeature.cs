using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.UseCases.Contributions;

public static class ContributionsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(BookContribution), typeof(ImportContributions), typeof(CancelContribution), typeof(RedesignateGift), typeof(AddPayer),
            typeof(RequestDrawDown), typeof(DecideDrawDown), typeof(DrawDownList), typeof(DrawDownCase),
            typeof(RefundContribution), typeof(DecideGiftRefund), typeof(GiftRefunds),
            typeof(ContributionList), typeof(ContributionDetails), typeof(ContributionChoices), typeof(ContributionChanges),
            typeof(PaymentLetters), typeof(LapsingNotice),
        ],
        Documents =
        [
            new(DocumentKind.Contribution, nameof(DocumentKind.Contribution), "/contributions/{0}", Policies.SeeContributions),
            new(DocumentKind.DesignationChange, nameof(DocumentKind.DesignationChange), "/contributions/{0}", Policies.SeeContributions),
            new(DocumentKind.DrawDown, nameof(DocumentKind.DrawDown), "/draw-downs/{0}", Policies.SeeDrawDowns),
            new(DocumentKind.GiftRefund, nameof(DocumentKind.GiftRefund), "/contributions/{0}/refund", Policies.SeeContributions),
        ],
        Work =
        [
            new("WorkDrawDowns", WorkKind.Waiting, Policies.ApproveDrawDown, "/draw-downs?mine=true", DrawDownList.Waiting),
            new("WorkGiftRefunds", WorkKind.Waiting, Policies.DecideDonation, "/contributions", ContributionsWork.WaitingRefunds),
            new("WorkLatePledges", WorkKind.Wrong, Policies.SeeContributions, "/contributions?state=Expected",
                ContributionsWork.LatePledges),
            new("WorkLapsing", WorkKind.Wrong, Policies.SeeReports, "/reports/lapsing", LapsingNotice.Find),
        ],
        Jobs =
        [
            new("lapsing", "JobLapsing", "0 7 * * *", async (services, scheduler, stop) =>
                (await services.GetRequiredService<LapsingNotice>().Read(scheduler, stop)).Select(notice => notice.Message())),
        ],
        Menu =
        [
            new("Contributions", "/contributions", Policies.SeeOwnContributions, 20, MenuGroup.Income),
            new("DrawDowns", "/draw-downs", Policies.SeeDrawDowns, 28, MenuGroup.Income),
            new("Allocations", "/reports/allocations", Policies.SeeReports, 85, MenuGroup.Reports),
            new("Lapsing", "/reports/lapsing", Policies.SeeReports, 86, MenuGroup.Reports),
        ],
    };
}
