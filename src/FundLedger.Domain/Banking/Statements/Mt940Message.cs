using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>One MT940 message, gathered field by field.</summary>
internal sealed partial class Mt940Message(FirstRefusal problems)
{
    private readonly List<StatementEntry> entries = [];
    private readonly List<string> texts = [];
    private string account = "";
    private string? number;
    private Balance? opening;
    private Balance? closing;

    private sealed record Balance(decimal Amount, string Currency, LocalDate Date);

    /// <summary>The tag of the last field; null before the first.</summary>
    public string? LastTag { get; private set; }

    public bool IsClosed => closing is not null;

    public void Add(string tag, int line, List<string> lines)
    {
        switch (tag)
        {
            case "25" or "25P": account = StatementText.Tidy(lines[0]); break;
            case "28" or "28C": number = StatementText.Tidy(lines[0]); break;
            case "60F" or "60M": opening ??= ReadBalance(tag, line, lines[0]); break;
            case "62F" or "62M": closing = ReadBalance(tag, line, lines[0]); break;
            case "61":
                Describe();
                AddEntry(line, lines);
                break;

            // After the closing balance :86: speaks of the whole statement.
            case "86" when !IsClosed && entries.Count > 0: texts.Add(string.Join('\n', lines)); break;
        }

        LastTag = tag;
    }

    /// <summary>The statement, or null when a problem was noted.</summary>
    public BankStatement? Finish()
    {
        Describe();
        if (account.Length == 0) problems.Note(StatementRefusals.StatementAccountMissing());
        if (opening is null) problems.Note(StatementRefusals.StatementOpeningMissing(account));
        if (closing is null) problems.Note(StatementRefusals.StatementClosingMissing(account));
        if (opening is not null) problems.DecideDoubt(opening.Currency);
        if (problems.Refusal is not null || opening is null || closing is null) return null;
        if (opening.Currency != closing.Currency)
            problems.Note(StatementRefusals.StatementMixesCurrencies(account, opening.Currency, closing.Currency));
        return new BankStatement(
            account, opening.Currency, opening.Amount, closing.Amount, opening.Date, closing.Date, number,
            BookingOrder.OldestFirst(entries));
    }

    private Balance ReadBalance(string tag, int line, string text)
    {
        var field = $":{tag}:";
        var match = BalanceField().Match(text);
        if (!match.Success)
        {
            problems.Note(StatementRefusals.StatementAmountNotReadable(line, field, text));
            return new Balance(0, "", default);
        }

        var written = match.Groups["amount"].Value;
        var amount = problems.TakeAmount(AmountText.ReadPlain(written, line, field, ','), line, field, written);
        var date = problems.Take(Mt940Entry.Date(match.Groups["date"].Value, line, field), default);
        return new Balance(match.Groups["mark"].Value == "C" ? amount : -amount, match.Groups["currency"].Value, date);
    }

    private void AddEntry(int line, List<string> lines)
    {
        if (entries.Count == StatementLimits.Lines) problems.Note(StatementRefusals.StatementTooManyLines(StatementLimits.Lines));
        else entries.Add(problems.Take(new Mt940Entry(line, problems).Read(lines), Mt940Entry.Nothing));
    }

    /// <summary>All texts behind a line are its own, however many fields the bank spread them over.</summary>
    private void Describe()
    {
        if (texts.Count > 0) entries[^1] = Mt940Text.Describe(entries[^1], texts);
        texts.Clear();
    }

    [GeneratedRegex("^(?<mark>[CD])(?<date>[0-9]{6})(?<currency>[A-Z]{3})(?<amount>[0-9]+,[0-9]*)\\s*-?\\s*$")]
    private static partial Regex BalanceField();
}
