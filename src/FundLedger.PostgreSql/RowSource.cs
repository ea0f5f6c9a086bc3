using System.Globalization;
using FundLedger.Data.Engines;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>
/// Rows of a dedicated account as the source of a statement: the account is the first parameter, given once; so is what is
/// the same in all rows, and the rest as arrays side by side. The engine takes every array apart into a table of its own, so
/// each that it need not see counts.
/// </summary>
internal sealed class RowSource
{
    private readonly IReadOnlyList<string> columns;
    private readonly List<NpgsqlParameter> parameters;
    private readonly List<string> values;
    private readonly List<string> arrays = [];
    private readonly List<string> names = [];

    /// <param name="columns">Those that follow the account's.</param>
    public RowSource(long account, IReadOnlyList<string> columns)
    {
        this.columns = columns;
        parameters = new List<NpgsqlParameter>(columns.Count + 1) { new NpgsqlParameter<long> { TypedValue = account } };
        values = new List<string>(columns.Count + 1) { $"$1 AS {TableChange.AccountColumn}" };
    }

    /// <summary>A query of the rows, its columns named; to be read when all have been added.</summary>
    public string Select => arrays.Count == 0
        ? $"SELECT {string.Join(", ", values)}"
        : $"SELECT {string.Join(", ", values)} FROM unnest({string.Join(", ", arrays)}) AS varying ({string.Join(", ", names)})";

    /// <summary>The account and the columns' arrays, as what a function is called with.</summary>
    public string Parameters => string.Join(", ", Enumerable.Range(1, parameters.Count).Select(Position));

    /// <summary>The next column's values, row after row; there is at least one row.</summary>
    /// <param name="mayBeConstant">
    /// False where an array is wanted: a function takes nothing else, and a constant part of a key that rows are looked up by
    /// would tempt the engine to look at all rows that have it.
    /// </param>
    public void Add<T>(IReadOnlyList<T> column, bool mayBeConstant = true)
    {
        var constant = mayBeConstant && column.All(value => EqualityComparer<T>.Default.Equals(value, column[0]));
        var name = columns[parameters.Count - 1];
        parameters.Add(
            constant ? new NpgsqlParameter<T> { TypedValue = column[0] } : new NpgsqlParameter<T[]> { TypedValue = [.. column] });
        var position = Position(parameters.Count);
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

    private static string Position(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");
}
