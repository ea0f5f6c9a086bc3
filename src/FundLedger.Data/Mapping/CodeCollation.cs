using FundLedger.Data.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FundLedger.Data.Mapping;

/// <summary>
/// Codes and keys are compared byte by byte on both engines: a look-alike is another code. On SQL Server every text has the
/// same collation, because two columns with different ones cannot be compared, and the database's own can be any.
/// </summary>
internal static class CodeCollation
{
    private const string SqlServer = "Microsoft.EntityFrameworkCore.SqlServer";

    public static void Apply(ModelBuilder model, string? provider)
    {
        var texts = model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(string));
        foreach (var text in texts)
        {
            if (provider == SqlServer) text.SetCollation(Collations.SqlServer);
            else if (IsCode(text)) text.SetCollation(Collations.PostgreSql);
        }
    }

    /// <summary>Whether this text identifies something: it is part of a key or of an index.</summary>
    public static bool IsCode(IReadOnlyProperty property) =>
        property.ClrType == typeof(string) && (property.IsKey() || property.IsForeignKey() || property.IsIndex());
}
