using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Display;

/// <summary>
/// <c>&lt;filter-form filtered="…" clear="/journal"&gt;</c>: the form above a list, around the fields of its filter; its buttons
/// come after them, the one that clears only where something is filtered.
/// </summary>
[HtmlTargetElement("filter-form")]
public sealed class FilterFormTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    public bool Filtered { get; set; }

    /// <summary>The address of the list without a filter.</summary>
    public string Clear { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "form";
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("class", "filter-form d-print-none");
        output.Attributes.SetAttribute("role", "search");
        output.Attributes.SetAttribute("aria-label", words["Filter"].Value);
        output.PostContent.AppendHtml(Button("button", "btn btn-primary", words["Filter"]));
        if (!Filtered) return;
        var clear = Button("a", "btn", words["ClearFilter"]);
        clear.Attributes["href"] = Clear;
        output.PostContent.AppendHtml(clear);
    }

    private static TagBuilder Button(string tag, string look, string text)
    {
        var button = new TagBuilder(tag);
        button.AddCssClass(look);
        button.InnerHtml.Append(text);
        return button;
    }
}
