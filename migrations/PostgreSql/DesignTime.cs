using FundLedger.Data;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FundLedger.Migrations.PostgreSql;

/// <summary>Lets the EF Core tools build the ledger's model; the connection is never opened when a migration is added.</summary>
internal sealed class LedgerDesignTime : IDesignTimeDbContextFactory<LedgerDb>
{
    public LedgerDb CreateDbContext(string[] args) =>
        new(LedgerDbFactory.Options(new PostgreSqlEngine(), "Host=localhost;Database=fundledger"));
}

/// <summary>The same for the sign-ins.</summary>
internal sealed class AccessDesignTime : IDesignTimeDbContextFactory<AccessDb>
{
    public AccessDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        new PostgreSqlEngine().Configure(options, "Host=localhost;Database=fundledger", AccessDb.Schema);
        return new AccessDb(options.Options);
    }
}
