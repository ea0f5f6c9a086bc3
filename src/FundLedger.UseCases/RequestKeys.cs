using System.Text.RegularExpressions;
using FundLedger.Domain;

namespace FundLedger.UseCases;

/// <summary>The key a form carries from its first showing to its booking: however often it is sent, it books once.</summary>
public static partial class RequestKeys
{
    public static string New() => "web-" + PublicCode.New();

    /// <summary>Whether a form may send this back: keys of jobs and commands are not for pages to take.</summary>
    public static bool IsOfForm(string key) => Form().IsMatch(key);

    [GeneratedRegex(@"^web-[0-9A-Z]{16}\z")]
    private static partial Regex Form();
}
