using FundLedger.Data.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FundLedger.Migrations.PostgreSql.Access;

/// <summary>Points the access context at PostgreSQL and at the migrations that live in this project.</summary>
public static class AccessDbOnPostgreSql
{
    public static DbContextOptionsBuilder UseAccessOnPostgreSql(this DbContextOptionsBuilder options, string connection) =>
        options.UseNpgsql(connection, engine => engine
            .MigrationsAssembly(typeof(AccessDbOnPostgreSql).Assembly.GetName().Name)
            .MigrationsHistoryTable(AccessDb.MigrationsTable, AccessDb.Schema));
}

/// <summary>Lets <c>dotnet ef</c> make migrations without a running server.</summary>
internal sealed class AccessDbDesign : IDesignTimeDbContextFactory<AccessDb>
{
    public AccessDb CreateDbContext(string[] args) =>
        new((DbContextOptions<AccessDb>)new DbContextOptionsBuilder<AccessDb>().UseAccessOnPostgreSql("Host=design-time").Options);
}
