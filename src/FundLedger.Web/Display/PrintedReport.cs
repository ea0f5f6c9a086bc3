using FundLedger.Domain.Ledger;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>
/// What a report says of itself on paper: <c>ViewData["Printed"]</c>. The layout prints it under the title, with a line for
/// the signatures at the end.
/// </summary>
/// <param name="Facts">What it was asked for, in words.</param>
public sealed record PrintedReport(IReadOnlyList<(string Name, string Value)> Facts)
{
    /// <param name="words">The reader's.</param>
    /// <param name="currency">Of every figure in it.</param>
    /// <param name="facts">What it was asked for besides; what has no value is left out.</param>
    public static PrintedReport Of(IStringLocalizer<Words> words, Currency currency, params (string Name, string? Value)[] facts)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new PrintedReport(
        [
            .. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!)),
            (words["Unit"], currency == Currency.Twd ? words["UnitTwd"] : currency.Code),
        ]);
    }

    /// <summary>From one date to another, either of which may be left open.</summary>
    public static string Period(IStringLocalizer<Words> words, LocalDate? from, LocalDate? to)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words[
            "FromToOpen", from is { } first ? Wording.Date(first) : words["TheBeginning"].Value,
            to is { } last ? Wording.Date(last) : words["TheEnd"].Value];
    }
}
