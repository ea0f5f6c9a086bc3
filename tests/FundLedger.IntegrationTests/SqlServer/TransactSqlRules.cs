using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>What no T-SQL text of ours may say; each rule gives the places that break it.</summary>
internal static class TransactSqlRules
{
    private static readonly string[] Texts = ["char", "varchar", "nchar", "nvarchar", "text", "ntext", "sysname"];

    /// <summary>
    /// Other servers that speak T-SQL know neither several elements in one ALTER TABLE, nor ALTER TRIGGER where CREATE OR
    /// ALTER serves, nor COLLATE inside OPENJSON's WITH, nor MERGE, WAITFOR, DENY and row-level security.
    /// </summary>
    public static IEnumerable<string> NotPortable(TSqlFragment batch)
    {
        IEnumerable<TSqlFragment> additions = batch.All<AlterTableAddTableElementStatement>()
            .Where(added =>
                added.Definition.ColumnDefinitions.Count + added.Definition.TableConstraints.Count + added.Definition.Indexes.Count > 1);
        var removals = batch.All<AlterTableDropTableElementStatement>().Where(removed => removed.AlterTableDropTableElements.Count > 1);
        var collated = batch.All<OpenJsonTableReference>()
            .Where(json => json.SchemaDeclarationItems.Any(item => item.ColumnDefinition.Collation is not null));
        IEnumerable<TSqlFragment> unknown =
        [
            .. batch.All<AlterTriggerStatement>(), .. batch.All<AlterFunctionStatement>(), .. batch.All<AlterProcedureStatement>(),
            .. batch.All<AlterViewStatement>(), .. batch.All<MergeStatement>(), .. batch.All<WaitForStatement>(),
                .. batch.All<DenyStatement>(),
            .. batch.All<CreateSecurityPolicyStatement>(),
        ];
        return additions.Concat(removals).Concat(collated).Concat(unknown).Select(fragment => fragment.Text());
    }

    /// <summary>
    /// Text out of OPENJSON, STRING_SPLIT or a temporary table has a collation of its own, the database's or tempdb's: it is
    /// compared with a column only by COLLATE on the expression (else error 468 in a database with another collation).
    /// </summary>
    public static IEnumerable<string> UncollatedTexts(TSqlFragment batch)
    {
        var foreign = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var json in batch.All<OpenJsonTableReference>())
        {
            var texts = json.SchemaDeclarationItems.Where(item => IsText(item.ColumnDefinition.DataType))
                .Select(item => item.ColumnDefinition.ColumnIdentifier.Value);
            foreach (var column in json.SchemaDeclarationItems.Count == 0 ? ["key", "value"] : texts)
                foreign.Add($"{json.Alias?.Value}.{column}");
        }

        foreach (var split in batch.All<GlobalFunctionTableReference>()) foreign.Add($"{split.Alias?.Value}.value");
        var comparisons = batch.All<BooleanComparisonExpression>()
            .Where(pair => IsUncollated(pair.FirstExpression, pair.SecondExpression, foreign));
        var selected = batch.All<InPredicate>().Where(list => list.Subquery is { } query
            && query.All<SelectScalarExpression>().Any(item => IsUncollated(list.Expression, item.Expression, foreign)));
        var temporary = batch.All<CreateTableStatement>()
            .Where(table => table.SchemaObjectName.BaseIdentifier.Value.StartsWith('#')
                && table.Definition.ColumnDefinitions.Any(column => IsText(column.DataType) && column.Collation is null));
        return comparisons.Cast<TSqlFragment>().Concat(selected).Concat(temporary).Select(fragment => fragment.Text());
    }

    /// <summary>What must stand alone in its batch, and does not: the rest of the batch would become part of it.</summary>
    public static IEnumerable<string> NotAlone(TSqlBatch batch)
    {
        var bodies = batch.All<TriggerStatementBody>().Select(body => ((TSqlStatement)body, body.StatementList))
            .Concat(batch.All<ProcedureStatementBodyBase>().Select(body => ((TSqlStatement)body, body.StatementList)));
        foreach (var (statement, body) in bodies)
        {
            if (batch.Statements is not [var only] || only != statement || body is not { Statements: [BeginEndBlockStatement] })
                yield return statement.Text();
        }

        foreach (var schema in batch.All<CreateSchemaStatement>().Where(_ => batch.Statements.Count > 1)) yield return schema.Text();
    }

    private static bool IsUncollated(ScalarExpression one, ScalarExpression other, HashSet<string> foreign) =>
        (IsForeign(one, foreign) || IsForeign(other, foreign)) && !IsCollated(one) && !IsCollated(other);

    private static bool IsCollated(ScalarExpression expression) => expression is PrimaryExpression { Collation: not null };

    private static bool IsForeign(ScalarExpression expression, HashSet<string> foreign)
    {
        if (expression is not ColumnReferenceExpression { MultiPartIdentifier.Identifiers: { } parts }) return false;
        var (column, source) = (parts[^1].Value, parts.Count > 1 ? parts[^2].Value : null);
        return source is null ? foreign.Any(name => name.EndsWith("." + column, StringComparison.OrdinalIgnoreCase))
            : foreign.Contains($"{source}.{column}");
    }

    private static bool IsText(DataTypeReference? type) =>
        type is SqlDataTypeReference { Name.BaseIdentifier.Value: { } name } && Texts.Contains(name, StringComparer.OrdinalIgnoreCase);
}
