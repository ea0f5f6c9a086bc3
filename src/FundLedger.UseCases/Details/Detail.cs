using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UseCases.Details;

/// <summary>
/// A value on a page about one thing: text, an amount, a day or a term of the glossary, and where it leads. Faces say amounts, days
/// and terms in the reader's language.
/// </summary>
/// <param name="English">The text in English, where it has one of its own.</param>
public sealed record DetailValue(string? Text = null, string? English = null)
{
    public Money? Amount { get; init; }

    public LocalDate? Day { get; init; }

    public Enum? Term { get; init; }

    /// <summary>The page about what is named; null where it has none.</summary>
    public string? Address { get; init; }

    public static DetailValue Of(Money amount) => new() { Amount = amount };

    public static DetailValue Of(LocalDate? day) => new() { Day = day };

    public static DetailValue Of(Enum term) => new() { Term = term };

    public static DetailValue OfYear(int fiscalYear) => new($"{EntryWords.Year(fiscalYear)}年", $"{fiscalYear}");

    public static DetailValue Link(string text, string address, string? english = null) => new(text, english) { Address = address };
}

/// <param name="Word">Key of the fact's name among the words.</param>
public sealed record DetailFact(string Word, DetailValue Value);

/// <summary>What belongs to the thing: rows of values under headings.</summary>
/// <param name="Word">Key of the table's caption among the words.</param>
/// <param name="Headings">Keys among the words; a column of amounts is one whose values have an amount.</param>
/// <param name="All">Address of the whole list, where only the first rows stand here.</param>
public sealed record DetailTable(
    string Word, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<DetailValue>> Rows, string? All = null)
{
    /// <summary>More rows are in the list they come from.</summary>
    public const int MostRows = 50;
}

/// <summary>A page about one party, venture, proposal, programme or fund: its facts, and everything that names it.</summary>
public sealed record Detail(string Title, string? English, IReadOnlyList<DetailFact> Facts, IReadOnlyList<DetailTable> Tables);
