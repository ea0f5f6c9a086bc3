using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>What a field shows: what the person typed, right or wrong, or else the value of the field.</summary>
internal static class TypedText
{
    public static string Typed(this ModelStateDictionary typed, string field, LocalDate? value) =>
        Attempted(typed, field) ?? (value is { } date ? Wording.ShortDate(date) : "");

    public static string Typed(this ModelStateDictionary typed, string field, Instant? value) =>
        Attempted(typed, field) ?? (value is { } instant ? Instant(instant) : "");

    public static string Typed(this ModelStateDictionary typed, string field, Money? value) =>
        Attempted(typed, field) ?? (value is { } amount ? Wording.Money(amount) : "");

    /// <summary>The end of a day, which a date stands for, is shown as the date.</summary>
    private static string Instant(Instant instant) => KnownInstants.EndOf(instant.InTaipei()) == instant
        ? Wording.ShortDate(instant.InTaipei())
        : NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);

    private static string? Attempted(ModelStateDictionary typed, string field) =>
        typed.TryGetValue(field, out var entry) ? entry.AttemptedValue : null;
}
