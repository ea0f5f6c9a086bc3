using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// Reads one :61: part by part, so that what cannot be read is named: value date, entry date (or blanks), mark, funds code,
/// amount, type of transaction, references.
/// </summary>
internal sealed partial class Mt940Entry(int line, FirstRefusal problems)
{
    private const int FirstTwoDigitYearOf1900s = 80;
    private const string Field = ":61:";
    private const int TypeLength = 4;

    /// <summary>In place of a line that is refused.</summary>
    public static readonly StatementEntry Nothing = new(default, default, 0, "", "", "", null);

    private string rest = "";

    /// <summary>
    /// Refused: <see cref="StatementRefusals.StatementDateNotReadable"/>,
    /// <see cref="StatementRefusals.StatementDirectionNotReadable"/>, <see cref="StatementRefusals.StatementAmountNotReadable"/>,
    /// <see cref="StatementRefusals.StatementTypeNotReadable"/>.
    /// </summary>
    public Result<StatementEntry> Read(List<string> lines)
    {
        rest = lines[0];
        if (Take(ValueDate()) is not { } value) return StatementRefusals.StatementDateNotReadable(line, Field, Beginning(6));
        var booked = Take(EntryDate()) ?? "";
        if (Take(Mark()) is not { } mark) return StatementRefusals.StatementDirectionNotReadable(line, Field, Beginning(3));
        if (Take(Amount()) is not { } amountText) return StatementRefusals.StatementAmountNotReadable(line, Field, Beginning(16));
        rest = rest.TrimStart();
        if (rest.Length > 0 && Take(TransactionType()) is null)
            return StatementRefusals.StatementTypeNotReadable(line, Field, Beginning(TypeLength));

        var valueDate = problems.Take(Date(value, line, Field), default);
        var bookingDate = booked.Trim().Length == 0 ? valueDate : problems.Take(BookedNear(valueDate, booked), default);
        var amount = problems.TakeAmount(AmountText.ReadPlain(amountText.Trim(), line, Field, ','), line, Field, amountText);
        var references = rest.Split("//", 2);
        var reference = StatementText.Tidy(references[0]);
        var bankReference = StatementText.Tidy(references.ElementAtOrDefault(1));
        if (reference is "NONREF" or "NOTPROVIDED") reference = "";
        var more = StatementText.Tidy(string.Join(' ', lines.Skip(1)));

        // RC takes back a credit, RD a debit.
        return new StatementEntry(
            bookingDate,
            valueDate,
            mark[0] == 'C' || mark.StartsWith("RD", StringComparison.Ordinal) ? amount : -amount,
            reference.Length > 0 ? reference : bankReference,
            "",
            more,
            bankReference.Length > 0 ? bankReference : null)
        { IsReversal = mark[0] == 'R', PaymentReferences = PaymentReference.Gather(reference, bankReference, more) };
    }

    /// <summary>Year, month and day of two digits each. Refused: <see cref="StatementRefusals.StatementDateNotReadable"/>.</summary>
    public static Result<LocalDate> Date(string text, int line, string field)
    {
        var year = int.Parse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        return Date(year < FirstTwoDigitYearOf1900s ? 2000 + year : 1900 + year, text[2..], line, field);
    }

    private static Result<LocalDate> Date(int year, string monthAndDay, int line, string field) =>
        DateText.ReadWritten(year.ToString(CultureInfo.InvariantCulture) + monthAndDay, line, field);

    /// <summary>The booking date has no year: the one that puts it closest to the value date.</summary>
    private Result<LocalDate> BookedNear(LocalDate valueDate, string monthAndDay)
    {
        var month = int.Parse(monthAndDay.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        var year = valueDate.Year + (month - valueDate.Month) switch
        {
            > 6 => -1,
            < -6 => 1,
            _ => 0,
        };
        return Date(year, monthAndDay, line, Field);
    }

    /// <summary>The next part without what separates it; null when it is not there.</summary>
    private string? Take(Regex part)
    {
        var match = part.Match(rest);
        if (!match.Success) return null;
        rest = rest[match.Length..];
        return match.Value;
    }

    private string Beginning(int length) => rest.Length <= length ? rest : rest[..length];

    [GeneratedRegex("^[0-9]{6}")]
    private static partial Regex ValueDate();

    [GeneratedRegex("^(?:[0-9]{4}| {0,4})(?=[^0-9 ])")]
    private static partial Regex EntryDate();

    [GeneratedRegex("^R?[CD](?:[A-Z ](?=[0-9]))?")]
    private static partial Regex Mark();

    [GeneratedRegex("^[0-9]+(?:,[0-9]*(?![0-9,.])|(?=$|[NSF ]))")]
    private static partial Regex Amount();

    [GeneratedRegex("^[NSF](?:[A-Z0-9 ]{3}|[A-Z0-9 ]{0,2}$)")]
    private static partial Regex TransactionType();
}
