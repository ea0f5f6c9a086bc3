using FundLedger.PostgreSql;
using FundLedger.SqlServer;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace FundLedger.IntegrationTests.Database;

/// <summary>What is made of the connection string that a person gives.</summary>
public sealed class AssumedRoleTests
{
    [Fact]
    public void AssumeRole_OfAConnectionWithOptions_KeepsThemAndNamesTheRoleLast()
    {
        var assumed = new NpgsqlConnectionStringBuilder(
            new PostgreSqlEngine().AssumeRole("Host=a;Options=-c statement_timeout=5s -c role=other", "fundledger_read"));

        assumed.Options.Should().Be("-c statement_timeout=5s -c role=other -c role=fundledger_read");
    }

    [Fact]
    public void Reading_OnSqlServer_SharesNoPoolWithWritingOrReports()
    {
        var engine = new SqlServerEngine();
        var uses = new[] { engine.ForWriting("Server=a"), engine.ForReading("Server=a"), engine.ForReporting("Server=a") };

        uses.Select(text => new SqlConnectionStringBuilder(text).ApplicationName).Should().OnlyHaveUniqueItems();
    }
}
