namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// How one family of banks lays out its CSV files: data, not code. Names are compared after folding: half width,
/// lower case, without white space and without anything in parentheses.
/// </summary>
public sealed record CsvProfile
{
    /// <summary>Stable name; the file's format is reported as <c>csv:</c> and this name.</summary>
    public required string Name { get; init; }

    /// <summary>The currency of a file that names none.</summary>
    public required string DefaultCurrency { get; init; }

    /// <summary>Names of the table's columns. A header line is one that has a booking date and a way to say the amount.</summary>
    public required IReadOnlyDictionary<CsvColumn, IReadOnlyList<string>> Columns { get; init; }

    /// <summary>Columns without which a table is not of this layout, beside date and amount.</summary>
    public IReadOnlyList<CsvColumn> NeededColumns { get; init; } = [];

    /// <summary>Labels of the facts given before, inside or after the table.</summary>
    public required IReadOnlyDictionary<CsvFact, IReadOnlyList<string>> Facts { get; init; }

    /// <summary>First words of lines that carry sums only and are passed over.</summary>
    public required IReadOnlyList<string> TotalLabels { get; init; }

    /// <summary>Values of the direction column that mean money went out.</summary>
    public required IReadOnlyList<string> DebitWords { get; init; }

    /// <summary>Values of the direction column that mean money came in.</summary>
    public required IReadOnlyList<string> CreditWords { get; init; }

    /// <summary>Names of currencies as this family writes them, to ISO 4217.</summary>
    public required IReadOnlyDictionary<string, string> Currencies { get; init; }
}

/// <summary>What a column of the table holds.</summary>
public enum CsvColumn
{
    BookingDate,
    ValueDate,
    Debit,
    Credit,
    Amount,
    Direction,
    Balance,
    Reference,
    Counterparty,
    Description,
    BankReference,
    Account,
    Currency,
    Time,
    CounterpartyAccount,

    /// <summary>What kind of record the row is; only layouts made for programs have it.</summary>
    RecordKind,
}

/// <summary>What a labelled value outside the table's columns tells.</summary>
public enum CsvFact
{
    Account,
    Currency,
    Opening,
    Closing,
    From,
    To,
    Period,
    SequenceNumber,
    LineCount,
}
