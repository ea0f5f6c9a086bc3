using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class PeopleMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Person>(table =>
        {
            table.ToTable("person");
            table.HasKey(person => person.Id);
            table.Property(person => person.Id).ValueGeneratedNever();
            table.HasIndex(person => person.SignInName).IsUnique();
        });
        model.Entity<RoleHolding>(table =>
        {
            table.ToTable("role_holding");
            table.HasKey(holding => new { holding.DedicatedAccountId, holding.Id });
            table.HasIndex(holding => holding.PersonId);
            table.HasOne<Person>().WithMany().HasForeignKey(holding => holding.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        MapMemberships(model);
        model.Entity<Party>(table =>
        {
            table.ToTable("party");
            table.HasKey(party => new { party.DedicatedAccountId, party.Id });
            table.HasIndex(party => new { party.DedicatedAccountId, party.PublicCode }).IsUnique();
            table.Property(party => party.UnifiedBusinessNumber).HasMaxLength(8);
        });
        model.Entity<PayeeBankAccount>(table =>
        {
            table.ToTable("payee_bank_account");
            table.HasKey(account => new { account.DedicatedAccountId, account.Id });
            table.HasOne<Party>().WithMany()
                .HasForeignKey(account => new { account.DedicatedAccountId, account.PartyId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayeeAccountChange>(table =>
        {
            table.ToTable("payee_account_change");
            table.HasKey(change => new { change.DedicatedAccountId, change.Id });
            table.HasIndex(change => new { change.DedicatedAccountId, change.PublicCode }).IsUnique();
            table.HasIndex(change => new { change.DedicatedAccountId, change.PartyId, change.State });
            table.Ignore(change => change.Amount);
            table.Property(change => change.Revision).IsConcurrencyToken();
            table.Ignore(change => change.Reference);
            table.Ignore(change => change.History);
        });
    }

    private static void MapMemberships(ModelBuilder model)
    {
        model.Entity<Membership>(table =>
        {
            table.ToTable("membership");
            table.HasKey(membership => new { membership.DedicatedAccountId, membership.PersonId });
            table.Ignore(membership => membership.State);
            table.HasOne<Person>().WithMany().HasForeignKey(membership => membership.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AccessChange>(table =>
        {
            table.ToTable("access_change");
            table.HasKey(change => new { change.DedicatedAccountId, change.Id });
            table.HasIndex(change => new { change.DedicatedAccountId, change.PublicCode }).IsUnique();
            table.HasIndex(change => new { change.DedicatedAccountId, change.State });
            table.HasIndex(change => new { change.DedicatedAccountId, change.PersonId });
            table.Property(change => change.Revision).IsConcurrencyToken();
            table.Ignore(change => change.Reference);
            table.Ignore(change => change.History);
            table.Ignore(change => change.Amount);
            table.HasOne<Person>().WithMany().HasForeignKey(change => change.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
