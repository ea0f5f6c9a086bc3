using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>What the texts for SQL Server grant, refuse and make, seen without a server.</summary>
public sealed class GrantTests
{
    private static readonly TSqlBatch[] Batches = SchemaScript.Of(new SqlServerEngine())
        .SelectMany(script => TransactSql.Parse(script.Subject, script.Text)).ToArray();

    [Fact]
    public void View_OfEverySubject_IsReadByBothLogins()
    {
        var readable = Batches.SelectMany(batch => batch.All<GrantStatement>())
            .Where(grant => grant.Permissions.SelectMany(permission => permission.Identifiers).Any(word => word.Value == "SELECT"))
            .SelectMany(grant => grant.Principals.Select(principal =>
                $"{principal.Identifier.Value}: {grant.SecurityTargetObject.ObjectName.MultiPartIdentifier.Text()}"));
        var views = Batches.SelectMany(batch => batch.All<ViewStatementBody>()).Select(view => view.SchemaObjectName.Text()).ToArray();

        views.Should().NotBeEmpty();
        readable.Should().Contain(
            views.SelectMany(view => new[] { $"{DatabaseRoles.Write}: {view}", $"{DatabaseRoles.Read}: {view}" }));
    }

    [Fact]
    public void Grants_OfBothSchemas_BeginWithRevokingWhatWasGrantedBefore()
    {
        var text = SchemaScript.Of(new SqlServerEngine()).Single(script => script.Subject == "grants").Text;
        var batches = TransactSql.Parse("grants", text);

        foreach (var batch in batches.Take(2))
        {
            batch.All<StringLiteral>().Select(literal => literal.Value).Should().Contain(["ledger", "access"])
                .And.Contain(literal => literal.StartsWith("REVOKE ", StringComparison.Ordinal));
        }

        batches.Skip(2).SelectMany(batch => batch.All<StringLiteral>()).Should()
            .NotContain(literal => literal.Value.Contains("REVOKE", StringComparison.Ordinal));
    }

    [Fact]
    public void Refusal_OfEveryGuard_HasANumberOfItsOwn()
    {
        var numbers = Batches.SelectMany(batch => batch.All<ThrowStatement>()).Select(thrown => thrown.ErrorNumber)
            .OfType<IntegerLiteral>().Select(number => number.Value).ToArray();

        numbers.Should().HaveCountGreaterThan(15).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Owner_MayMakeEveryKindOfThingThatTheScriptsMake()
    {
        using var stream = new StreamReader(
            typeof(SqlServerEngine).Assembly.GetManifestResourceStream("FundLedger.SqlServer.prepare-roles.sqlserver.sql")!);
        var granted = TransactSql.Parse("prepare-roles", stream.ReadToEnd()).SelectMany(batch => batch.All<GrantStatement>())
            .Where(grant => grant.SecurityTargetObject is null && grant.Principals.Any(to => to.Identifier.Value == DatabaseRoles.Owner))
            .SelectMany(grant => grant.Permissions)
            .Select(permission => string.Join(' ', permission.Identifiers.Select(word => word.Value))).ToArray();
        var made = TransactSql.Parse(TransactSqlTexts.Printed, TransactSqlTexts.All[TransactSqlTexts.Printed])
            .SelectMany(batch => batch.All<TSqlStatement>()).Select(Needed).OfType<string>().Distinct().ToArray();

        made.Should().HaveCountGreaterThan(3);
        granted.Should().Contain(made);
    }

    /// <summary>A trigger or an index needs no right but that on its table, which the owner has.</summary>
    private static string? Needed(TSqlStatement statement) => statement switch
    {
        CreateTableStatement => "CREATE TABLE",
        ViewStatementBody => "CREATE VIEW",
        FunctionStatementBody => "CREATE FUNCTION",
        ProcedureStatementBody => "CREATE PROCEDURE",
        CreateSchemaStatement => "CREATE SCHEMA",
        CreatePartitionFunctionStatement or CreatePartitionSchemeStatement => "ALTER ANY DATASPACE",
        _ => null,
    };
}
