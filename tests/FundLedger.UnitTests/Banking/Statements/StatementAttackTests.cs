using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>Files that are broken, cut or meant to harm.</summary>
public sealed class StatementAttackTests
{
    private const string Multi = "camt053/camt053.v2.multi.statement.xml";

    [Theory]
    [InlineData(Multi)]
    [InlineData("camt053/camt053.v2.five.decimals.xml")]
    [InlineData("camt053/camt053.v2.minimal.xml")]
    [InlineData("camt053/camt053.v2.wrong.xml")]
    [InlineData("camt053/camt053.v4.xml")]
    [InlineData("camt053/camt053.v8.xml")]
    public void Read_XmlCutAnywhere_IsRefusedAsTruncated(string path)
    {
        var whole = SampleFile.Bytes(path);
        var complete = Encoding.UTF8.GetString(whole).TrimEnd().Length;
        var step = whole.Length < 1000 ? 1 : 7;
        for (var length = 1; length < complete; length += step)
        {
            var refusal = StatementReader.Read(whole.AsMemory(0, length), "cut.xml").Refusal;
            refusal.Should().NotBeNull("only {0} of {1} bytes are there", length, whole.Length);
            refusal!.Code.Should()
                .Be(nameof(StatementRefusals.StatementTruncated), "only {0} of {1} bytes are there", length, whole.Length);
        }
    }

    /// <summary>Without a stated closing balance a file cut between two lines looks whole; what is there is still right.</summary>
    [Theory]
    [InlineData("taiwan/big5.running-balance.csv", 1)]
    [InlineData("taiwan/utf8.full-width.csv", 4)]
    public void Read_CsvCutAnywhere_TiesOnlyWithRightAmounts(string path, int leastLines)
    {
        var whole = SampleFile.Bytes(path);
        var lines = SampleFile.Read(path).Value.Statements.Single().Entries.Select(entry => (entry.BookingDate, entry.Amount)).ToList();
        for (var length = 0; length < whole.Length; length++)
        {
            var result = StatementReader.Read(whole.AsMemory(0, length), "cut.csv");
            if (result.IsRefused || result.Value.Statements.Single() is not { Ties: true } tied) continue;
            tied.Entries.Select(entry => (entry.BookingDate, entry.Amount)).Should()
                .Equal(lines.Take(Math.Max(leastLines, tied.Entries.Count)));
        }
    }

    [Fact]
    public void Read_ExternalEntity_IsRefusedUnread()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "top secret");
        var text = SampleFile.Text(Multi)
            .Replace(
                "<Document", $"""<!DOCTYPE Document [<!ENTITY x SYSTEM "file://{secret}">]>{"\n"}<Document""", StringComparison.Ordinal)
            .Replace("Company Name 2", "&x;", StringComparison.Ordinal);

        SampleFile.ReadText(text).Refusal.Should().Be(StatementRefusals.StatementDocumentTypeForbidden(2));
        File.Delete(secret);
    }

    [Fact]
    public void Read_BillionLaughs_IsRefusedAtOnce()
    {
        var entities = string.Concat(Enumerable.Range(1, 9)
            .Select(at => $"""<!ENTITY l{at} "{string.Concat(Enumerable.Repeat($"&l{at - 1};", 10))}">"""));
        var text = $"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]>"""
            + """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&l9;</Document>""";

        SampleFile.ReadText(text).Refusal.Should().Be(StatementRefusals.StatementDocumentTypeForbidden(1));
    }

    [Fact]
    public void Read_UndeclaredEntity_IsNotWellFormed() =>
        SampleFile.ReadText(SampleFile.Text(Multi).Replace("Company Name 2", "&x;", StringComparison.Ordinal)).Refusal!.Code
            .Should().Be(nameof(StatementRefusals.StatementNotWellFormed));

    [Fact]
    public void Read_ElementsNestedAMillionDeep_IsRefusedAtOnce()
    {
        var nest = string.Concat(Enumerable.Repeat("<a>", 1_000_000)) + string.Concat(Enumerable.Repeat("</a>", 1_000_000));
        var text = SampleFile.Text(Multi).Replace("<RmtInf>", "<RmtInf>" + nest, StringComparison.Ordinal);

        SampleFile.ReadText(text).Refusal!.Code.Should().Be(nameof(StatementRefusals.StatementNestedTooDeeply));
    }

    [Fact]
    public void Read_BrokenInTheMiddle_NamesLineAndColumn() =>
        SampleFile.ReadText("<?xml version=\"1.0\"?>\n<Document>\n  <a></b>\n</Document>\n").Refusal.Should()
            .Be(StatementRefusals.StatementNotWellFormed(3, 8));

    [Theory]
    [InlineData("", nameof(StatementRefusals.StatementFileEmpty))]
    [InlineData(" \r\n\t", nameof(StatementRefusals.StatementFileEmpty))]
    [InlineData("\uFEFF", nameof(StatementRefusals.StatementFileEmpty))]
    [InlineData("hello", nameof(StatementRefusals.StatementNotWellFormed))]
    [InlineData("<html><body/></html>", nameof(StatementRefusals.StatementFormatUnknown))]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.055.001.08'/>", nameof(
        StatementRefusals.StatementVersionNotAccepted))]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.01'/>", nameof(
        StatementRefusals.StatementVersionNotAccepted))]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.14'/>", nameof(
        StatementRefusals.StatementVersionNotAccepted))]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.13'/>", nameof(
        StatementRefusals.StatementFileHasNoStatement))]
    public void Read_NoStatement_IsRefusedWithItsCode(string text, string code) =>
        SampleFile.ReadText(text).Refusal!.Code.Should().Be(code);

    [Theory]
    [InlineData("姓名,電話\n王小明,0912\n")]
    [InlineData("just some words")]
    [InlineData("%PDF-1.7\n")]
    public void Read_SomethingElse_IsRefusedAsUnknown(string text) =>
        SampleFile.ReadText(text, "file.csv").Refusal!.Code.Should().Be(nameof(StatementRefusals.StatementFormatUnknown));

    [Fact]
    public void Read_BytesOfNoEncoding_IsRefusedWithTheLine()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes("帳號,1\n日期,金額\n"), 0xFF, 0xFF, (byte)',', (byte)'1', (byte)'\n', (byte)'\n'];

        StatementReader.Read(content, "bank.csv").Refusal.Should().Be(StatementRefusals.StatementEncodingWrong(3));
    }

    [Fact]
    public void Read_XmlThatIsNotInItsDeclaredEncoding_IsRefused()
    {
        var content = Encoding.Latin1.GetBytes(
            SampleFile.Text(Multi).Replace("Company Name 2", "Société Générale", StringComparison.Ordinal));

        StatementReader.Read(content, "bank.xml").Refusal!.Code.Should().Be(nameof(StatementRefusals.StatementEncodingWrong));
    }

    [Fact]
    public void Read_XmlDeclaredAsBig5OrUtf16_IsDecodedSo()
    {
        var text = SampleFile.Text(Multi).Replace("Company Name 2", "谷關民宿", StringComparison.Ordinal);
        var big5 = CodePagesEncodingProvider.Instance.GetEncoding(950)!.GetBytes(text.Replace("UTF-8", "Big5", StringComparison.Ordinal));
        byte[] utf16 = [
            .. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text.Replace("UTF-8", "UTF-16", StringComparison.Ordinal))];

        foreach (var content in new[] { big5, utf16 })
        {
            StatementReader.Read(content, "bank.xml").Value.Statements[1].Entries.Single().Counterparty.Should().Be("谷關民宿");
        }
    }

    [Fact]
    public void Read_MoreThanFiftyMegabytes_IsRefused() =>
        StatementReader.Read(new byte[(50 * 1024 * 1024) + 1], "big.xml").Refusal.Should()
            .Be(StatementRefusals.StatementFileTooLarge("big.xml", 50));

    [Fact]
    public void Read_RandomChangesOfAByte_NeverThrow()
    {
        var random = new Random(20261121);
        foreach (var path in new[] { Multi, "taiwan/big5.running-balance.csv", "taiwan/utf8.full-width.csv" })
        {
            var whole = SampleFile.Bytes(path);
            for (var round = 0; round < 1000; round++)
            {
                var content = whole.ToArray();
                content[random.Next(content.Length)] = (byte)random.Next(256);
                Func<Result<StatementFile>> read = () => StatementReader.Read(content, Path.GetFileName(path));
                read.Should().NotThrow();
            }
        }
    }
}
