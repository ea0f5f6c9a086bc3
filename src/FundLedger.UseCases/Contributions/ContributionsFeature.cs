using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions.Reads;

namespace FundLedger.UseCases.Contributions;

public static class ContributionsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(BookContribution), typeof(CancelContribution), typeof(RedesignateGift), typeof(RefundContribution),
            typeof(DecideGiftRefund), typeof(GiftRefunds), typeof(AddPayer),
            typeof(ContributionList), typeof(ContributionDetails), typeof(ContributionChoices), typeof(ContributionChanges),
        ],
        Documents =
        [
            new(DocumentKind.Contribution, nameof(DocumentKind.Contribution), "/contributions/{0}", Policies.SeeContributions),
            new(DocumentKind.DesignationChange, nameof(DocumentKind.DesignationChange), "/contributions/{0}", Policies.SeeContributions),
            new(DocumentKind.GiftRefund, nameof(DocumentKind.GiftRefund), "/contributions/{0}/refund", Policies.SeeContributions),
        ],
        Work =
        [
            new("WorkGiftRefunds", WorkKind.Waiting, Policies.DecideDonation, "/contributions", ContributionsWork.WaitingRefunds),
            new("WorkLatePledges", WorkKind.Wrong, Policies.SeeContributions, "/contributions?state=Expected",
                ContributionsWork.LatePledges),
        ],
        Menu =
        [
            new("Contributions", "/contributions", Policies.SeeOwnContributions, 20, MenuGroup.Income),
            new("Allocations", "/reports/allocations", Policies.SeeReports, 85, MenuGroup.Reports),
        ],
    };
}
