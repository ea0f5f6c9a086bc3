using System.Text.RegularExpressions;
using FundLedger.Data.Engines;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>
/// Whether a statement names the dedicated account once, as one scalar parameter: every table with rows of accounts is compared
/// with it, or with another such table that is; what is inserted gets it as a parameter, never out of an array; a function of
/// the ledger is given it first. Then rows that are distributed by account are all asked for in one place.
/// </summary>
internal sealed partial class AccountComparison
{
    private static readonly string[] Keywords =
    [
        "where", "on", "set", "join", "left", "right", "inner", "outer", "full", "cross", "natural", "order", "group", "having",
        "limit", "offset", "fetch", "for", "union", "except", "intersect", "with", "using", "values", "select", "default",
        "returning", "output", "window", "option",
    ];

    private readonly IReadOnlySet<string> accountTables;
    private readonly List<int> parents = [];
    private readonly Dictionary<string, int> parameters = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Node)> tables = [];
    private readonly List<string> faults = [];

    private AccountComparison(IReadOnlySet<string> accountTables) => this.accountTables = accountTables;

    /// <summary>What is wrong with a text of one or several statements; empty is right.</summary>
    public static IReadOnlyList<string> Faults(string sql, IReadOnlySet<string> accountTables) =>
        SqlText.Parse(sql).Split(";").SelectMany(statement => Faults(statement, accountTables)).ToArray();

    public static IReadOnlyList<string> Faults(IReadOnlyList<SqlPart> statement, IReadOnlySet<string> accountTables)
    {
        var comparison = new AccountComparison(accountTables);
        comparison.Query(statement, null);
        var known = comparison.parameters.Values.Select(comparison.Root).ToHashSet();
        comparison.faults.AddRange(comparison.tables.Where(table => !known.Contains(comparison.Root(table.Node)))
            .Select(table => $"{table.Name} is not compared with the account"));
        var given = comparison.parameters.Keys;
        if (given.Count > 1) comparison.faults.Add($"the account is given as {string.Join(" and ", given)}");
        return comparison.faults;
    }

    private void Query(IReadOnlyList<SqlPart> parts, Scope? outer)
    {
        foreach (var branch in parts.Split("union", "except", "intersect"))
        {
            var scope = new Scope(outer);
            var inner = new List<(SqlGroup Query, int Node)>();
            Collect(branch, scope, inner);
            foreach (var (query, node) in inner)
            {
                var before = tables.Count;
                Query(query.Parts, scope);
                // Each table inside has to be compared with the account itself, and so has what is selected from it.
                if (tables.Count > before) Join(node, tables[before].Node);
            }

            Compare(branch, scope);
        }
    }

    /// <summary>Tables and subqueries with the names they go by.</summary>
    private void Collect(IReadOnlyList<SqlPart> parts, Scope scope, List<(SqlGroup Query, int Node)> inner)
    {
        for (var index = 0; index < parts.Count; index++)
        {
            if (parts[index] is SqlGroup group)
            {
                var alias = CommonName(parts, index) ?? Alias(parts, index + 1);
                if (group.IsQuery) inner.Add((group, scope.Add(alias, Node(), isTable: false)));
                else if (index > 0 && parts[index - 1].Is("using")) Using(group, scope);
                else Collect(group.Parts, scope, inner);
            }
            else if (parts[index].Is("ledger") && index + 2 < parts.Count && parts[index + 1].Is(".") && parts[index + 2] is SqlToken name)
            {
                Named(parts, index, Partition().Replace(name.Text, "$1"), scope);
            }
        }
    }

    private void Using(SqlGroup columns, Scope scope)
    {
        if (scope.Order.Count > 1 && columns.Parts.Any(part => part.Is(TableChange.AccountColumn))) Join(scope.Order[^1], scope.Order[^2]);
    }

    /// <summary>A name of the schema: a table asked for or changed, one inserted into, or a function.</summary>
    private void Named(IReadOnlyList<SqlPart> parts, int index, string name, Scope scope)
    {
        var inserted = index > 0 && parts[index - 1].Is("into");
        if (!inserted && index + 3 < parts.Count && parts[index + 3] is SqlGroup arguments)
        {
            if (arguments.Parts.Count > 0) Given($"ledger.{name}", arguments.Parts.Split(",").First());
        }
        else if (accountTables.Contains(name))
        {
            if (inserted) Insert($"ledger.{name}", parts, index + 3);
            else tables.Add(($"ledger.{name}", scope.Add(Alias(parts, index + 3) ?? name, Node(), isTable: true)));
        }
    }

    /// <summary>The account must be among the columns, and its value a parameter in every row.</summary>
    private void Insert(string table, IReadOnlyList<SqlPart> parts, int after)
    {
        var columns = Enumerable.Range(after, parts.Count - after).First(index => parts[index] is SqlGroup);
        var position = ((SqlGroup)parts[columns]).Parts.Split(",").ToList()
            .FindIndex(column => column.Count == 1 && column[0].Is(TableChange.AccountColumn));
        if (position < 0)
        {
            faults.Add($"{table} is not given the account");
            return;
        }

        var rest = parts.Skip(columns + 1).ToArray();
        var rows = rest.Length > 0 && rest[0].Is("select") ? [rest.Skip(1).TakeWhile(part => !part.Is("from"))] : ValuesOf(rest);
        foreach (var row in rows) Given(table, row.Split(",").ElementAt(position));
    }

    /// <summary>The rows of VALUES: groups with a comma before each but the first.</summary>
    private static IEnumerable<IEnumerable<SqlPart>> ValuesOf(SqlPart[] rest) =>
        rest.OfType<SqlGroup>().Where((_, row) => row == 0 || rest[2 * row].Is(",")).Select(group => group.Parts);

    private void Given(string what, IReadOnlyList<SqlPart> value)
    {
        var isParameter = value[0] is SqlToken { Kind: SqlKind.Parameter } && (value.Count == 1 || value[1].IsOneOf("as", "::"));
        if (isParameter) Parameter(((SqlToken)value[0]).Text);
        else faults.Add($"{what} is not given the account as a parameter");
    }

    private void Compare(IReadOnlyList<SqlPart> parts, Scope scope)
    {
        for (var index = 0; index < parts.Count; index++)
        {
            if (parts[index] is SqlGroup { IsQuery: false } group) Compare(group.Parts, scope);
            if (!parts[index].Is("=") || index == 0 || index + 1 == parts.Count) continue;
            var qualified = index + 3 < parts.Count && parts[index + 2].Is(".");
            var (left, right) = (Account(parts, index - 1, scope), Account(parts, qualified ? index + 3 : index + 1, scope));
            if (left is { } one && right is { } other) Join(one, other);
            else if (left is { } column && parts[index + 1] is SqlToken { Kind: SqlKind.Parameter } after)
                Join(column, Parameter(after.Text));
            else if (right is { } known && parts[index - 1] is SqlToken { Kind: SqlKind.Parameter } before)
                Join(known, Parameter(before.Text));
        }
    }

    /// <summary>The table whose account column ends there; null when it is something else.</summary>
    private static int? Account(IReadOnlyList<SqlPart> parts, int index, Scope scope)
    {
        if (!parts[index].Is(TableChange.AccountColumn)) return null;
        return index > 1 && parts[index - 1].Is(".") && parts[index - 2] is SqlToken alias ? scope.Find(alias.Text) : scope.OnlyTable;
    }

    private static string? Alias(IReadOnlyList<SqlPart> parts, int index)
    {
        if (index < parts.Count && parts[index].Is("as")) index++;
        return index < parts.Count && parts[index] is SqlToken { Kind: SqlKind.Name } name && !name.IsOneOf(Keywords) ? name.Text : null;
    }

    /// <summary>The name of a query that stands in a WITH.</summary>
    private static string? CommonName(IReadOnlyList<SqlPart> parts, int index)
    {
        if (index > 0 && parts[index - 1].Is("materialized")) index--;
        return index > 1 && parts[index - 1].Is("as") && parts[index - 2] is SqlToken { Kind: SqlKind.Name } name ? name.Text : null;
    }

    private int Parameter(string name)
    {
        if (!parameters.TryGetValue(name, out var node)) parameters.Add(name, node = Node());
        return node;
    }

    private int Node()
    {
        parents.Add(parents.Count);
        return parents.Count - 1;
    }

    private int Root(int node) => parents[node] == node ? node : Root(parents[node]);

    private void Join(int one, int other) => parents[Root(one)] = Root(other);

    [GeneratedRegex("^(entry|posting)_(?:\\d{4}|default)$")]
    private static partial Regex Partition();

    /// <summary>What the names of a query mean; those of the query around it are seen too.</summary>
    private sealed class Scope(Scope? outer)
    {
        private readonly Dictionary<string, int> names = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<int> own = [];

        public List<int> Order { get; } = [];

        /// <summary>What a column without a name before it belongs to.</summary>
        public int? OnlyTable => own.Count == 1 ? own[0] : null;

        public int Add(string? name, int node, bool isTable)
        {
            if (name is not null) names[name] = node;
            if (isTable) own.Add(node);
            Order.Add(node);
            return node;
        }

        public int? Find(string name) => names.TryGetValue(name, out var node) ? node : outer?.Find(name);
    }
}
