using System.Text;

namespace FundLedger.Domain.MasterData;

/// <summary>How the text of a cell is read; see <see cref="CellText"/>.</summary>
public enum ColumnType
{
    /// <summary>Identifies the row: no white space, at most <see cref="MasterDataColumn.MaximumLength"/>.</summary>
    Code,
    Text,

    /// <summary>Digits that are no quantity: account numbers, bank codes.</summary>
    Digits,

    /// <summary>A whole number from 0.</summary>
    Number,

    /// <summary>A fiscal year, of the Republic or common; kept as common.</summary>
    Year,

    /// <summary>Money from 0, in major units.</summary>
    Amount,

    /// <summary>Hundredths of a percent, 0 to 10,000; a percentage with its sign too.</summary>
    BasisPoints,
    Flag,
    Date,

    /// <summary>One of <see cref="MasterDataColumn.Choices"/>.</summary>
    Choice,

    /// <summary>A row of another kind, by what identifies it there.</summary>
    Reference,
}

/// <summary>A value that can be chosen, with its words.</summary>
public sealed record ColumnChoice(string Value, string Chinese, string English);

/// <summary>One column of a kind of master data, as files, forms and lists have it.</summary>
/// <param name="Name">Its name in files and addresses, permanent.</param>
/// <param name="Chinese">Its heading, also accepted in files.</param>
/// <param name="English">Likewise.</param>
public sealed record MasterDataColumn(string Name, string Chinese, string English, ColumnType Type)
{
    /// <summary>A row has none without it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a row that is there may get another value; the database's column rights say the same.</summary>
    public bool Changeable { get; init; }

    /// <summary>Whether a value may be given where there is none yet, and is then fixed.</summary>
    public bool GivenOnce { get; init; }

    /// <summary>The books give a value where the file has none; an empty cell leaves what is there.</summary>
    public bool GivenByBooks { get; init; }

    /// <summary>A code that the books give and a row is recognised by; it says nothing to a person.</summary>
    public bool IsGivenCode => GivenByBooks && Name == "code";

    /// <summary>UTF-16 code units.</summary>
    public int MaximumLength { get; init; } = 200;

    public IReadOnlyList<ColumnChoice> Choices { get; init; } = [];

    /// <summary>Name of the kind that a reference leads to.</summary>
    public string? RefersTo { get; init; }

    /// <summary>What stands in the template's example row.</summary>
    public string Example { get; init; } = "";

    /// <summary>Whether a file's heading means this column.</summary>
    public bool IsNamed(string heading)
    {
        var folded = Fold(heading);
        return folded == Fold(Name) || folded == Fold(Chinese) || folded == Fold(English);
    }

    /// <summary>Half width, lower case, no white space.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = text.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter) && letter != '_');
        return string.Concat(folded).ToLowerInvariant();
    }
}
