namespace FundLedger.Web.Pages.Account;

/// <summary>Where to go next, as given in an address: only inside this site, whatever was sent.</summary>
internal static class LocalAddress
{
    public static string Or(string? address, string otherwise) => IsLocal(address) ? address! : otherwise;

    private static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);
}
