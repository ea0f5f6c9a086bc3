using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FundLedger.Web.Display;

/// <summary>
/// <c>&lt;a policy="SeeJournal" href="…"&gt;</c>: a link for those whose roles hold the policy, plain text for the others,
/// so that no one is led to a page that refuses them.
/// </summary>
[HtmlTargetElement("a", Attributes = "policy")]
public sealed class PolicyLinkTagHelper : TagHelper
{
    public string Policy { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!Policies.Exists(Policy)) throw new InvalidOperationException($"The link states the unknown policy '{Policy}'.");
        if (SignedInPerson.Find(ViewContext.HttpContext.User)?.Holds(Policy) == true) return;
        output.TagName = "span";
        output.Attributes.RemoveAll("href");
    }
}
