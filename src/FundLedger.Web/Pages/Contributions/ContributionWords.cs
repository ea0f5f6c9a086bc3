using FundLedger.Domain.Contributions;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>How states and references of contributions look; colour never carries a meaning alone.</summary>
internal static class ContributionWords
{
    public static string Badge(ContributionState state) => state switch
    {
        ContributionState.Expected => "bg-yellow-lt",
        ContributionState.Received => "bg-green-lt",
        _ => "bg-secondary-lt",
    };

    /// <summary>Four by four, as ISO 11649 prints it; banks take it with or without the spaces.</summary>
    public static string Grouped(string reference) => string.Join(' ', reference.Chunk(4).Select(part => new string(part)));
}
