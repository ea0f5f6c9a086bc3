using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql;

/// <summary>Runs the hand-written SQL beside a migration: what EF Core has no words for, made once as tables are.</summary>
internal static class EmbeddedSql
{
    public static void Run(this MigrationBuilder migration, string fileName)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith("." + fileName, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        migration.Sql(reader.ReadToEnd());
    }
}
