using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class DonationsMapping
{
    private const int CurrencyCodeLength = 3;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Donation>(table =>
        {
            table.ToTable("donation", settings => settings.HasCheckConstraint("ck_donation_amount", "amount > 0"));
            table.HasKey(donation => new { donation.DedicatedAccountId, donation.Id });
            table.HasIndex(donation => new { donation.DedicatedAccountId, donation.PublicCode }).IsUnique();
            table.HasIndex(donation => new { donation.DedicatedAccountId, donation.State });
            table.HasIndex(donation => new { donation.DedicatedAccountId, donation.DonorPartyId });
            table.Property(donation => donation.Revision).IsConcurrencyToken();
            table.Property(donation => donation.Conditions).HasMaxLength(Donation.MaximumConditionsLength);
            table.Property(donation => donation.ForeignCurrency).HasMaxLength(CurrencyCodeLength);
            table.Ignore(donation => donation.Reference);
            table.Ignore(donation => donation.History);
            table.Ignore(donation => donation.Instalments);
            table.HasMany(donation => donation.Parts).WithOne()
                .HasForeignKey(part => new { part.DedicatedAccountId, part.DonationId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<DonationPart>(table =>
        {
            table.ToTable("donation_line", settings =>
            {
                settings.HasTrigger("tr_donation_line_append_only");
                settings.HasCheckConstraint("ck_donation_line_amount", "amount > 0");
            });
            table.HasKey(part => new { part.DedicatedAccountId, part.DonationId, part.Line });
        });
        MapRefunds(model);
    }

    private static void MapRefunds(ModelBuilder model) => model.Entity<GiftRefund>(table =>
    {
        table.ToTable("gift_refund", settings => settings.HasCheckConstraint("ck_gift_refund_amount", "amount > 0"));
        table.HasKey(refund => new { refund.DedicatedAccountId, refund.Id });
        table.HasIndex(refund => new { refund.DedicatedAccountId, refund.PublicCode }).IsUnique();
        table.HasIndex(refund => new { refund.DedicatedAccountId, refund.ContributionId });
        table.Property(refund => refund.Revision).IsConcurrencyToken();
        table.Ignore(refund => refund.Reference);
        table.Ignore(refund => refund.History);
        table.Ignore(refund => refund.Entry);
    });
}
