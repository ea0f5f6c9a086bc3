using System.Xml;
using System.Xml.Linq;
using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>One Ntry element: usually one line; a batch becomes one line per transaction when the amounts allow it.</summary>
internal sealed class CamtEntry(XNamespace iso, FirstRefusal problems)
{
    /// <summary>Remittance lines are cut at this length: a full one runs on into the next without a space.</summary>
    public const int LongestRemittanceLine = 140;

    /// <summary>The lines and their currency; nothing for entries that are not booked (yet).</summary>
    public (IReadOnlyList<StatementEntry> Lines, string? Currency) Read(XElement entry)
    {
        var status = entry.Element(iso + "Sts");
        if (status is null) problems.Note(StatementRefusals.StatementFieldMissing(Line(entry), "Ntry/Sts"));
        var statusCode = status?.Element(iso + "Cd")?.Value ?? status?.Value;
        if (statusCode?.Trim() != "BOOK") return ([], null);

        var (amount, currency) = SignedAmount(entry, "Ntry");
        var valueDate = DateOf(entry.Element(iso + "ValDt"));
        var bookingDate = DateOf(entry.Element(iso + "BookgDt")) ?? valueDate;
        if (bookingDate is null) problems.Note(StatementRefusals.StatementFieldMissing(Line(entry), "Ntry/BookgDt"));
        var whole = new Booking(
            entry, amount, currency, bookingDate ?? default, valueDate ?? bookingDate ?? default, IsTrue(entry.Element(iso + "RvslInd")));
        var details = entry.Elements(iso + "NtryDtls").Elements(iso + "TxDtls").ToList();
        if (details.Count > 1 && SplitAmounts(details, whole) is { } amounts)
        {
            return (details.Zip(amounts, (detail, part) => ToLine(whole with { Amount = part }, [detail])).ToList(), currency);
        }

        return ([ToLine(whole, details)], currency);
    }

    /// <summary>Amt with CdtDbtInd, credit positive. The name is the parent's, for messages.</summary>
    public (decimal Amount, string Currency) SignedAmount(XElement parent, string name)
    {
        var amount = parent.Element(iso + "Amt");
        var direction = parent.Element(iso + "CdtDbtInd");
        var currency = amount?.Attribute("Ccy")?.Value.Trim() ?? "";
        if (amount is null) problems.Note(StatementRefusals.StatementFieldMissing(Line(parent), $"{name}/Amt"));
        else if (currency.Length == 0) problems.Note(StatementRefusals.StatementFieldMissing(Line(amount), $"{name}/Amt/@Ccy"));
        if (direction is null) problems.Note(StatementRefusals.StatementFieldMissing(Line(parent), $"{name}/CdtDbtInd"));
        if (amount is null || direction is null) return (0, currency);
        var (line, field) = (Line(amount), $"{name}/Amt");
        var value = problems.TakeAmount(AmountText.ReadPlain(amount.Value, line, field), line, field, amount.Value);
        return (IsCredit(direction) ? value : -value, currency);
    }

    /// <summary>A choice of Dt and DtTm; null when the element is not there.</summary>
    public LocalDate? DateOf(XElement? choice)
    {
        if (choice is null) return null;
        var date = choice.Element(iso + "Dt") ?? choice.Element(iso + "DtTm");
        return problems.Take(DateText.ReadXml(date?.Value ?? "", Line(date ?? choice), choice.Name.LocalName), default);
    }

    private sealed record Booking(
        XElement Entry, decimal Amount, string Currency, LocalDate BookingDate, LocalDate ValueDate, bool IsReversal);

    /// <summary>
    /// Each transaction's signed amount, when all have one in the entry's currency and together they make the entry;
    /// else null, and the entry stays whole: splitting must never invent or lose money.
    /// </summary>
    private List<decimal>? SplitAmounts(List<XElement> details, Booking whole)
    {
        var amounts = new List<decimal>(details.Count);
        foreach (var detail in details)
        {
            var nested = detail.Element(iso + "AmtDtls");
            var amount = detail.Element(iso + "Amt") ?? nested?.Element(iso + "TxAmt")?.Element(iso + "Amt")
                ?? nested?.Element(iso + "InstdAmt")?.Element(iso + "Amt");
            if (amount is null || amount.Attribute("Ccy")?.Value.Trim() != whole.Currency) return null;
            var value = AmountText.ReadPlain(amount.Value, Line(amount), "TxDtls/Amt");
            if (value.IsRefused || value.Value == 0) return null;
            var isCredit = detail.Element(iso + "CdtDbtInd") is { } direction ? IsCredit(direction) : whole.Amount > 0;
            amounts.Add(isCredit ? value.Value : -value.Value);
        }

        return amounts.Sum() == whole.Amount ? amounts : null;
    }

    private StatementEntry ToLine(Booking booking, List<XElement> details)
    {
        var entry = booking.Entry;
        var bankReference = Shared(details, detail => Text(detail.Element(iso + "Refs")?.Element(iso + "AcctSvcrRef")));
        if (bankReference.Length == 0) bankReference = Text(entry.Element(iso + "AcctSvcrRef"));
        string[] references = [
            Shared(details, EndToEnd), Shared(details, CreditorReference), bankReference, Text(entry.Element(iso + "NtryRef"))];
        return new StatementEntry(
            booking.BookingDate,
            booking.ValueDate,
            booking.Amount,
            references.FirstOrDefault(text => text.Length > 0, ""),
            Shared(details, detail => Counterparty(detail, booking)),
            Description(entry, details),
            bankReference.Length == 0 ? null : bankReference)
        { IsReversal = booking.IsReversal, PaymentReferences = PaymentReference.Gather(Texts(entry, details)) };
    }

    /// <summary>Everything in which the bank or the payer may have put our reference.</summary>
    private IEnumerable<string> Texts(XElement entry, List<XElement> details) =>
        details.Elements(iso + "Refs").Descendants()
            .Concat(details.Elements(iso + "RmtInf").Elements(iso + "Strd").Descendants())
            .Concat(entry.Elements(iso + "AcctSvcrRef")).Concat(entry.Elements(iso + "NtryRef"))
            .Where(element => !element.HasElements).Select(element => element.Value)
            .Append(Description(entry, details));

    /// <summary>Remittance, what the bank adds to the transaction and to the entry; each text once.</summary>
    private string Description(XElement entry, List<XElement> details)
    {
        string[] texts = [
            StatementText.Tidy(string.Join(' ', details.Select(Remittance))),
            .. details.Elements(iso + "AddtlTxInf").Select(Text), Text(entry.Element(iso + "AddtlNtryInf"))];
        var kept = new List<string>();
        foreach (var text in texts.Where(text => text.Length > 0))
        {
            if (!kept.Any(other => other.Contains(text, StringComparison.Ordinal))) kept.Add(text);
        }

        return string.Join(' ', kept);
    }

    /// <summary>What all transactions of an unsplit batch agree on; a reference of one of them would mislead.</summary>
    private static string Shared(List<XElement> details, Func<XElement, string> field)
    {
        var values = details.Select(field).Distinct().Take(2).ToList();
        return values.Count == 1 ? values[0] : "";
    }

    private string EndToEnd(XElement detail)
    {
        var id = Text(detail.Element(iso + "Refs")?.Element(iso + "EndToEndId"));
        return string.Equals(id, "NOTPROVIDED", StringComparison.OrdinalIgnoreCase) ? "" : id;
    }

    private string CreditorReference(XElement detail) =>
        detail.Elements(iso + "RmtInf").Elements(iso + "Strd").Elements(iso + "CdtrRefInf").Elements(iso + "Ref").Select(Text)
            .FirstOrDefault(text => text.Length > 0, "");

    private string Remittance(XElement detail)
    {
        var text = new System.Text.StringBuilder();
        foreach (var line in detail.Elements(iso + "RmtInf").Elements(iso + "Ustrd"))
        {
            text.Append(line.Value);
            if (line.Value.EnumerateRunes().Count() != LongestRemittanceLine) text.Append(' ');
        }

        foreach (var line in detail.Elements(iso + "RmtInf").Elements(iso + "Strd").Elements(iso + "AddtlRmtInf"))
            text.Append(line.Value).Append(' ');
        return text.ToString();
    }

    /// <summary>
    /// Money in comes from the debtor, money out goes to the creditor. A reversal keeps the parties of the payment it
    /// takes back, so there it is the other way round.
    /// </summary>
    private string Counterparty(XElement detail, Booking booking)
    {
        var parties = detail.Element(iso + "RltdPties");
        var isDebtor = booking.Amount > 0 != booking.IsReversal;
        return PartyName(parties?.Element(iso + (isDebtor ? "Dbtr" : "Cdtr"))) is { Length: > 0 } name
            ? name
            : PartyName(parties?.Element(iso + (isDebtor ? "UltmtDbtr" : "UltmtCdtr")));
    }

    private string PartyName(XElement? party) => Text(
        party?.Element(iso + "Nm")
        ?? party?.Element(iso + "Pty")?.Element(iso + "Nm")
        ?? party?.Element(iso + "Agt")?.Element(iso + "FinInstnId")?.Element(iso + "Nm"));

    private bool IsCredit(XElement direction)
    {
        var text = direction.Value.Trim();
        if (text is not ("CRDT" or "DBIT"))
            problems.Note(StatementRefusals.StatementDirectionNotReadable(Line(direction), "CdtDbtInd", text));
        return text == "CRDT";
    }

    private static bool IsTrue(XElement? indicator) => indicator?.Value.Trim() is "true" or "1";

    private static string Text(XElement? element) => StatementText.Tidy(element?.Value);

    private static int Line(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
