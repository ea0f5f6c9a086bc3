using FundLedger.Data;
using FundLedger.Data.Engines;
using Microsoft.EntityFrameworkCore.Design;

namespace FundLedger.Migrations.PostgreSql;

/// <summary>Lets the EF Core tools build the model; the connection is never opened when a migration is added.</summary>
internal sealed class LedgerDesignTime : IDesignTimeDbContextFactory<LedgerDb>
{
    public LedgerDb CreateDbContext(string[] args) =>
        new(LedgerDbFactory.Options(new PostgreSqlEngine(), "Host=localhost;Database=fundledger"));
}
