using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace FundLedger.Reports;

/// <summary>
/// The statements of the reports: <c>TrialBalance/balances.sql</c> is addressed as <c>TrialBalance.balances</c>.
/// Where the engines truly differ there is <c>balances.postgresql.sql</c> and <c>balances.sqlserver.sql</c> instead.
/// </summary>
internal static partial class EmbeddedSql
{
    private static readonly ConcurrentDictionary<(string Statement, string Engine), string> Texts = new();

    public static string Text(string statement, string engine) => Texts.GetOrAdd((statement, engine), Load);

    private static string Load((string Statement, string Engine) key)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = $"{nameof(FundLedger)}.{nameof(Reports)}.{key.Statement}";
        using var stream = assembly.GetManifestResourceStream($"{name}.sql")
            ?? assembly.GetManifestResourceStream($"{name}.{key.Engine}.sql")
            ?? throw new InvalidOperationException($"There is no statement {key.Statement} for {key.Engine}.");
        using var reader = new StreamReader(stream);
        return ForEngine(reader.ReadToEnd(), key.Engine);
    }

    /// <summary>
    /// With a parameter that may be left out, SQL Server keeps the plan that fitted its first use: one fund's plan for the
    /// whole books. Such a statement gets a plan for each use, which costs far less than the reading.
    /// </summary>
    internal static string ForEngine(string text, string engine) =>
        engine == "sqlserver" && OptionalParameter().IsMatch(text) ? text.TrimEnd() + "\noption (recompile)\n" : text;

    [GeneratedRegex(@"\(@\w+ is null or ")]
    private static partial Regex OptionalParameter();
}
