using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.SqlServer.Access.Migrations;

/// <summary>
/// The security log only grows: a trigger refuses every change and removal, whoever asks.
/// The application's login gets what it needs and no more; the reporting login gets nothing in this schema.
/// Each statement runs inside exec so that a generated script may wrap it in a condition.
/// </summary>
public partial class AccessGuards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("""
            exec(N'create trigger access.security_event_append_only on access.security_event instead of update, delete as
            begin
                throw 50001, ''the security log is append-only'', 1;
            end');
            """);
        migrationBuilder.Sql("""
            if database_principal_id(N'fundledger_write') is not null
            begin
                exec(N'grant select, insert, update, delete on access.sign_in to fundledger_write;
                    grant select, insert, update, delete on access.sign_in_login to fundledger_write;
                    grant select, insert, update, delete on access.sign_in_token to fundledger_write;
                    grant select, insert on access.data_protection_key to fundledger_write;
                    grant select, insert on access.security_event to fundledger_write;');
            end
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("""
            drop trigger access.security_event_append_only;
            """);
    }
}
