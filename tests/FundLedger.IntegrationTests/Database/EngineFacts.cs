namespace FundLedger.IntegrationTests.Database;

/// <summary>A test that reaches around the application by PostgreSQL's own means; on another engine it is skipped, aloud.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (TestServer.SqlServer is not null) Skip = $"PostgreSQL only; {TestServer.SqlServerVariable} is set.";
    }
}

/// <inheritdoc cref="PostgreSqlFactAttribute"/>
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute()
    {
        if (TestServer.SqlServer is not null) Skip = $"PostgreSQL only; {TestServer.SqlServerVariable} is set.";
    }
}

/// <summary>A test that takes minutes; without <c>FUNDLEDGER_LONG=1</c> it is skipped, aloud.</summary>
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") != "1") Skip = "Takes minutes; FUNDLEDGER_LONG=1 turns it on.";
    }
}
