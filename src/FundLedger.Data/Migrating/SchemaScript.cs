using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Data.Engines;

namespace FundLedger.Data.Migrating;

/// <summary>
/// What a database has besides tables: the present text of one subject (guards, functions, rights), which can be applied
/// any number of times. <c>migrations/*/Sql</c> holds one file for each subject, the same subjects for both engines.
/// </summary>
/// <param name="Sha256">Of the text in UTF-8, in lower-case hexadecimal: as <c>sha256sum</c> prints it.</param>
public sealed record SchemaScript(string Subject, string Text, string Sha256)
{
    /// <summary>Settings of functions that other subjects make: creating a function again loses them.</summary>
    private const string Plans = "plans";

    /// <summary>In the order in which they are applied: what a later one names, an earlier one or a migration makes.</summary>
    public static IReadOnlyList<string> Subjects { get; } =
        ["roles", "guards", "workflow", "entries", "periods", "totals", "statistics", Plans, "access", "grants"];

    /// <summary>Whether it is applied with any other, for it says something about what that makes.</summary>
    public bool Follows => Subject == Plans;

    public static IReadOnlyList<SchemaScript> Of(DatabaseEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var assembly = Assembly.Load(engine.MigrationsAssembly);
        return Subjects.Select(subject => Read(assembly, subject)).ToArray();
    }

    private static SchemaScript Read(Assembly assembly, string subject)
    {
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.Sql.{subject}.sql")
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no Sql/{subject}.sql.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new SchemaScript(subject, Encoding.UTF8.GetString(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
