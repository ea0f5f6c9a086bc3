using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class DocumentsMapping
{
    public static void Map(ModelBuilder model)
    {
        MapContributions(model);
        MapDisbursements(model);
        MapReturns(model);
        MapVouchers(model);
    }

    private static void MapContributions(ModelBuilder model)
    {
        model.Entity<Contribution>(table =>
        {
            table.ToTable("contribution", settings => settings.HasCheckConstraint("ck_contribution_amount", "amount > 0"));
            table.HasKey(contribution => new { contribution.DedicatedAccountId, contribution.Id });
            table.HasIndex(contribution => new { contribution.DedicatedAccountId, contribution.PublicCode }).IsUnique();
            table.HasIndex(contribution => new { contribution.DedicatedAccountId, contribution.PayerPartyId });
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
}
