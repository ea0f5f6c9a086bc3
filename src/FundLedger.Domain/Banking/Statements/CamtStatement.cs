using System.Xml;
using System.Xml.Linq;
using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>One Stmt element, gathered part by part.</summary>
internal sealed class CamtStatement(XNamespace iso, FirstRefusal problems)
{
    private static readonly HashSet<string> Parts = ["ElctrncSeqNb", "LglSeqNb", "FrToDt", "Acct", "Bal", "Ntry"];

    private readonly List<Balance> balances = [];
    private readonly List<StatementEntry> entries = [];
    private readonly CamtEntry entryReader = new(iso, problems);
    private readonly HashSet<string> entryCurrencies = [];
    private string account = "";
    private string? accountCurrency;
    private string? electronicNumber;
    private string? legalNumber;
    private LocalDate? from;
    private LocalDate? to;

    private sealed record Balance(string Code, decimal Amount, string Currency, LocalDate? Date);

    public static bool Reads(string name) => Parts.Contains(name);

    public void Add(XElement part)
    {
        switch (part.Name.LocalName)
        {
            case "ElctrncSeqNb": electronicNumber = part.Value.Trim(); break;
            case "LglSeqNb": legalNumber = part.Value.Trim(); break;
            case "FrToDt":
                from = ReadDate(part.Element(iso + "FrDtTm") ?? part.Element(iso + "FrDt"));
                to = ReadDate(part.Element(iso + "ToDtTm") ?? part.Element(iso + "ToDt"));
                break;
            case "Acct":
                var id = part.Element(iso + "Id");
                account = StatementText.Tidy(id?.Element(iso + "IBAN")?.Value ?? id?.Element(iso + "Othr")?.Element(iso + "Id")?.Value);
                accountCurrency = part.Element(iso + "Ccy")?.Value.Trim();
                break;
            case "Bal": AddBalance(part); break;
            case "Ntry":
                var (lines, currency) = entryReader.Read(part);
                if (currency is not null) entryCurrencies.Add(currency);
                entries.AddRange(lines);
                if (entries.Count > StatementLimits.Lines) problems.Note(StatementRefusals.StatementTooManyLines(StatementLimits.Lines));
                break;
        }
    }

    /// <summary>The statement, or null when a problem was noted.</summary>
    public BankStatement? Finish()
    {
        if (account.Length == 0) problems.Note(StatementRefusals.StatementAccountMissing());

        // A page of a longer statement opens or closes with an interim balance (ITBD) instead.
        var interim = balances.Where(balance => balance.Code == "ITBD").ToList();
        var booked = Earliest("OPBD") ?? Earliest("PRCD");
        var opening = booked ?? interim.FirstOrDefault();
        var closing = Latest("CLBD") ?? (booked is null ? interim.Skip(1) : interim).LastOrDefault();
        if (opening is null) problems.Note(StatementRefusals.StatementOpeningMissing(account));
        if (closing is null) problems.Note(StatementRefusals.StatementClosingMissing(account));
        problems.DecideDoubt(accountCurrency ?? opening?.Currency ?? "");
        if (problems.Refusal is not null || opening is null || closing is null) return null;

        var currency = accountCurrency ?? opening.Currency;
        var other = entryCurrencies.Prepend(closing.Currency).Prepend(opening.Currency).FirstOrDefault(candidate => candidate != currency);
        if (other is not null) problems.Note(StatementRefusals.StatementMixesCurrencies(account, currency, other));
        return new BankStatement(
            account, currency, opening.Amount, closing.Amount, from ?? opening.Date, to ?? closing.Date,
            electronicNumber ?? legalNumber, BookingOrder.OldestFirst(entries));
    }

    private Balance? Earliest(string code) => balances.Where(balance => balance.Code == code).MinBy(balance => balance.Date);

    private Balance? Latest(string code) =>
        balances.Where(balance => balance.Code == code).OrderBy(balance => balance.Date).LastOrDefault();

    private void AddBalance(XElement part)
    {
        var code = part.Element(iso + "Tp")?.Element(iso + "CdOrPrtry")?.Element(iso + "Cd")?.Value.Trim();

        // Available and forward balances may be in any currency and play no part.
        if (code is not ("OPBD" or "PRCD" or "CLBD" or "ITBD")) return;
        var (amount, currency) = entryReader.SignedAmount(part, "Bal");
        balances.Add(new Balance(code, amount, currency, entryReader.DateOf(part.Element(iso + "Dt"))));
    }

    private LocalDate? ReadDate(XElement? element) =>
        element is null ? null
            : problems.Take(DateText.ReadXml(element.Value, ((IXmlLineInfo)element).LineNumber, element.Name.LocalName), default);
}
