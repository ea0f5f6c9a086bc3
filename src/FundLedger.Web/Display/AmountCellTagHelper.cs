using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FundLedger.Web.Display;

/// <summary>
/// <c>&lt;td class="amount"&gt;</c>: a cell of a table of figures. A zero in it is a dash, so that what is there stands out;
/// its value is in the markup all the same.
/// </summary>
[HtmlTargetElement("td", Attributes = "[class^=amount]")]
public sealed class AmountCellTagHelper : TagHelper
{
    /// <summary>Under which <see cref="MoneyTagHelper"/> finds out that it stands in such a cell.</summary>
    internal static readonly object Mark = new();

    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[Mark] = Mark;
    }
}
