using FundLedger.Data;
using FundLedger.Data.Engines;
using Microsoft.EntityFrameworkCore.Design;

namespace FundLedger.Migrations.SqlServer;

/// <summary>Lets the EF Core tools build the model; the connection is never opened when a migration is added.</summary>
internal sealed class LedgerDesignTime : IDesignTimeDbContextFactory<LedgerDb>
{
    public LedgerDb CreateDbContext(string[] args) =>
        new(LedgerDbFactory.Options(new SqlServerEngine(), "Server=localhost;Database=fundledger"));
}
