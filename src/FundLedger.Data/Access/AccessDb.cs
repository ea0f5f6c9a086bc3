using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace FundLedger.Data.Access;

/// <summary>
/// Sign-ins, the security log and the data-protection keys: schema <c>access</c>, with migrations of its own.
/// Apart from the ledger because none of this is bookkeeping, and the reporting login must not see it.
/// </summary>
public sealed partial class AccessDb(DbContextOptions<AccessDb> options) : IdentityUserContext<SignIn, long>(options)
{
    public const string Schema = "access";

    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();

    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<SignInAttempts> SignInAttempts => Set<SignInAttempts>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        // Said at every start because stored claims, which the base class maps, are left out on purpose below.
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.MappedEntityTypeIgnoredWarning));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>().HavePrecision(6);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        // Claims come from the ledger's roles at every sign-in; a stored copy could disagree with them.
        builder.Ignore<IdentityUserClaim<long>>();

        builder.Entity<SignIn>(signIn =>
        {
            signIn.ToTable("sign_in");
            signIn.HasIndex(s => s.PersonId).IsUnique();
            signIn.Property(s => s.UserName).IsRequired();
            signIn.Property(s => s.NormalizedUserName).IsRequired();
            signIn.Property(s => s.PasswordHash).HasMaxLength(256);
            signIn.Property(s => s.SecurityStamp).HasMaxLength(64);
            signIn.Property(s => s.ConcurrencyStamp).HasMaxLength(64);
            signIn.Ignore(s => s.PhoneNumber);
            signIn.Ignore(s => s.PhoneNumberConfirmed);
        });
        builder.Entity<IdentityUserLogin<long>>(login =>
        {
            login.ToTable("sign_in_login");
            login.Property(l => l.LoginProvider).HasMaxLength(128);
            login.Property(l => l.ProviderKey).HasMaxLength(128);
        });
        builder.Entity<IdentityUserToken<long>>(token =>
        {
            token.ToTable("sign_in_token");
            token.Property(t => t.LoginProvider).HasMaxLength(128);
            token.Property(t => t.Name).HasMaxLength(128);
        });
        builder.Entity<SecurityEvent>(securityEvent =>
        {
            // A trigger refuses change and removal; SQL Server needs to know that the table has one.
            securityEvent.ToTable("security_event", table => table.HasTrigger("security_event_append_only"));
            securityEvent.Property(e => e.SignInName).HasMaxLength(256);
            securityEvent.Property(e => e.Code).HasMaxLength(64);
            securityEvent.Property(e => e.Address).HasMaxLength(64);
            securityEvent.HasIndex(e => e.OccurredAt);
        });
        builder.Entity<EndedSession>(session =>
        {
            session.ToTable("ended_session");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.HasIndex(s => s.EndedAt);
        });
        builder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("invitation");
            invitation.Property(i => i.TokenHash).HasMaxLength(SHA256.HashSizeInBytes);
            invitation.HasIndex(i => i.TokenHash).IsUnique();
            invitation.HasIndex(i => i.PersonId);
        });
        builder.Entity<SignInAttempts>(attempts =>
        {
            attempts.ToTable("sign_in_attempts");
            attempts.HasKey(a => a.Key);
            attempts.Property(a => a.Key).HasMaxLength(64).IsUnicode(false);
            attempts.HasIndex(a => a.LastAt);
        });
        builder.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("data_protection_key");
            key.Property(k => k.FriendlyName).HasMaxLength(128);
        });
        NameInSnakeCase(builder);
    }

    /// <summary>One spelling on both engines, whatever the framework's own entities are called.</summary>
    private static void NameInSnakeCase(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            var table = entity.GetTableName();
            foreach (var property in entity.GetProperties())
            {
                var column = property.Name == "UserId" ? "sign_in_id" : SnakeCase(property.Name);
                property.SetColumnName(column);
            }

            foreach (var key in entity.GetKeys()) key.SetName($"pk_{table}");
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName($"fk_{table}_{foreignKey.PrincipalEntityType.GetTableName()}");
            foreach (var index in entity.GetIndexes())
            {
                var prefix = index.IsUnique ? "ux" : "ix";
                index.SetDatabaseName(
                    $"{prefix}_{table}_{string.Join('_', index.Properties.Select(property => property.GetColumnName()))}");
            }
        }
    }

    private static string SnakeCase(string name) =>
        WordStart().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();

    /// <summary>Instants are stored as UTC date-times; the kind is restored on reading because SQL Server drops it.</summary>
    private sealed class InstantConverter() : ValueConverter<Instant, DateTime>(
        instant => instant.ToDateTimeUtc(),
        stored => Instant.FromDateTimeUtc(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
