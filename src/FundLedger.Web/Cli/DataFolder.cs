namespace FundLedger.Web.Cli;

/// <summary>Where the embedded PostgreSQL keeps its data by default.</summary>
internal static class DataFolder
{
    /// <summary>
    /// FUNDLEDGER_DATA; else <c>data</c> beside FundLedger.sln when running out of a checkout, whatever the working
    /// folder is, so that two checkouts never share a database; else the user's own application data.
    /// </summary>
    public static string Default()
    {
        if (Environment.GetEnvironmentVariable("FUNDLEDGER_DATA") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FundLedger.sln"))) return Path.Combine(folder.FullName, "data");
        }

        return Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "FundLedger");
    }
}
