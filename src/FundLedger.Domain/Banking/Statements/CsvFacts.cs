using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>What the file states outside its lines: account, balances, period, number of lines.</summary>
internal sealed class CsvFacts(CsvProfile profile, FirstRefusal problems)
{
    private readonly Dictionary<string, CsvFact> labels = profile.Facts
        .SelectMany(fact => fact.Value, (fact, label) => (Label: CsvTable.Fold(label), Fact: fact.Key))
        .ToDictionary(pair => pair.Label, pair => pair.Fact, StringComparer.Ordinal);

    private readonly HashSet<string> totals = profile.TotalLabels.Select(CsvTable.Fold).ToHashSet(StringComparer.Ordinal);

    public string? Account { get; private set; }

    public string? Currency { get; private set; }

    public decimal? Opening { get; private set; }

    public decimal? Closing { get; private set; }

    public LocalDate? From { get; private set; }

    public LocalDate? To { get; private set; }

    public string? SequenceNumber { get; private set; }

    public decimal? LineCount { get; private set; }

    /// <summary>The fact a cell is the label of, if any.</summary>
    public CsvFact? LabelIn(string cell) => labels.TryGetValue(CsvTable.Fold(cell), out var fact) ? fact : null;

    public bool IsTotal(string cell) => totals.Contains(CsvTable.Fold(cell));

    /// <summary>
    /// Takes every labelled value of a row, written as two cells or as one cell with a colon; tells whether there was one.
    /// </summary>
    public bool TakeFrom(CsvRow row)
    {
        var hasFact = false;
        for (var at = 0; at < row.Cells.Count; at++)
        {
            var cell = row.Cells[at];
            var colon = cell.AsSpan().IndexOfAny(':', ':');
            var (label, value) = colon >= 0 ? (cell[..colon], cell[(colon + 1)..])
                : LabelIn(cell) is null ? CsvCell.Divide(cell)
                : (cell, "");
            if (LabelIn(label) is not { } fact) continue;
            hasFact = true;
            while (string.IsNullOrWhiteSpace(value) && at + 1 < row.Cells.Count && LabelIn(row.Cells[at + 1]) is null)
                value = row.Cells[++at];
            if (!string.IsNullOrWhiteSpace(value)) Take(fact, value.Trim(), row.Line, label.Trim());
        }

        return hasFact;
    }

    public void Take(CsvFact fact, string value, int line, string label)
    {
        value = CsvCell.WithoutSpreadsheetQuotes(value);
        switch (fact)
        {
            case CsvFact.Account: TakeAccount(value, line); break;
            case CsvFact.Currency: TakeCurrency(value, line, label); break;
            case CsvFact.Opening: Opening ??= Balance(value, line, label); break;
            case CsvFact.Closing: Closing = Balance(value, line, label); break;
            case CsvFact.From: From ??= problems.Take(DateText.ReadWritten(value, line, label), default); break;
            case CsvFact.To: To ??= problems.Take(DateText.ReadWritten(value, line, label), default); break;
            case CsvFact.Period: TakePeriod(value, line, label); break;
            case CsvFact.SequenceNumber: SequenceNumber ??= StatementText.Tidy(value); break;
            case CsvFact.LineCount: LineCount = problems.Take(AmountText.ReadWritten(value.TrimEnd('筆'), line, label), 0); break;
            default: throw new ArgumentOutOfRangeException(nameof(fact), fact, "A fact without a place.");
        }
    }

    private decimal Balance(string value, int line, string label) =>
        problems.TakeAmount(AmountText.ReadWritten(value, line, label), line, label, value);

    public void TakeAccount(string value, int line)
    {
        var account = CsvCell.AccountNumber(value);
        Account ??= account;
        if (!StatementRules.SameAccount(Account, account)) problems.Note(StatementRefusals.StatementMixesAccounts(line, Account, account));
    }

    public void TakeCurrency(string value, int line, string label)
    {
        var folded = CsvTable.Fold(value);
        var code = profile.Currencies.TryGetValue(folded, out var known) ? known : folded.ToUpperInvariant();
        if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))
            problems.Note(StatementRefusals.StatementCurrencyNotReadable(line, label, value));
        Currency ??= code;
        if (Currency != code) problems.Note(StatementRefusals.StatementMixesCurrencies(Account ?? "", Currency, code));
    }

    private void TakePeriod(string value, int line, string label)
    {
        // The period is only passed on; a bank that writes it in prose still has its dates on every line.
        var ends = value.Split(["~", "~", "〜", "至", " - ", "–", "—"], 2, StringSplitOptions.TrimEntries);
        if (ends.Length != 2) return;
        Take(CsvFact.From, ends[0], line, label);
        Take(CsvFact.To, ends[1], line, label);
    }
}
