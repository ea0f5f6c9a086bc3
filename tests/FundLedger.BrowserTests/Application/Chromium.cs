namespace FundLedger.BrowserTests.Application;

/// <summary>The browser of this machine: CHROMIUM_PATH, or where distributions put it. None is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] UsualPlaces =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named
        ? named
        : UsualPlaces.FirstOrDefault(File.Exists);

    private static bool Required => Environment.GetEnvironmentVariable("FUNDLEDGER_REQUIRE_BROWSER") == "1";

    public static string? ReasonToSkip => Required || (Path is not null && File.Exists(Path))
        ? null
        : "No Chromium found: install it or set CHROMIUM_PATH; FUNDLEDGER_REQUIRE_BROWSER=1 makes this a failure.";
}
