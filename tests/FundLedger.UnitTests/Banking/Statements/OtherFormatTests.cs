using System.IO.Compression;
using System.Text;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>OFX, archives, and what is recognised only to be refused by its name.</summary>
public sealed class OtherFormatTests
{
    private static readonly string Ours = PaymentReference.Of(new DocumentReference(DocumentKind.Contribution, 3));

    private static readonly string Transactions = $"""
        <BANKTRANLIST><DTSTART>20261124<DTEND>20261126
        <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261126120000[+8:CST]<TRNAMT>+500.00<FITID>B2<NAME>R&amp;D 陶坊<MEMO>gift {Ours}</STMTTRN>
        <STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261125<TRNAMT>-30.00<FITID>B1<NAME>BANK<MEMO>fee</STMTTRN>
        </BANKTRANLIST><LEDGERBAL><BALAMT>1470.00<DTASOF>20261126</LEDGERBAL>
        """;

    private static readonly string Sgml = $"""
        OFXHEADER:100
        DATA:OFXSGML
        ENCODING:UTF-8
        CHARSET:NONE

        <OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>TWD
        <BANKACCTFROM><BANKID>004<ACCTID>999000000022<ACCTTYPE>CHECKING</BANKACCTFROM>
        {Transactions}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
        """;

    [Fact]
    public void Read_OfxAsSgml_GivesLinesOldestFirstAndTheOpeningBalance()
    {
        var file = SampleFile.ReadText(Sgml, "bank.qfx").Value;
        file.Format.Should().Be("ofx");
        var statement = file.Statements.Single();
        statement.Should().BeEquivalentTo(
            new { Account = "999000000022", Currency = "TWD", Opening = 1_000m, Closing = 1_470m, Ties = true });
        statement.Entries.Select(line => (line.BookingDate.Day, line.Amount, line.BankReference, line.Counterparty, line.PaymentReferences))
            .Should().Equal((25, -30m, "B1", "BANK", ""), (26, 500m, "B2", "R&D 陶坊", Ours));
    }

    [Fact]
    public void Read_OfxAsXml_GivesTheSame()
    {
        var body = Sgml[Sgml.IndexOf("<OFX>", StringComparison.Ordinal)..];
        var closed = System.Text.RegularExpressions.Regex.Replace(body, @"<([A-Z]+)>([^<\r\n]+)(?=[<\r\n])", "<$1>$2</$1>");
        var xml = """<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>""" + closed;
        SampleFile.ReadText(xml, "bank.ofx").Value.Statements.Should().Equal(SampleFile.ReadText(Sgml, "bank.qfx").Value.Statements);
    }

    [Theory]
    [InlineData("<LEDGERBAL>", "<AVAILBAL>", nameof(StatementRefusals.StatementClosingMissing))]
    [InlineData("<ACCTID>999000000022", "", nameof(StatementRefusals.StatementAccountMissing))]
    [InlineData("+500.00", "5OO", nameof(StatementRefusals.StatementAmountNotReadable))]
    [InlineData("<DTPOSTED>20261125", "<DTPOSTED>20261325", nameof(StatementRefusals.StatementDateNotReadable))]
    [InlineData("<CURDEF>TWD", "", nameof(StatementRefusals.StatementFieldMissing))]
    [InlineData("</OFX>", "", nameof(StatementRefusals.StatementTruncated))]
    public void Read_FaultyOfx_IsRefusedWithItsCode(string right, string wrong, string code) =>
        SampleFile.ReadText(Sgml.Replace(right, wrong, StringComparison.Ordinal), "bank.ofx").RefusalCode().Should().Be(code);

    [Theory]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.052.001.08'/>", nameof(StatementRefusals.StatementIsIntraday))]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'/>", nameof(StatementRefusals.StatementIsNotification))]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'/>", nameof(StatementRefusals.StatementIsPaymentStatus))]
    [InlineData(":20:R\n:25:1\n:28C:1\n:34F:TWD0,\n:13D:2611261200+0800\n", nameof(StatementRefusals.StatementIsIntraday))]
    [InlineData("!Type:Bank\nD26/11/2026\nT500\n^\n", nameof(StatementRefusals.StatementIsPersonalFinance))]
    public void Read_AnotherKindOfFile_IsRefusedByItsName(string text, string code) =>
        SampleFile.ReadText(text, "file.txt").RefusalCode().Should().Be(code);

    [Fact]
    public void Read_AnArchive_GivesTheStatementsOfItsFiles()
    {
        var archive = Archive(
            ("a.xml", StatementCases.Bytes("k4-creditor-reference.xml")), ("b.sta", StatementCases.Bytes("k5-repeated-86.sta")));
        var read = StatementReader.Read(archive, "month.zip");
        read.Value.Statements.Should().HaveCount(2);
        read.Value.Format.Should().StartWith("zip:");
    }

    [Fact]
    public void Read_ASpreadsheet_IsRefusedByItsName()
    {
        StatementReader.Read(Archive(("[Content_Types].xml", [1]), ("xl/workbook.xml", [1])), "bank.xlsx").Refusal
            .Should().Be(StatementRefusals.StatementIsSpreadsheet("bank.xlsx", "XLSX"));
        StatementReader.Read(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 1 }, "bank.xls").Refusal
            .Should().Be(StatementRefusals.StatementIsSpreadsheet("bank.xls", "XLS"));
    }

    [Fact]
    public void Read_AnArchiveMeantToHarm_IsRefusedBeforeItIsUnpacked()
    {
        StatementReader.Read(Archive(("a.zip", Archive(("a.xml", [1])))), "nested.zip").Refusal
            .Should().Be(StatementRefusals.StatementArchiveNested("nested.zip", "a.zip"));
        StatementReader.Read(Archive(("zeros.xml", new byte[5_000_000])), "bomb.zip").RefusalCode()
            .Should().Be(nameof(StatementRefusals.StatementArchiveTooLarge));
        var many = Enumerable.Range(0, 1_001).Select(at => ($"{at}.xml", new byte[] { 1 })).ToArray();
        StatementReader.Read(Archive(many), "many.zip").RefusalCode().Should().Be(nameof(StatementRefusals.StatementArchiveTooLarge));
        StatementReader.Read(Archive(("a.xml", [1, 2])).AsMemory()[..^9], "cut.zip").RefusalCode()
            .Should().Be(nameof(StatementRefusals.StatementArchiveNotReadable));
    }

    [Fact]
    public void Read_AnEncryptedFileInAnArchive_IsRefused()
    {
        var content = Archive(("a.xml", Encoding.UTF8.GetBytes("<x/>")));
        // The general purpose flags of the local and of the central header.
        content[6] |= 1;
        content[content.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        StatementReader.Read(content, "locked.zip").Refusal.Should().Be(StatementRefusals.StatementArchiveEncrypted("locked.zip", "a.xml"));
    }

    [Fact]
    public void Read_MillionsOfCommas_AreRefusedBeforeACellIsMade()
    {
        var commas = new byte[19_000_000];
        commas.AsSpan().Fill((byte)',');
        var before = GC.GetAllocatedBytesForCurrentThread();
        StatementReader.Read(commas, "commas.csv").Refusal.Should()
            .Be(StatementRefusals.StatementTooManyColumns(1, StatementLimits.Columns));
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000_000, "only the text itself is made");
    }

    [Fact]
    public void Read_ACellOfAWholeBook_IsRefused() =>
        SampleFile.ReadText("帳號,1\n日期,金額,餘額\n115/11/1,\"" + new string('a', 20_001) + "\",1\n", "bank.csv").Refusal
            .Should().Be(StatementRefusals.StatementFieldTooLong(3, StatementLimits.FieldLength));

    [Fact]
    public void Read_MoreLinesThanAnyStatementHas_IsRefused()
    {
        var lines = new StringBuilder("帳號,12345\n期初餘額,0\n期末餘額,0\n日期,金額\n");
        for (var at = 0; at <= StatementLimits.Lines; at++) lines.Append("115/11/1,0\n");
        SampleFile.ReadText(lines.ToString(), "bank.csv").Refusal.Should()
            .Be(StatementRefusals.StatementTooManyLines(StatementLimits.Lines));
    }

    [Fact]
    public void Read_AnEntryOfTooManyElements_IsRefused()
    {
        var many = string.Concat(Enumerable.Repeat("<a/>", StatementLimits.ElementsOfEntry + 1));
        var sample = SampleFile.Text("camt053/camt053.v2.multi.statement.xml");
        SampleFile.ReadText(sample.Replace("<RmtInf>", "<RmtInf>" + many, StringComparison.Ordinal)).RefusalCode()
            .Should().Be(nameof(StatementRefusals.StatementEntryTooLarge));
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
