using FundLedger.Data.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FundLedger.Migrations.SqlServer.Access;

/// <summary>Points the access context at SQL Server and at the migrations that live in this project.</summary>
public static class AccessDbOnSqlServer
{
    public static DbContextOptionsBuilder UseAccessOnSqlServer(this DbContextOptionsBuilder options, string connection) =>
        options.UseSqlServer(connection, engine => engine
            .MigrationsAssembly(typeof(AccessDbOnSqlServer).Assembly.GetName().Name)
            .MigrationsHistoryTable(AccessDb.MigrationsTable, AccessDb.Schema));
}

/// <summary>Lets <c>dotnet ef</c> make migrations without a running server.</summary>
internal sealed class AccessDbDesign : IDesignTimeDbContextFactory<AccessDb>
{
    public AccessDb CreateDbContext(string[] args) =>
        new((DbContextOptions<AccessDb>)new DbContextOptionsBuilder<AccessDb>().UseAccessOnSqlServer("Server=design-time").Options);
}
