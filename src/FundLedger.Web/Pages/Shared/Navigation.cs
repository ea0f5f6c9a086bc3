using System.Security.Claims;
using FundLedger.UseCases;
using FundLedger.Web.Access;

namespace FundLedger.Web.Pages.Shared;

/// <summary>The main menu: each entry shows to those whose roles hold its policy.</summary>
internal static class Navigation
{
    public static IEnumerable<MenuEntry> For(ClaimsPrincipal user) =>
        SignedInPerson.Find(user) is { } person ? Features.Menu.Where(entry => person.Holds(entry.Policy)) : [];

    /// <summary>Where a person starts after signing in: the first page that is open to them.</summary>
    public static string Start(ClaimsPrincipal user) => For(user).FirstOrDefault()?.Address ?? "/account";

    public static bool Contains(this MenuEntry entry, PathString path) =>
        entry.Address == "/" ? path == "/" : path.StartsWithSegments(entry.Address);
}
