using FundLedger.Domain.Disbursements;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>The badge's colour class of a state; the word beside it says the same without colour.</summary>
internal static class StateColours
{
    public static string Of(DisbursementState state) => state switch
    {
        DisbursementState.Draft => "bg-secondary-lt",
        DisbursementState.Paid => "bg-green-lt",
        DisbursementState.Rejected or DisbursementState.Cancelled => "bg-red-lt",
        DisbursementState.Returned => "bg-yellow-lt",
        _ => "bg-blue-lt",
    };
}
