namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// A test of something that only PostgreSQL has, or that harms the server it runs on; on another engine it is
/// skipped, aloud.
/// </summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute(string because = "reaches around the application by PostgreSQL's own means")
    {
        if (TestServer.SqlServer is not null) Skip = $"PostgreSQL only: {because}; {TestServer.SqlServerVariable} is set.";
    }
}

/// <inheritdoc cref="PostgreSqlFactAttribute"/>
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute(string because = "reaches around the application by PostgreSQL's own means")
    {
        if (TestServer.SqlServer is not null) Skip = $"PostgreSQL only: {because}; {TestServer.SqlServerVariable} is set.";
    }
}

/// <summary>A test of what only a server can show of SQL Server; without one it is skipped, aloud.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute()
    {
        if (TestServer.SqlServer is null) Skip = $"Needs SQL Server; {TestServer.SqlServerVariable} names none.";
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
