using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.SqlServer.Migrations.Access
{
    /// <inheritdoc />
    public partial class SessionsAndAttempts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ended_session",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ended_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ended_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_attempts",
                schema: "access",
                columns: table => new
                {
                    key = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    count = table.Column<int>(type: "int", nullable: false),
                    last_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    paused_until = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_attempts", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ended_session_ended_at",
                schema: "access",
                table: "ended_session",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_attempts_last_at",
                schema: "access",
                table: "sign_in_attempts",
                column: "last_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ended_session",
                schema: "access");

            migrationBuilder.DropTable(
                name: "sign_in_attempts",
                schema: "access");
        }
    }
}
