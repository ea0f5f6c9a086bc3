using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Application;

/// <summary>What every page owes its readers.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] },
    };

    /// <summary>One line per rule broken, with the first element at fault.</summary>
    public static async Task<IReadOnlyList<string>> Faults(this IPage page)
    {
        var result = await page.RunAxe(Rules);
        return [.. result.Violations.Select(
            violation => $"{violation.Impact} {violation.Id}: {violation.Help} – {violation.Nodes[0].Html}")];
    }
}
