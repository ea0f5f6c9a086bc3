using System.Security.Claims;
using FundLedger.Web.Access;

namespace FundLedger.Web.Pages.Shared;

/// <summary>The main menu: each entry shows to those whose roles hold its policy.</summary>
/// <param name="Word">Key of the entry's text.</param>
/// <param name="Address">Where it leads; pages below it count as inside it.</param>
/// <param name="Policy">The policy of that page.</param>
internal sealed record Navigation(string Word, string Address, string Policy)
{
    private static readonly Navigation[] All =
    [
        new("Dashboard", "/", Policies.SeeDashboard),
        new("Contributions", "/contributions", Policies.SeeOwnContributions),
        new("Disbursements", "/disbursements", Policies.SeeDisbursements),
        new("Bank", "/bank", Policies.SeeBank),
        new("Returns", "/returns", Policies.SeeReturns),
        new("Journal", "/journal", Policies.SeeJournal),
        new("TrialBalance", "/reports/trial-balance", Policies.SeeReports),
        new("FundStatement", "/reports/fund-statement", Policies.SeeReports),
        new("Periods", "/periods", Policies.SeeReports),
        new("Checks", "/checks", Policies.RunChecks),
    ];

    public static IEnumerable<Navigation> For(ClaimsPrincipal user) =>
        SignedInPerson.Find(user) is { } person ? All.Where(entry => person.Holds(entry.Policy)) : [];

    /// <summary>Where a person starts after signing in: the first page that is open to them.</summary>
    public static string Start(ClaimsPrincipal user) => For(user).FirstOrDefault()?.Address ?? "/account";

    public bool Contains(PathString path) => Address == "/" ? path == "/" : path.StartsWithSegments(Address);
}
