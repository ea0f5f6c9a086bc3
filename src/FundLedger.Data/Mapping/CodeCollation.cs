using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

/// <summary>Codes and keys are compared byte by byte on both engines: a look-alike is another code.</summary>
internal static class CodeCollation
{
    private const string SqlServer = "Microsoft.EntityFrameworkCore.SqlServer";

    public static void Apply(ModelBuilder model, string? provider)
    {
        var collation = provider == SqlServer ? "Latin1_General_100_BIN2" : "C";
        var codes = model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(string) && (property.IsKey() || property.IsForeignKey() || property.IsIndex()));
        foreach (var code in codes) code.SetCollation(collation);
    }
}
