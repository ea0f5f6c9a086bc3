using System.Globalization;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>
/// Rows as the source of a statement: what is the same in all of them is given once, the rest as arrays side by side.
/// The engine takes every array apart into a table of its own, so each that it need not see counts.
/// </summary>
internal sealed class RowSource(IReadOnlyList<string> columns)
{
    private readonly List<NpgsqlParameter> parameters = new(columns.Count);
    private readonly List<string> values = new(columns.Count);
    private readonly List<string> arrays = [];
    private readonly List<string> names = [];

    /// <summary>A query of the rows, its columns named; to be asked when all have been added.</summary>
    public string Select => arrays.Count == 0
        ? $"SELECT {string.Join(", ", values)}"
        : $"SELECT {string.Join(", ", values)} FROM unnest({string.Join(", ", arrays)}) AS varying ({string.Join(", ", names)})";

    /// <summary>The next column's values, row after row; there is at least one row.</summary>
    /// <param name="mayBeConstant">
    /// False where an array is wanted: a function takes nothing else, and a constant part of a key that rows are looked up by
    /// would tempt the engine to look at all rows that have it.
    /// </param>
    public void Add<T>(IReadOnlyList<T> column, bool mayBeConstant = true)
    {
        var constant = mayBeConstant && column.All(value => EqualityComparer<T>.Default.Equals(value, column[0]));
        var name = columns[parameters.Count];
        parameters.Add(constant ? new NpgsqlParameter<T> { TypedValue = column[0] } : new NpgsqlParameter<T[]> { TypedValue = [.. column] });
        var position = string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
        if (constant)
        {
            values.Add($"{position} AS {name}");
            return;
        }

        values.Add($"varying.{name}");
        arrays.Add(position);
        names.Add(name);
    }

    public NpgsqlBatchCommand Command(string text)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
