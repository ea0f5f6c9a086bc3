using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Access.Migrations;

/// <summary>
/// The security log only grows: a trigger refuses every change and removal, whoever asks.
/// The application's login gets what it needs and no more; the reporting login gets nothing in this schema.
/// Where the roles do not exist (a bare test database), nothing is granted.
/// </summary>
public partial class AccessGuards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("""
            create function access.refuse_security_event_change() returns trigger language plpgsql as $$
            begin
                raise exception 'the security log is append-only: % refused', tg_op using errcode = 'restrict_violation';
            end $$;
            create trigger security_event_append_only before update or delete or truncate on access.security_event
                for each statement execute function access.refuse_security_event_change();
            """);
        migrationBuilder.Sql("""
            do $$
            begin
                if exists (select from pg_roles where rolname = 'fundledger_write') then
                    grant usage on schema access to fundledger_write;
                    grant select, insert, update, delete on access.sign_in, access.sign_in_login, access.sign_in_token to fundledger_write;
                    grant select, insert on access.data_protection_key, access.security_event to fundledger_write;
                end if;
            end $$;
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("""
            drop trigger security_event_append_only on access.security_event;
            drop function access.refuse_security_event_change();
            """);
    }
}
