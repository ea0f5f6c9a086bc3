using FundLedger.Domain.Disbursements;
using FundLedger.Web.Display;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>The badge's colour class of a state.</summary>
internal static class StateColours
{
    public static string Of(DisbursementState state) => Colours.Of(DisbursementWorkflow.Table.Row(state).Meaning);
}
