using FundLedger.Domain.Vouchers;
using FundLedger.Web.Display;

namespace FundLedger.Web.Pages.Vouchers;

/// <summary>The badge's colour class of a state.</summary>
internal static class VoucherColours
{
    public static string Of(ManualVoucherState state) => Colours.Of(ManualVoucherWorkflow.Table.Row(state).Meaning);
}
