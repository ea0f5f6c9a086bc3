using System.Text;
using NodaTime;

namespace FundLedger.Domain.Screening;

/// <summary>The lists that rules read. The numbers are stored.</summary>
public enum ScreeningList
{
    Supervised = 1,
    Bidder = 2,
    Contractor = 3,
    Debarred = 4,
}

/// <summary>Somebody on a list, from a day to a day, by the document that put them there.</summary>
public sealed class ScreeningListEntry
{
    /// <summary>Years for which somebody may be excluded from grants (停止補助一年至五年).</summary>
    public const int LeastYearsDebarred = 1, MostYearsDebarred = 5;

    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public ScreeningList List { get; init; }

    /// <summary>統一編號, or null where it is not known.</summary>
    public string? UnifiedBusinessNumber { get; init; }

    public required string Name { get; init; }

    /// <summary><see cref="LookAlike"/> of the name: by what names are compared.</summary>
    public required string NameKey { get; init; }

    public LocalDate ValidFrom { get; init; }

    /// <summary>The last day; null: until further notice.</summary>
    public LocalDate? ValidTo { get; set; }

    /// <summary>Number of the tender, contract or decision.</summary>
    public required string Reference { get; init; }

    /// <summary>Put on the list by mistake: it counts for nothing from now on.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>Whether it counts on a day, the months included that a rule adds after its end.</summary>
    public bool Counts(LocalDate date, int monthsAfter) =>
        !Withdrawn && ValidFrom <= date && (ValidTo is not { } last || date <= last.PlusMonths(monthsAfter));

    /// <summary>Refused: a period that ends before it begins, and an exclusion from grants that is not of one to five years.</summary>
    public static Refusal? Check(ScreeningList list, LocalDate from, LocalDate? to)
    {
        if (to < from) return ScreeningRefusals.ScreeningPeriodNotPossible(from, to.Value);
        if (list != ScreeningList.Debarred) return null;
        // The last day of a year from the first of January is the 31st of December.
        return to is { } last && last >= from.PlusYears(LeastYearsDebarred).PlusDays(-1) && last <= from.PlusYears(MostYearsDebarred)
            ? null
            : ScreeningRefusals.DebarmentPeriodNotPossible(LeastYearsDebarred, MostYearsDebarred);
    }

    /// <summary>
    /// A name without what look-alikes differ in: width, case, white space, punctuation, 台 for 臺, and the kind of company.
    /// </summary>
    public static string LookAlike(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var letters = name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)
            .Select(letter => letter == '台' ? '臺' : char.ToLowerInvariant(letter));
        var plain = string.Concat(letters);
        var stem = plain.Replace("股份有限公司", "", StringComparison.Ordinal).Replace("有限公司", "", StringComparison.Ordinal);
        return stem.Length > 0 ? stem : plain;
    }
}
