namespace FundLedger.Web.Access;

/// <summary>
/// The names by which the application answers; a request for another one is refused, whatever it has in mind with the name
/// in links and redirects.
/// </summary>
internal static class AllowedHosts
{
    /// <summary>The framework's own setting: names separated by semicolons, <c>*.example.org</c> for all below one.</summary>
    public const string Setting = "AllowedHosts";

    private const string ThisMachine = "localhost;127.0.0.1;[::1]";

    /// <summary>Where nothing is set: this machine's own names, and the one in the address to serve at.</summary>
    public static string Of(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsLoopback && uri.Host is not ("0.0.0.0" or "[::]")
            ? $"{ThisMachine};{uri.Host}"
            : ThisMachine;
}
