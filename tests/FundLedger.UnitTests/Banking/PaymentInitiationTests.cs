using System.Xml.Linq;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking;

/// <summary>The file of payment orders, read back as a bank reads pain.001.001.09.</summary>
public sealed class PaymentInitiationTests
{
    private static readonly XNamespace Ns = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static readonly BankAccount Debtor = new()
    {
        Code = "MAIN",
        Name = "專戶",
        BankCode = "004",
        AccountNumber = "012345678901",
        LedgerAccount = "1101.01",
    };

    private static readonly PaymentInstruction First = new("RF18000001", Money.Twd(300_000), "霧林工坊", "013", "99887766", "第一期款");
    private static readonly PaymentInstruction Second = new("RF29000002", Money.Twd(45), "溪畔 <茶> & 屋", "822", "00112233", "第二期款");

    [Fact]
    public void Write_SeveralPayments_CountsAndSumsThemInHeadAndBatch()
    {
        var document = Written(First, Second);
        document.Descendants(Ns + "NbOfTxs").Select(count => count.Value).Should().Equal("2", "2");
        document.Descendants(Ns + "CtrlSum").Select(sum => sum.Value).Should().Equal("300045", "300045");
        document.Descendants(Ns + "CdtTrfTxInf").Should().HaveCount(2);
    }

    [Fact]
    public void Write_APayment_NamesPayeeAmountAndTheReferenceTwice()
    {
        var transfer = Written(First, Second).Descendants(Ns + "CdtTrfTxInf").Last();
        Value(transfer, "EndToEndId").Should().Be(Second.PaymentReference);
        Value(transfer.Element(Ns + "RmtInf")!.Element(Ns + "Strd")!, "Ref").Should().Be(Second.PaymentReference);
        transfer.Descendants(Ns + "InstdAmt").Single().Attribute("Ccy")!.Value.Should().Be("TWD");
        Value(transfer, "InstdAmt").Should().Be("45");
        Value(transfer.Element(Ns + "Cdtr")!, "Nm").Should().Be(Second.PayeeName);
        Value(transfer.Element(Ns + "CdtrAgt")!, "MmbId").Should().Be("822");
        Value(transfer.Element(Ns + "CdtrAcct")!, "Id").Should().EndWith("00112233");
        Value(transfer, "Ustrd").Should().Be("第二期款");
    }

    [Fact]
    public void Write_TheBatch_IsPaidFromOurAccountOnTheDay()
    {
        var batch = Written(First).Descendants(Ns + "PmtInf").Single();
        Value(batch, "PmtMtd").Should().Be("TRF");
        Value(batch.Element(Ns + "ReqdExctnDt")!, "Dt").Should().Be("2026-11-30");
        Value(batch.Element(Ns + "DbtrAcct")!, "Id").Should().Be("012345678901");
        Value(batch.Element(Ns + "DbtrAgt")!, "MmbId").Should().Be("004");
        Value(batch.Element(Ns + "DbtrAcct")!, "Ccy").Should().Be("TWD");
    }

    [Fact]
    public void Write_ANameLongerThanTheStandardPermits_CutsIt()
    {
        var written = Written(First with { PayeeName = new string('名', 200) });
        Value(written.Descendants(Ns + "Cdtr").Single(), "Nm").Should().Be(new string('名', 140));
    }

    private static string Value(XElement parent, string name) => parent.Descendants(Ns + name).First().Value;

    private static XDocument Written(params PaymentInstruction[] payments)
    {
        var file = PaymentInitiation.Write(
            "MSG-1", Instant.FromUtc(2026, 11, 27, 1, 2), new LocalDate(2026, 11, 30), Debtor, "專戶管理單位", payments);
        file.Take(3).Should().NotEqual([0xEF, 0xBB, 0xBF], "banks' parsers stumble over a byte order mark");
        return XDocument.Load(new MemoryStream(file));
    }
}
