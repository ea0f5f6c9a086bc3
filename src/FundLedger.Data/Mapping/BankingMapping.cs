using FundLedger.Domain.Banking;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class BankingMapping
{
    private const int HashLength = 32;

    public static void Map(ModelBuilder model)
    {
        model.Entity<BankAccount>(table =>
        {
            table.ToTable("bank_account");
            table.HasKey(account => new { account.DedicatedAccountId, account.Id });
            table.HasIndex(account => new { account.DedicatedAccountId, account.Code }).IsUnique();
        });
        model.Entity<VirtualAccountProfile>(table =>
        {
            table.ToTable("virtual_account_profile");
            table.HasKey(profile => new { profile.DedicatedAccountId, profile.Id });
            table.HasIndex(profile => new { profile.DedicatedAccountId, profile.Code }).IsUnique();
            table.HasOne<BankAccount>().WithMany()
                .HasForeignKey(profile => new { profile.DedicatedAccountId, profile.BankAccountId }).OnDelete(DeleteBehavior.Restrict);
            table.Ignore(profile => profile.Length);
        });
        MapStatements(model);
        model.Entity<PaymentFile>(table =>
        {
            table.ToTable("payment_file");
            table.HasKey(file => new { file.DedicatedAccountId, file.Id });
            table.HasIndex(file => new { file.DedicatedAccountId, file.PublicCode }).IsUnique();
            table.Property(file => file.Sha256).HasMaxLength(HashLength);
        });
        model.Entity<PaymentOrder>(table =>
        {
            table.ToTable("payment_order", settings => settings.HasCheckConstraint("ck_payment_order_amount", "amount > 0"));
            table.HasKey(order => new { order.DedicatedAccountId, order.Id });
            // The database's own refusal to send a disbursement to the bank twice, unless the bank has given the payment back.
            table.HasIndex(order => new { order.DedicatedAccountId, order.DisbursementId }).IsUnique().HasFilter("given_back IS NULL");
            table.Ignore(order => order.IsUnderWay);
        });
        model.Entity<BankReconciliation>(table =>
        {
            table.ToTable("bank_reconciliation");
            table.HasKey(run => new { run.DedicatedAccountId, run.Id });
            table.Ignore(run => run.Difference);
        });
    }

    private static void MapStatements(ModelBuilder model)
    {
        model.Entity<StatementFileRecord>(table =>
        {
            table.ToTable("statement_file", settings => settings.HasTrigger("tr_statement_file_append_only"));
            table.HasKey(file => new { file.DedicatedAccountId, file.Id });
            table.HasIndex(file => new { file.DedicatedAccountId, file.Sha256 }).IsUnique();
            table.Property(file => file.Sha256).HasMaxLength(HashLength);
        });
        model.Entity<StatementOriginal>(table =>
        {
            table.ToTable("statement_original", settings => settings.HasTrigger("tr_statement_original_append_only"));
            table.HasKey(chunk => new { chunk.DedicatedAccountId, chunk.StatementFileId, chunk.ChunkNumber });
        });
        model.Entity<BankStatementRecord>(table =>
        {
            table.ToTable("bank_statement");
            table.HasKey(statement => new { statement.DedicatedAccountId, statement.Id });
        });
        model.Entity<StatementLine>(table =>
        {
            table.ToTable("statement_line");
            table.HasKey(line => new { line.DedicatedAccountId, line.Id });
            table.HasIndex(line => new { line.DedicatedAccountId, line.BankAccountId, line.Identity, line.Ordinal }).IsUnique();
            table.HasIndex(line => new { line.DedicatedAccountId, line.State });
            // A statement is compared with the stored lines of its days.
            table.HasIndex(line => new { line.DedicatedAccountId, line.BankAccountId, line.BookingDate });
            table.Property(line => line.BankReference).HasMaxLength(200);
            table.Property(line => line.PaymentReferences).HasMaxLength(200);
            table.Property(line => line.Identity).HasMaxLength(HashLength);
            table.Property(line => line.Description).HasMaxLength(1000);
            table.Property(line => line.MatchReason).HasMaxLength(1000);
            table.Property(line => line.Revision).IsConcurrencyToken();
        });
        model.Entity<StatementLinePart>(table =>
        {
            table.ToTable("statement_line_part", settings =>
            {
                settings.HasTrigger("tr_statement_line_part_append_only");
                settings.HasCheckConstraint("ck_statement_line_part_amount", "amount <> 0");
            });
            table.HasKey(part => new { part.DedicatedAccountId, part.StatementLineId, part.Number });
            table.HasOne<StatementLine>().WithMany()
                .HasForeignKey(part => new { part.DedicatedAccountId, part.StatementLineId }).OnDelete(DeleteBehavior.Restrict);
            // A document asks what was given back of it.
            table.HasIndex(part => new { part.DedicatedAccountId, part.DocumentKind, part.DocumentId });
            table.Ignore(part => part.Document);
            table.Ignore(part => part.Entry);
            table.Ignore(part => part.SettlesDocument);
        });
    }
}
