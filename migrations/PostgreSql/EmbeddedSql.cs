using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql;

/// <summary>Runs the hand-written SQL of a migration: what EF Core has no words for (partitions, guards, roles).</summary>
internal static class EmbeddedSql
{
    public static void Run(this MigrationBuilder migration, string fileName) => migration.Sql(Read(fileName));

    public static string Read(string fileName)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(found => found.EndsWith("." + fileName, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
