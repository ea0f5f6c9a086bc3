using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace FundLedger.Data.Mapping;

/// <summary>How NodaTime values are stored, the same on both engines.</summary>
internal static class StoredTypes
{
    /// <summary>Longest text that is not free text: codes, names, references.</summary>
    public const int TextLength = 200;

    public static void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Instant>().HaveConversion<InstantConverter>().HavePrecision(6);
        conventions.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        conventions.Properties<string>().HaveMaxLength(TextLength);
    }

    /// <summary>Instants are cut to the microsecond, which both engines keep exactly.</summary>
    private sealed class InstantConverter() : ValueConverter<Instant, DateTime>(
        instant => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks() / 10 * 10).ToDateTimeUtc(),
        stored => Instant.FromDateTimeUtc(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(
        date => date.ToDateOnly(),
        stored => LocalDate.FromDateOnly(stored));
}
