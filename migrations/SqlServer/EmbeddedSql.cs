using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.SqlServer;

/// <summary>Runs the hand-written SQL of a migration: what EF Core has no words for (partitions, guards, roles).</summary>
internal static partial class EmbeddedSql
{
    public static void Run(this MigrationBuilder migration, string fileName)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(found => found.EndsWith("." + fileName, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        foreach (var batch in BatchEnd().Split(reader.ReadToEnd()).Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            migration.Sql(batch);
        }
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex BatchEnd();
}
