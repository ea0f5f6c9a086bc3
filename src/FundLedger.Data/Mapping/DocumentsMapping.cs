using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class DocumentsMapping
{
    public static void Map(ModelBuilder model)
    {
        MapContributions(model);
        MapReceipts(model);
        MapDisbursements(model);
        MapReturns(model);
        MapVouchers(model);
        MapDrawDowns(model);
    }

    private static void MapContributions(ModelBuilder model)
    {
        model.Entity<Contribution>(table =>
        {
            table.ToTable("contribution", settings => settings.HasCheckConstraint("ck_contribution_amount", "amount > 0"));
            table.HasKey(contribution => new { contribution.DedicatedAccountId, contribution.Id });
            table.HasIndex(contribution => new { contribution.DedicatedAccountId, contribution.PublicCode }).IsUnique();
            table.HasIndex(contribution => new { contribution.DedicatedAccountId, contribution.PayerPartyId });
            // The bank's line names one contribution.
            table.HasIndex(contribution => new { contribution.DedicatedAccountId, contribution.VirtualAccountNumber }).IsUnique();
            // A file sent twice books its rows once, whoever sends it.
            table.HasIndex(contribution => new { contribution.DedicatedAccountId, contribution.SourceReference }).IsUnique();
            table.HasIndex(contribution => new { contribution.DedicatedAccountId, contribution.DonationId });
            table.Property(contribution => contribution.Revision).IsConcurrencyToken();
            table.Ignore(contribution => contribution.Reference);
            table.HasMany(contribution => contribution.Shares).WithOne()
                .HasForeignKey(share => new { share.DedicatedAccountId, share.ContributionId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ContributionShare>(table =>
        {
            table.ToTable("contribution_share", settings => settings.HasCheckConstraint("ck_contribution_share_amount", "amount > 0"));
            table.HasKey(share => new { share.DedicatedAccountId, share.ContributionId, share.Line });
        });
    }

    private static void MapReceipts(ModelBuilder model) => model.Entity<Receipt>(table =>
    {
        table.ToTable("receipt", settings =>
        {
            settings.HasCheckConstraint("ck_receipt_amount", "amount > 0 and number > 0 and copy_count >= 0");
            settings.HasCheckConstraint("ck_receipt_dates", "issued_on >= received_on");
            settings.HasCheckConstraint(
                "ck_receipt_void",
                "(state = 1 and voided_on is null and voided_by is null and void_reason is null) or "
                + "(state = 2 and voided_on >= issued_on and voided_by is not null and void_reason is not null)");
            settings.HasTrigger("tr_receipt_void_once");
        });
        table.HasKey(receipt => new { receipt.DedicatedAccountId, receipt.Id });
        table.HasIndex(receipt => new { receipt.DedicatedAccountId, receipt.PublicCode }).IsUnique();
        table.HasIndex(receipt => new { receipt.DedicatedAccountId, receipt.FiscalYear, receipt.TaxClass, receipt.Number }).IsUnique();
        // The database's own refusal of a second receipt for one gift, unless the first is void.
        table.HasIndex(receipt => new { receipt.DedicatedAccountId, receipt.ContributionId }).IsUnique().HasFilter("voided_on IS NULL");
        table.HasIndex(receipt => new { receipt.DedicatedAccountId, receipt.DonorPartyId });
        table.Property(receipt => receipt.VoidReason).HasMaxLength(Receipt.MaximumReasonLength);
        table.Property(receipt => receipt.Revision).IsConcurrencyToken();
        table.Ignore(receipt => receipt.FullNumber);
        table.HasOne<Person>().WithMany().HasForeignKey(receipt => receipt.IssuedBy).OnDelete(DeleteBehavior.Restrict);
    });

    private static void MapDisbursements(ModelBuilder model)
    {
        model.Entity<Disbursement>(table =>
        {
            table.ToTable("disbursement", settings => settings.HasCheckConstraint("ck_disbursement_amount", "amount > 0"));
            table.HasKey(disbursement => new { disbursement.DedicatedAccountId, disbursement.Id });
            table.HasIndex(disbursement => new { disbursement.DedicatedAccountId, disbursement.PublicCode }).IsUnique();
            table.HasIndex(disbursement => new { disbursement.DedicatedAccountId, disbursement.State });
            table.Property(disbursement => disbursement.Revision).IsConcurrencyToken();
            table.Ignore(disbursement => disbursement.Reference);
            table.Ignore(disbursement => disbursement.History);
        });
    }

    private static void MapReturns(ModelBuilder model)
    {
        model.Entity<ReturnAgreement>(table =>
        {
            table.ToTable("return_agreement", settings =>
                settings.HasCheckConstraint("ck_return_agreement_share", "share_basis_points between 1 and 10000"));
            table.HasKey(agreement => new { agreement.DedicatedAccountId, agreement.Id });
            table.HasIndex(agreement => new { agreement.DedicatedAccountId, agreement.PublicCode }).IsUnique();
        });
        model.Entity<ExpectedReturn>(table =>
        {
            table.ToTable("expected_return");
            table.HasKey(expected => new { expected.DedicatedAccountId, expected.Id });
            table.HasIndex(expected => new { expected.DedicatedAccountId, expected.PublicCode }).IsUnique();
            // The job that generates expected returns may run twice; the key makes the second run add nothing.
            table.HasIndex(expected => new { expected.DedicatedAccountId, expected.AgreementId, expected.PeriodFrom }).IsUnique();
            table.Property(expected => expected.Revision).IsConcurrencyToken();
            table.Ignore(expected => expected.Reference);
        });
    }

    private static void MapVouchers(ModelBuilder model)
    {
        model.Entity<ManualVoucher>(table =>
        {
            table.ToTable("manual_voucher", settings => settings.HasCheckConstraint("ck_manual_voucher_amount", "amount > 0"));
            table.HasKey(voucher => new { voucher.DedicatedAccountId, voucher.Id });
            table.HasIndex(voucher => new { voucher.DedicatedAccountId, voucher.PublicCode }).IsUnique();
            table.HasIndex(voucher => new { voucher.DedicatedAccountId, voucher.State });
            table.Property(voucher => voucher.Revision).IsConcurrencyToken();
            table.Property(voucher => voucher.Description).HasMaxLength(EntryRules.MaximumDescriptionLength);
            table.Ignore(voucher => voucher.Reference);
            table.Ignore(voucher => voucher.History);
            table.Ignore(voucher => voucher.Original);
            table.Ignore(voucher => voucher.Entry);
            table.HasMany(voucher => voucher.Lines).WithOne()
                .HasForeignKey(line => new { line.DedicatedAccountId, line.VoucherId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ManualVoucherLine>(table =>
        {
            table.ToTable("manual_voucher_line", settings =>
            {
                settings.HasTrigger("tr_manual_voucher_line_append_only");
                settings.HasCheckConstraint("ck_manual_voucher_line_amount", "amount <> 0");
            });
            table.HasKey(line => new { line.DedicatedAccountId, line.VoucherId, line.Line });
            table.HasIndex(line => new { line.DedicatedAccountId, line.Fund, line.Account });
        });
    }

    private static void MapDrawDowns(ModelBuilder model)
    {
        model.Entity<DrawDown>(table =>
        {
            table.ToTable("draw_down", settings => settings.HasCheckConstraint("ck_draw_down_amount", "amount > 0"));
            table.HasKey(drawDown => new { drawDown.DedicatedAccountId, drawDown.Id });
            table.HasIndex(drawDown => new { drawDown.DedicatedAccountId, drawDown.PublicCode }).IsUnique();
            table.HasIndex(drawDown => new { drawDown.DedicatedAccountId, drawDown.State });
            table.Property(drawDown => drawDown.Revision).IsConcurrencyToken();
            table.Property(drawDown => drawDown.Description).HasMaxLength(ContributionRules.MaximumTextLength);
            table.Property(drawDown => drawDown.ApprovalReference).HasMaxLength(ContributionRules.MaximumTextLength);
            table.Ignore(drawDown => drawDown.Reference);
            table.Ignore(drawDown => drawDown.History);
            table.HasMany(drawDown => drawDown.Shares).WithOne()
                .HasForeignKey(share => new { share.DedicatedAccountId, share.DrawDownId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<DrawDownShare>(table =>
        {
            table.ToTable("draw_down_line", settings =>
            {
                settings.HasTrigger("tr_draw_down_line_append_only");
                settings.HasCheckConstraint("ck_draw_down_line_amount", "amount > 0");
            });
            table.HasKey(share => new { share.DedicatedAccountId, share.DrawDownId, share.Line });
        });
    }
}
