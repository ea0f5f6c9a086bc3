using System.Text.RegularExpressions;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>What the functions of the ledger's schema say and how they are planned, as the database has them.</summary>
public sealed class FunctionBodyTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const string PlanSettings =
        "enable_hashjoin=off enable_material=off enable_mergejoin=off enable_seqscan=off enable_sort=off jit=off "
        + "plan_cache_mode=force_generic_plan";

    [PostgreSqlFact]
    public async Task NoStatement_NamesATransitionTableAndAStoredTable()
    {
        var functions = await Functions();

        functions.Count(function => function.Body.Contains(" inserted", StringComparison.Ordinal)).Should().BePositive("guards have one");
        functions.SelectMany(function => FunctionBody.NamingBoth(function.Body).Select(statement => $"{function.Name}: {statement}"))
            .Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task EveryStatement_ComparesTheAccountWithAScalar()
    {
        var functions = await Functions();

        // ANALYZE counts tables as they are stored.
        var faults = from function in functions
                     from statement in FunctionBody.Statements(FunctionBody.WithScalarsAsParameters(function.Body, function.NamesAccount))
                     where !statement[0].Is("analyze")
                     from fault in AccountComparison.Faults(statement, AccountTables.All)
                     select $"{function.Name}: {fault}";
        faults.Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task EveryFunctionThatAWriteCalls_IsGivenTheAccountFirst()
    {
        var calls = await Ask("""
            SELECT proname || ' ' || pg_get_function_arguments(oid) FROM pg_proc
            WHERE pronamespace = 'ledger'::regnamespace AND pronargs > 0 AND has_function_privilege('fundledger_write', oid, 'EXECUTE')
            ORDER BY proname
            """);

        calls.Should().NotBeEmpty().And.OnlyContain(call => Regex.IsMatch(call, @"^\w+ account bigint, "));
    }

    [PostgreSqlFact]
    public async Task NoUpdate_CallsAVolatileFunction()
    {
        var volatileFunctions = (await Ask("SELECT DISTINCT proname::text FROM pg_proc WHERE provolatile = 'v'"))
            .ToHashSet(StringComparer.Ordinal);
        var functions = await Functions();
        var updates = functions.SelectMany(function => FunctionBody.Statements(function.Body))
            .Concat(SentStatements.Texts.SelectMany(text => SqlText.Parse(text).Split(";"))).Where(FunctionBody.Updates).ToArray();

        updates.Should().NotBeEmpty();
        updates.SelectMany(FunctionBody.Calls).Where(volatileFunctions.Contains).Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task EveryFunctionThatAsksStoredTables_IsPlannedAlike()
    {
        var functions = await Functions();

        var asks = functions.ToLookup(function => FunctionBody.AsksStoredTables(function.Body));
        asks[true].Should().NotBeEmpty().And.OnlyContain(function => function.Settings == PlanSettings);
        asks[false].Should().OnlyContain(function => !Regex.IsMatch(function.Settings, "enable_|plan_cache_mode"));
    }

    /// <summary>
    /// Guards, and what the write role may call; what only the owner may makes and guards tables, for all accounts
    /// together.
    /// </summary>
    private async Task<Function[]> Functions() => (await Ask("""
        SELECT proname || chr(1) || COALESCE(proargnames[1] = 'account', false) || chr(1) ||
               COALESCE((SELECT string_agg(setting, ' ' ORDER BY setting) FROM unnest(proconfig) AS setting), '') || chr(1) || prosrc
        FROM pg_proc WHERE pronamespace = 'ledger'::regnamespace
          AND (prorettype = 'trigger'::regtype OR has_function_privilege('fundledger_write', oid, 'EXECUTE'))
        ORDER BY proname
        """)).Select(row => row.Split('\x01')).Select(row => new Function(row[0], row[1] == "true", row[2], row[3])).ToArray();

    private async Task<IReadOnlyList<string>> Ask(string sql)
    {
        await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    private sealed record Function(string Name, bool NamesAccount, string Settings, string Body);
}
