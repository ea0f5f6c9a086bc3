using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Workflow;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>The badge's colour class of a state; the word beside it means the same without colour.</summary>
internal static class StateColours
{
    public static string Of(DisbursementState state) => DisbursementWorkflow.Table.Row(state).Meaning switch
    {
        StateMeaning.Draft => "bg-secondary-lt",
        StateMeaning.Completed => "bg-green-lt",
        StateMeaning.Stopped => "bg-red-lt",
        StateMeaning.SentBack => "bg-yellow-lt",
        _ => "bg-blue-lt",
    };
}
