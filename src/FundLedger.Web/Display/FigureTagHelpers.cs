using System.Globalization;
using FundLedger.Domain.Ledger;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>
/// <c>&lt;money of="@amount" /&gt;</c>: grouped figures, zero in a cell of figures as a dash; with <c>short="true"</c> in 億/萬 with the
/// exact figure as title.
/// </summary>
[HtmlTargetElement("money", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MoneyTagHelper : TagHelper
{
    public Money? Of { get; set; }

    public bool Short { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        if (Of is not { } amount)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "data";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("value", amount.ToString());
        output.Attributes.SetAttribute("class", amount.IsNegative ? "figure negative" : "figure");
        if (Short) output.Attributes.SetAttribute("title", Wording.Money(amount));
        var dash = amount.IsZero && context.Items.ContainsKey(AmountCellTagHelper.Mark);
        output.Content.SetContent(dash ? "–" : Short ? Wording.ShortMoney(amount) : Wording.Money(amount));
    }
}

/// <summary><c>&lt;day of="@date" /&gt;</c>: the date in the reader's calendar, ISO in the markup.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DayTagHelper : TagHelper
{
    public LocalDate? Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Of is not { } date)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Wording.Iso(date));
        output.Attributes.SetAttribute("class", "figure");
        output.Content.SetContent(Wording.Date(date));
    }
}

/// <summary><c>&lt;moment of="@instant" /&gt;</c>: date and time in Taipei.</summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MomentTagHelper : TagHelper
{
    public Instant? Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Of is not { } instant)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", instant.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("class", "figure");
        output.Content.SetContent(Wording.Time(instant));
    }
}
