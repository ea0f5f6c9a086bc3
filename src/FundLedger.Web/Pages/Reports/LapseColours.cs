using FundLedger.Domain.Contributions;

namespace FundLedger.Web.Pages.Reports;

internal static class LapseColours
{
    public static string Of(LapseStage stage) => stage switch
    {
        LapseStage.Lapsed => "bg-red-lt",
        LapseStage.Within30Days => "bg-orange-lt",
        LapseStage.Within60Days or LapseStage.Within90Days => "bg-yellow-lt",
        _ => "bg-secondary-lt",
    };
}
