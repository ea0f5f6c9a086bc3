using System.Data.Common;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.Domain.People;
using FundLedger.PostgreSql;
using FundLedger.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Access;

public sealed class AccessDbTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [Theory]
    [InlineData("update access.security_event set code = 'x'")]
    [InlineData("delete from access.security_event")]
    public async Task SecurityLog_IsAppendOnlyEvenForTheOwner(string sql)
    {
        var name = await fixture.Host.HirePerson(Role.Auditor);
        using var visitor = await fixture.Host.VisitAs(name);
        await Refused(fixture.Database.Connections.Migrations, sql, "append-only");
        await Refused(fixture.Database.Administrator, sql, "append-only");
        (await fixture.Host.SecurityEvents(name)).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("sign_in")]
    [InlineData("sign_in_token")]
    [InlineData("data_protection_key")]
    [InlineData("security_event")]
    public async Task ReportingLogin_SeesNothingOfAccess(string table) =>
        await Refused(fixture.Database.Connections.Reporting, $"select count(*) from access.{table}", "permission");

    [Fact]
    public async Task WriteLogin_CannotRemoveKeysOrEvents()
    {
        await Refused(fixture.Database.Connections.Ledger, "delete from access.data_protection_key", "permission");
        await Refused(fixture.Database.Connections.Ledger, "delete from access.security_event", "permission");
    }

    [Fact]
    public void Migrations_OfBothEngines_CoverTheModel()
    {
        foreach (var (engine, connection) in new (
            DatabaseEngine, string)[] { (new PostgreSqlEngine(), "Host=nowhere"), (new SqlServerEngine(), "Server=nowhere") })
        {
            var options = new DbContextOptionsBuilder<AccessDb>();
            engine.Configure(options, connection, AccessDb.Schema);
            using var db = new AccessDb(options.Options);
            db.Database.HasPendingModelChanges().Should().BeFalse();
        }
    }

    private async Task Refused(string connectionString, string sql, string reason)
    {
        await using var connection = await fixture.Database.Open(connectionString);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var act = () => command.ExecuteNonQueryAsync();
        (await act.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain(reason);
    }
}
