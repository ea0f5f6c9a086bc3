using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>One MT940 message, gathered field by field.</summary>
internal sealed partial class Mt940Message(FirstRefusal problems)
{
    private const int FirstTwoDigitYearOf1900s = 80;

    private readonly List<StatementEntry> entries = [];
    private string account = "";
    private string? number;
    private Balance? opening;
    private Balance? closing;
    private string lastTag = "";

    private sealed record Balance(decimal Amount, string Currency, LocalDate Date);

    public void Add(string tag, int line, List<string> lines)
    {
        switch (tag)
        {
            case "25": account = StatementText.Tidy(lines[0]); break;
            case "28" or "28C": number = StatementText.Tidy(lines[0]); break;
            case "60F" or "60M": opening ??= ReadBalance(tag, line, lines[0]); break;
            case "62F" or "62M": closing = ReadBalance(tag, line, lines[0]); break;
            case "61": AddEntry(line, lines); break;

            // After the closing balance :86: speaks of the whole statement.
            case "86" when lastTag == "61" && entries.Count > 0: entries[^1] = Describe(entries[^1], lines); break;
        }

        lastTag = tag;
    }

    /// <summary>The statement, or null when a problem was noted.</summary>
    public BankStatement? Finish()
    {
        if (account.Length == 0) problems.Note(StatementRefusals.StatementAccountMissing());
        if (opening is null) problems.Note(StatementRefusals.StatementOpeningMissing(account));
        if (closing is null) problems.Note(StatementRefusals.StatementClosingMissing(account));
        if (problems.Refusal is not null || opening is null || closing is null) return null;
        if (opening.Currency != closing.Currency)
            problems.Note(StatementRefusals.StatementMixesCurrencies(account, opening.Currency, closing.Currency));
        return new BankStatement(account, opening.Currency, opening.Amount, closing.Amount, opening.Date, closing.Date, number, entries);
    }

    private Balance ReadBalance(string tag, int line, string text)
    {
        var match = BalanceField().Match(text);
        if (!match.Success)
        {
            problems.Note(StatementRefusals.StatementAmountNotReadable(line, $":{tag}:", text));
            return new Balance(0, "", default);
        }

        var amount = problems.Take(AmountText.ReadPlain(match.Groups["amount"].Value, line, $":{tag}:", ','), 0);
        return new Balance(match.Groups["mark"].Value == "C" ? amount
            : -amount, match.Groups["currency"].Value, Date(match.Groups["date"].Value, line, $":{tag}:"));
    }

    private void AddEntry(int line, List<string> lines)
    {
        var match = EntryField().Match(lines[0]);
        if (!match.Success)
        {
            problems.Note(StatementRefusals.StatementAmountNotReadable(line, ":61:", lines[0]));
            return;
        }

        var amount = problems.Take(AmountText.ReadPlain(match.Groups["amount"].Value, line, ":61:", ','), 0);
        var valueDate = Date(match.Groups["value"].Value, line, ":61:");
        var booked = match.Groups["booked"];
        var bookingDate = booked.Success ? BookedNear(valueDate, booked.Value, line) : valueDate;
        var mark = match.Groups["mark"].Value;
        var reference = StatementText.Tidy(match.Groups["reference"].Value);
        var bankReference = StatementText.Tidy(match.Groups["bank"].Value);
        if (reference is "NONREF" or "NOTPROVIDED") reference = "";

        // RC takes back a credit, RD a debit.
        entries.Add(new StatementEntry(
            bookingDate,
            valueDate,
            mark is "C" or "RD" ? amount : -amount,
            reference.Length > 0 ? reference : bankReference,
            "",
            StatementText.Tidy(string.Join(' ', lines.Skip(1))),
            bankReference.Length > 0 ? bankReference : null)
        { IsReversal = mark.StartsWith('R') });
    }

    /// <summary>
    /// Free text, or the sub-fields ?20 to ?29 and ?60 to ?63 (remittance, wrapped anywhere) and ?32, ?33 (the other side).
    /// </summary>
    private static StatementEntry Describe(StatementEntry entry, List<string> lines)
    {
        var joined = string.Concat(lines).TrimStart();
        if (!StructuredText().IsMatch(joined))
            return entry with { Description = StatementText.Tidy($"{entry.Description} {string.Join(' ', lines)}") };
        var parts = joined.Split('?').Skip(1).Where(part => part.Length > 2).Select(part => (Code: part[..2], Text: part[2..])).ToList();
        var remittance = string.Concat(
            parts.Where(part => part.Code[0] == '2' || part.Code is "60" or "61" or "62" or "63").Select(part => part.Text));
        return entry with
        {
            Counterparty = StatementText.Tidy(string.Concat(parts.Where(part => part.Code is "32" or "33").Select(part => part.Text))),
            Description = StatementText.Tidy($"{entry.Description} {remittance}"),
        };
    }

    private LocalDate Date(string text, int line, string field)
    {
        var year = int.Parse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        return Date(year < FirstTwoDigitYearOf1900s ? 2000 + year : 1900 + year, text[2..], line, field);
    }

    private LocalDate Date(int year, string monthAndDay, int line, string field) =>
        problems.Take(
            DateText.ReadWritten(year.ToString(CultureInfo.InvariantCulture) + monthAndDay, line, field), new LocalDate(year, 1, 1));

    /// <summary>The booking date has no year: the one that puts it closest to the value date.</summary>
    private LocalDate BookedNear(LocalDate valueDate, string monthAndDay, int line)
    {
        var month = int.Parse(monthAndDay.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        var year = valueDate.Year + (month - valueDate.Month) switch
        {
            > 6 => -1,
            < -6 => 1,
            _ => 0,
        };
        return Date(year, monthAndDay, line, ":61:");
    }

    [GeneratedRegex("^(?<mark>[CD])(?<date>[0-9]{6})(?<currency>[A-Z]{3})(?<amount>[0-9]+,[0-9]*)\\s*$")]
    private static partial Regex BalanceField();

    [GeneratedRegex(
        "^(?<value>[0-9]{6})(?<booked>[0-9]{4})?(?<mark>R?[CD])[A-Z]?(?<amount>[0-9]+,[0-9]*)"
        + "(?:[NSF][A-Z0-9]{3}(?<reference>.*?)(?://(?<bank>.*))?)?$")]
    private static partial Regex EntryField();

    [GeneratedRegex(@"^[0-9]{3}\s*\?[0-9]{2}")]
    private static partial Regex StructuredText();
}
