namespace FundLedger.Testing;

/// <summary>The sources this assembly was built from.</summary>
public static class SourceTree
{
    private static readonly string[] Generated = ["/bin/", "/obj/", "/node_modules/", "/wwwroot/lib/"];

    public static string Root { get; } = Find();

    /// <summary>Every hand-written file of our own, by its path from the root with forward slashes.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Files(string extension, params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + extension, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !Generated.Any(part => path.Contains(part, StringComparison.Ordinal)) && !IsGeneratedMigration(path)
        orderby path
        select (path, File.ReadAllLines(file));

    private static bool IsGeneratedMigration(string path) => path.Contains("/Migrations/", StringComparison.Ordinal)
        && (path.EndsWith(".Designer.cs", StringComparison.Ordinal) || path.EndsWith("Snapshot.cs", StringComparison.Ordinal)
            || path.EndsWith("First.cs", StringComparison.Ordinal) || path.EndsWith("FirstLedger.cs", StringComparison.Ordinal));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FundLedger.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The sources are not above the test assembly.");
    }
}
