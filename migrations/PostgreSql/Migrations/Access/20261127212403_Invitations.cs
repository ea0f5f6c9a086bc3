using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Access
{
    /// <inheritdoc />
    public partial class Invitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "sessions_ended_at",
                schema: "access",
                table: "sign_in",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "invitation",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    replaced_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_invitation_person_id",
                schema: "access",
                table: "invitation",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_invitation_token_hash",
                schema: "access",
                table: "invitation",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "invitation",
                schema: "access");

            migrationBuilder.DropColumn(
                name: "sessions_ended_at",
                schema: "access",
                table: "sign_in");
        }
    }
}
