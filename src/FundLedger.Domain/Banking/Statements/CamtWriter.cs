using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>camt.053.001.08, elements in the order its schema asks for.</summary>
internal sealed partial class CamtWriter
{
    private const string Namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
    private const int LongestReference = 35;
    private const int LongestName = 140;

    // Taiwan has had no summer time since 1979.
    private const string Offset = "+08:00";

    private readonly XmlWriter xml;

    private CamtWriter(XmlWriter xml) => this.xml = xml;

    public static void Write(IReadOnlyList<BankStatement> statements, Stream output, string messageId, Instant createdAt)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false, true), NewLineChars = "\n", CloseOutput = false };
        using var xml = XmlWriter.Create(output, settings);
        new CamtWriter(xml).Write(statements, messageId, InstantPattern.General.Format(createdAt));
    }

    private void Write(IReadOnlyList<BankStatement> statements, string messageId, string createdAt)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("Document", Namespace);
        Inside("BkToCstmrStmt", () =>
        {
            Inside("GrpHdr", () =>
            {
                Text("MsgId", messageId, LongestReference);
                xml.WriteElementString("CreDtTm", createdAt);
            });
            for (var at = 0; at < statements.Count; at++) Write(
                statements[at], $"{messageId[..Math.Min(messageId.Length, LongestReference - 7)]}-{at + 1}", createdAt);
        });
        xml.WriteEndElement();
    }

    private void Write(BankStatement statement, string id, string createdAt) => Inside("Stmt", () =>
    {
        Text("Id", id, LongestReference);
        if (statement.SequenceNumber is { } number)
        {
            if (!number.All(char.IsAsciiDigit))
                throw new ArgumentException($"camt.053 numbers statements by digits only, not '{number}'.", nameof(statement));
            xml.WriteElementString("ElctrncSeqNb", number);
        }

        xml.WriteElementString("CreDtTm", createdAt);
        var first = statement.From ?? statement.Entries.Select(entry => entry.BookingDate).DefaultIfEmpty(new LocalDate(2000, 1, 1)).Min();
        var last = statement.To ?? statement.Entries.Select(entry => entry.BookingDate).DefaultIfEmpty(first).Max();
        Inside("FrToDt", () =>
        {
            xml.WriteElementString("FrDtTm", $"{Date(first)}T00:00:00{Offset}");
            xml.WriteElementString("ToDtTm", $"{Date(last)}T23:59:59{Offset}");
        });
        Inside("Acct", () =>
        {
            Inside("Id", () =>
            {
                if (Iban().IsMatch(statement.Account)) xml.WriteElementString("IBAN", statement.Account);
                else Inside("Othr", () => Text("Id", statement.Account, 34));
            });
            xml.WriteElementString("Ccy", statement.Currency);
        });
        Balance("OPBD", statement.Opening, statement.Currency, first);
        Balance("CLBD", statement.Closing, statement.Currency, last);
        foreach (var entry in statement.Entries)
        {
            // A line of the file per line of the statement: half the size of indented XML, and still readable.
            xml.WriteWhitespace("\n");
            Write(entry, statement.Currency);
        }

        xml.WriteWhitespace("\n");
    });

    private void Balance(string code, decimal amount, string currency, LocalDate date) => Inside("Bal", () =>
    {
        Inside("Tp", () => Inside("CdOrPrtry", () => xml.WriteElementString("Cd", code)));
        Amount(amount, currency);
        Inside("Dt", () => xml.WriteElementString("Dt", Date(date)));
    });

    private void Write(StatementEntry entry, string currency) => Inside("Ntry", () =>
    {
        Amount(entry.Amount, currency);
        if (entry.IsReversal) xml.WriteElementString("RvslInd", "true");
        Inside("Sts", () => xml.WriteElementString("Cd", "BOOK"));
        Inside("BookgDt", () => xml.WriteElementString("Dt", Date(entry.BookingDate)));
        Inside("ValDt", () => xml.WriteElementString("Dt", Date(entry.ValueDate)));
        if (entry.BankReference is { } bankReference) Text("AcctSvcrRef", bankReference, LongestReference);
        Inside("BkTxCd", () => Inside("Domn", () =>
        {
            xml.WriteElementString("Cd", "PMNT");
            Inside("Fmly", () =>
            {
                xml.WriteElementString("Cd", entry.Amount < 0 ? "ICDT" : "RCDT");
                xml.WriteElementString("SubFmlyCd", "OTHR");
            });
        }));
        if (entry.Reference.Length + entry.Counterparty.Length + entry.Description.Length > 0)
            Inside("NtryDtls", () => Inside("TxDtls", () => Details(entry)));
    });

    private void Details(StatementEntry entry)
    {
        if (entry.Reference.Length > 0) Inside("Refs", () => Text("EndToEndId", entry.Reference, LongestReference));
        if (entry.Counterparty.Length > 0)
        {
            var role = entry.Amount > 0 != entry.IsReversal ? "Dbtr" : "Cdtr";
            Inside("RltdPties", () => Inside(role, () => Inside("Pty", () => Text("Nm", entry.Counterparty, LongestName))));
        }

        if (entry.Description.Length == 0) return;
        Inside("RmtInf", () =>
        {
            foreach (var line in entry.Description.EnumerateRunes().Chunk(CamtEntry.LongestRemittanceLine))
                xml.WriteElementString("Ustrd", string.Concat(line));
        });
    }

    private void Amount(decimal amount, string currency)
    {
        xml.WriteStartElement("Amt");
        xml.WriteAttributeString("Ccy", currency);
        xml.WriteString(Math.Abs(amount).ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteElementString("CdtDbtInd", amount < 0 ? "DBIT" : "CRDT");
    }

    /// <summary>Cutting a text short would be a silent loss, so one that does not fit is the caller's bug.</summary>
    private void Text(string name, string text, int longest)
    {
        if (text.EnumerateRunes().Count() > longest)
            throw new ArgumentException($"{name} holds at most {longest} characters: '{text}'.", nameof(text));
        xml.WriteElementString(name, text);
    }

    private void Inside(string name, Action content)
    {
        xml.WriteStartElement(name);
        content();
        xml.WriteEndElement();
    }

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$")]
    private static partial Regex Iban();
}
