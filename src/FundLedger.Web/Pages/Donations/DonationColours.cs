using FundLedger.Domain.Donations;
using FundLedger.Web.Display;

namespace FundLedger.Web.Pages.Donations;

internal static class DonationColours
{
    public static string Of(DonationState state) => state switch
    {
        DonationState.Escalated => "bg-yellow-lt",
        DonationState.Blocked => "bg-red-lt",
        _ => Colours.Of(DonationWorkflow.Table.Row(state).Meaning),
    };
}
