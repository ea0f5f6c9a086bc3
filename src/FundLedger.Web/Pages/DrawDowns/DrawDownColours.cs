using FundLedger.Domain.Contributions;
using FundLedger.Web.Display;

namespace FundLedger.Web.Pages.DrawDowns;

/// <summary>The badge's colour class of a state.</summary>
internal static class DrawDownColours
{
    public static string Of(DrawDownState state) => Colours.Of(DrawDownWorkflow.Table.Row(state).Meaning);
}
