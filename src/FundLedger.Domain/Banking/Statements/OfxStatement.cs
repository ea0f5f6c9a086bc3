using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>One STMTRS, gathered element by element. Both forms of OFX give the same elements in the same order.</summary>
internal sealed class OfxStatement(FirstRefusal problems)
{
    private readonly List<StatementEntry> entries = [];
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> transaction = new(StringComparer.Ordinal);
    private string inside = "";
    private int transactionLine;

    public void Begin(string name, int line)
    {
        switch (name)
        {
            case "STMTTRN":
                AddTransaction();
                (inside, transactionLine) = (name, line);
                break;
            case "BANKACCTFROM" or "CCACCTFROM" or "LEDGERBAL" or "AVAILBAL" or "BANKTRANLIST" or "BALLIST":
                AddTransaction();
                inside = name;
                break;
            case "BANKACCTTO" or "CCACCTTO" or "PAYEE" when inside.StartsWith("STMTTRN", StringComparison.Ordinal):
                inside = "STMTTRN/" + name;
                break;
        }
    }

    public void Value(string name, string value, int line)
    {
        if (inside.StartsWith("STMTTRN", StringComparison.Ordinal))
        {
            var key = inside == "STMTTRN" || name is "NAME" ? name : $"{inside[8..]}/{name}";
            transaction[key] = transaction.TryGetValue(key, out var before) ? before + value : value;
        }
        else
        {
            fields[$"{inside}/{name}"] = value;
            fields[$"{inside}/{name}/line"] = line.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    public void End(string name)
    {
        if (name == "STMTTRN") AddTransaction();
        if (inside.StartsWith("STMTTRN/", StringComparison.Ordinal) && inside.EndsWith(name, StringComparison.Ordinal)) inside = "STMTTRN";
        else if (name == inside) inside = name == "STMTTRN" ? "BANKTRANLIST" : "";
    }

    /// <summary>The statement, or null when a problem was noted.</summary>
    public BankStatement? Finish()
    {
        AddTransaction();
        var account = StatementText.Tidy(Field("BANKACCTFROM/ACCTID") ?? Field("CCACCTFROM/ACCTID"));
        var currency = (Field("/CURDEF") ?? "").Trim().ToUpperInvariant();
        if (account.Length == 0) problems.Note(StatementRefusals.StatementAccountMissing());
        if (currency.Length != 3) problems.Note(StatementRefusals.StatementFieldMissing(Line("/CURDEF"), "CURDEF"));
        if (Field("LEDGERBAL/BALAMT") is not { } written)
        {
            problems.Note(StatementRefusals.StatementClosingMissing(account));
            return null;
        }

        var closing = Amount(written, Line("LEDGERBAL/BALAMT"), "BALAMT");
        problems.DecideDoubt(currency);
        var ordered = BookingOrder.OldestFirst(entries);
        var (from, to) = (Day("BANKTRANLIST/DTSTART"), Day("BANKTRANLIST/DTEND"));
        return problems.Refusal is not null
            ? null
            : new BankStatement(account, currency, closing - entries.Sum(entry => entry.Amount), closing, from, to, null, ordered);
    }

    private void AddTransaction()
    {
        if (transaction.Count == 0) return;
        if (entries.Count == StatementLimits.Lines) problems.Note(StatementRefusals.StatementTooManyLines(StatementLimits.Lines));
        if (Given("TRNAMT") is null) problems.Note(StatementRefusals.StatementFieldMissing(transactionLine, "TRNAMT"));
        var posted = problems.Take(Date(Given("DTPOSTED") ?? "", transactionLine, "DTPOSTED"), default);
        var available = Given("DTAVAIL") is { } value ? problems.Take(Date(value, transactionLine, "DTAVAIL"), default) : posted;
        var bankReference = StatementText.Tidy(Given("FITID") ?? Given("SRVRTID"));
        string[] references = [StatementText.Tidy(Given("REFNUM")), StatementText.Tidy(Given("CHECKNUM")), bankReference];
        var name = StatementText.Tidy(Given("NAME"));
        var account = StatementText.Tidy(Given("BANKACCTTO/ACCTID") ?? Given("CCACCTTO/ACCTID"));
        entries.Add(new StatementEntry(
            posted, available, Amount(Given("TRNAMT") ?? "0", transactionLine, "TRNAMT"),
            references.FirstOrDefault(text => text.Length > 0, ""),
            name.Length > 0 ? name : account,
            StatementText.Tidy(Given("MEMO")),
            bankReference.Length > 0 ? bankReference : null)
        { PaymentReferences = PaymentReference.Gather(transaction.Values) });
        transaction.Clear();
    }

    private string? Given(string name) => transaction.GetValueOrDefault(name);

    private string? Field(string path) => fields.GetValueOrDefault(path);

    private int Line(string path) =>
        int.TryParse(Field(path + "/line"), System.Globalization.CultureInfo.InvariantCulture, out var line) ? line : 1;

    private LocalDate? Day(string path) => Field(path) is { } text ? problems.Take(Date(text, Line(path), path), default) : null;

    /// <summary>A sign, and a point or a comma before the decimals.</summary>
    private decimal Amount(string written, int line, string column)
    {
        var text = written.Trim();
        var figure = text.TrimStart('+', '-');
        if (text.Length - figure.Length > 1) problems.Note(StatementRefusals.StatementAmountNotReadable(line, column, written));
        var point = figure.Contains(',', StringComparison.Ordinal) ? ',' : '.';
        var amount = problems.TakeAmount(AmountText.ReadPlain(figure, line, column, point), line, column, written);
        return text.StartsWith('-') ? -amount : amount;
    }

    /// <summary>The day as written: YYYYMMDD, and a time with a zone that is passed over.</summary>
    private static Result<LocalDate> Date(string text, int line, string column)
    {
        var day = text.Trim();
        return DateText.ReadWritten(day.Length > 8 && day[..8].All(char.IsAsciiDigit) ? day[..8] : day, line, column);
    }
}
