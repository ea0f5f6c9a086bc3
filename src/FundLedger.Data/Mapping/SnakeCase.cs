using System.Text;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

/// <summary>Column, key and index names in snake_case, so that SQL reads the same on both engines.</summary>
public static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties()) property.SetColumnName(Of(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(Of(key.GetName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Of(index.GetDatabaseName()!));
            foreach (var reference in entity.GetForeignKeys()) reference.SetConstraintName(Of(reference.GetConstraintName()!));
        }
    }

    internal static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]);
            if (startsWord) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
