using System.Security.Claims;
using FundLedger.UseCases;
using FundLedger.Web.Access;

namespace FundLedger.Web.Pages.Shared;

/// <summary>A part of the main menu: a heading with what stands under it, or an entry by itself.</summary>
/// <param name="Group"><see cref="MenuGroup.None"/> of an entry by itself.</param>
internal sealed record MenuPart(MenuGroup Group, IReadOnlyList<MenuEntry> Entries)
{
    public bool Contains(PathString path) => Entries.Any(entry => entry.Contains(path));
}

/// <summary>The main menu: each entry shows to those whose roles hold its policy.</summary>
internal static class Navigation
{
    /// <summary>As many entries stand beside each other on one line; more are put under headings.</summary>
    private const int LongestPlainMenu = 7;

    public static IEnumerable<MenuEntry> For(ClaimsPrincipal user) =>
        SignedInPerson.Find(user) is { } person ? Features.Menu.Where(entry => person.Holds(entry.Policy)) : [];

    /// <summary>The same entries by their headings; a short menu has none, and no heading stands above one entry.</summary>
    public static IReadOnlyList<MenuPart> Parts(ClaimsPrincipal user)
    {
        var entries = For(user).ToArray();
        if (entries.Length <= LongestPlainMenu) return [.. entries.Select(entry => new MenuPart(MenuGroup.None, [entry]))];
        return
        [
            .. entries.GroupBy(entry => entry.Group).OrderBy(group => group.Key).SelectMany(group =>
                group.Key == MenuGroup.None || group.Count() == 1
                    ? group.Select(entry => new MenuPart(MenuGroup.None, [entry]))
                    : [new MenuPart(group.Key, [.. group])]),
        ];
    }

    /// <summary>Where a person starts after signing in: the first page that is open to them.</summary>
    public static string Start(ClaimsPrincipal user) => For(user).FirstOrDefault()?.Address ?? "/account";

    public static bool Contains(this MenuEntry entry, PathString path) =>
        entry.Address == "/" ? path == "/" : path.StartsWithSegments(entry.Address);
}
