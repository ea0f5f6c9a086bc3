using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FundLedger.Web.Display;

/// <summary>
/// <c>&lt;named name="…" code="…" /&gt;</c>: what has a name and a code, the name first and the code small behind it. A donor,
/// to whom our codes say nothing, reads the name alone.
/// </summary>
[HtmlTargetElement("named", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NamedTagHelper : TagHelper
{
    public string? Name { get; set; }

    public string? Code { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "named");
        output.Content.SetContent(string.IsNullOrEmpty(Name) ? Code : Name);
        if (string.IsNullOrEmpty(Name) || string.IsNullOrEmpty(Code) || ReadByDonor()) return;
        var code = new TagBuilder("span");
        code.AddCssClass("cell-code");
        code.InnerHtml.Append(Code);
        output.Content.Append(" ").AppendHtml(code);
    }

    private bool ReadByDonor() => SignedInPerson.Find(ViewContext.HttpContext.User) is { } person
        && person.Holds(Policies.SeeOwnContributions) && !person.Holds(Policies.SeeContributions);
}
