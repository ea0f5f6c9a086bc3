using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Domain.Banking;

/// <summary>One transfer to be made by the bank.</summary>
/// <param name="Amount">Positive.</param>
public sealed record PaymentInstruction(
    string PaymentReference, Money Amount, string PayeeName, string PayeeBankCode, string PayeeAccount, string Purpose);

/// <summary>
/// A file of payment orders for the bank: ISO 20022 customer credit transfer initiation, pain.001.001.09.
/// The payment reference is both end-to-end identification and structured creditor reference. The same orders always give the
/// same bytes: a check writes every stored file again. What is changed here must still write the files of earlier versions.
/// </summary>
public static class PaymentInitiation
{
    private const int LongestName = 140;
    private static readonly XNamespace Ns = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    /// <param name="messageId">At most 35 characters.</param>
    public static byte[] Write(
        string messageId, Instant createdAt, LocalDate executeOn, BankAccount debtor, string debtorName,
            IReadOnlyList<PaymentInstruction> payments)
    {
        ArgumentNullException.ThrowIfNull(debtor);
        ArgumentNullException.ThrowIfNull(payments);
        var total = payments.Skip(1).Aggregate(payments[0].Amount, (sum, payment) => sum + payment.Amount);
        var count = payments.Count.ToString(CultureInfo.InvariantCulture);
        var document = new XDocument(
            new XDeclaration("1.0", "utf-8", null),
            new XElement(Ns + "Document", new XElement(Ns + "CstmrCdtTrfInitn",
                new XElement(Ns + "GrpHdr",
                    new XElement(Ns + "MsgId", messageId),
                    new XElement(Ns + "CreDtTm", InstantPattern.General.Format(createdAt)),
                    new XElement(Ns + "NbOfTxs", count),
                    new XElement(Ns + "CtrlSum", total.ToString()),
                    new XElement(Ns + "InitgPty", new XElement(Ns + "Nm", Cut(debtorName)))),
                new XElement(Ns + "PmtInf",
                    new XElement(Ns + "PmtInfId", messageId),
                    new XElement(Ns + "PmtMtd", "TRF"),
                    new XElement(Ns + "NbOfTxs", count),
                    new XElement(Ns + "CtrlSum", total.ToString()),
                    new XElement(Ns + "ReqdExctnDt", new XElement(Ns + "Dt", LocalDatePattern.Iso.Format(executeOn))),
                    new XElement(Ns + "Dbtr", new XElement(Ns + "Nm", Cut(debtorName))),
                    new XElement(Ns + "DbtrAcct", Account(debtor.AccountNumber), new XElement(Ns + "Ccy", total.Currency.Code)),
                    new XElement(Ns + "DbtrAgt", Agent(debtor.BankCode)),
                    payments.Select(Transfer)))));
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
        using (var xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
            document.Save(xml);
        return stream.ToArray();
    }

    private static XElement Transfer(PaymentInstruction payment) => new(Ns + "CdtTrfTxInf",
        new XElement(Ns + "PmtId", new XElement(Ns + "EndToEndId", payment.PaymentReference)),
        new XElement(
            Ns + "Amt", new XElement(Ns + "InstdAmt", new XAttribute("Ccy", payment.Amount.Currency.Code), payment.Amount.ToString())),
        new XElement(Ns + "CdtrAgt", Agent(payment.PayeeBankCode)),
        new XElement(Ns + "Cdtr", new XElement(Ns + "Nm", Cut(payment.PayeeName))),
        new XElement(Ns + "CdtrAcct", Account(payment.PayeeAccount)),
        new XElement(Ns + "RmtInf",
            new XElement(Ns + "Ustrd", Cut(payment.Purpose)),
            new XElement(Ns + "Strd", new XElement(Ns + "CdtrRefInf",
                new XElement(Ns + "Tp", new XElement(Ns + "CdOrPrtry", new XElement(Ns + "Cd", "SCOR")), new XElement(Ns + "Issr", "ISO")),
                new XElement(Ns + "Ref", payment.PaymentReference)))));

    private static XElement Account(string number) => new(Ns + "Id", new XElement(Ns + "Othr", new XElement(Ns + "Id", number)));

    private static XElement Agent(string bankCode) =>
        new(Ns + "FinInstnId", new XElement(
            Ns + "ClrSysMmbId", new XElement(Ns + "ClrSysId", new XElement(Ns + "Cd", "TWNCC")), new XElement(Ns + "MmbId", bankCode)));

    private static string Cut(string text) => StorableText.Cut(text, LongestName);
}
