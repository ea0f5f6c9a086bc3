using FundLedger.UseCases;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>
/// <c>&lt;input date-entry …&gt;</c>: a field that takes a date in either calendar. Today is its example; with script it has a
/// picker beside it and says which day it understood.
/// </summary>
[HtmlTargetElement("input", Attributes = Mark, TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateEntryTagHelper(IClock clock, IStringLocalizer<Words> words) : TagHelper
{
    private const string Mark = "date-entry";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Attributes.RemoveAll(Mark);
        output.Attributes.SetAttribute("type", "text");
        output.Attributes.SetAttribute("class", $"form-control date-entry {output.Attributes["class"]?.Value}".Trim());
        output.Attributes.SetAttribute("autocomplete", "off");
        output.Attributes.SetAttribute("placeholder", Wording.ShortDate(clock.Today()));
        output.Attributes.SetAttribute("data-picker", words["PickDate"].Value);
    }
}
