using System.Text;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>The same kinds of fault in files of other banks and formats.</summary>
public sealed class StatementVariantTests
{
    private const string Columns = "交易日期,摘要,支出,存入,餘額\n";
    private static readonly string Ours = PaymentReference.Of(new DocumentReference(DocumentKind.ExpectedReturn, 7));

    private static string Message(string lines, string closing = "C261126TWD1500,") =>
        $":20:S\n:25:123456789\n:28C:1/1\n:60F:C261124TWD1000,\n{lines}\n:62F:{closing}\n-\n";

    [Theory]
    [InlineData("115/11/24,甲,-500,,500\n115/11/24,乙,-500,,0\n", nameof(StatementRefusals.StatementSignNotDecided))]
    [InlineData("115/11/24,甲,-500,,\n", nameof(StatementRefusals.StatementSignNotDecided))]
    [InlineData("115/11/24,甲,-500,,500\n115/11/25,乙,-500,,0\n", null)]
    public void K3_ASign_IsWhatTheBalancesSay_OrRefused(string lines, string? code) =>
        SampleFile.ReadText("帳號,123456\n" + Columns + lines, "bank.csv").RefusalCode().Should().Be(code);

    [Fact]
    public void K3_AMinusThatTheBalanceTakesForMoneyBack_IsMoneyIn() =>
        SampleFile.Single(SampleFile.ReadText("帳號,123456\n" + Columns + "115/11/24,甲,500,,500\n115/11/25,沖正,-500,,1000\n", "bank.csv"))
            .Entries.Select(line => line.Amount).Should().Equal(-500m, 500m);

    [Fact]
    public void K3_InsideADay_TheBalanceDecides() =>
        SampleFile.Single(SampleFile.ReadText(
            "帳號,123456\n" + Columns + "115/11/24,甲,,1,1\n115/11/25,丙,,3,6\n115/11/25,乙,,2,3\n115/11/26,丁,,4,10\n", "bank.csv"))
            .Entries.Select(line => line.Description).Should().Equal("甲", "乙", "丙", "丁");

    [Fact]
    public void K3_TimesThatFallOnOneDay_AreNewestFirst() =>
        SampleFile.Single(SampleFile.ReadText(
            "帳號,123456\n交易日期,交易時間,摘要,支出,存入,餘額\n115/11/24,15:00,退,8,,100\n115/11/24,09:00,收,,8,108\n", "bank.csv"))
            .Should().BeEquivalentTo(new { Opening = 100m, Closing = 100m });

    [Theory]
    [InlineData("<Refs><InstrId>{0}</InstrId><EndToEndId>X</EndToEndId></Refs>")]
    [InlineData("<Refs><EndToEndId>X</EndToEndId></Refs><RmtInf><Strd><RfrdDocInf><Nb>{0}</Nb></RfrdDocInf></Strd></RmtInf>")]
    [InlineData("<Refs><EndToEndId>X</EndToEndId></Refs><RmtInf><Ustrd>a</Ustrd></RmtInf><AddtlTxInf>for {0}</AddtlTxInf>")]
    public void K4_AnyFieldOfCamt_MayCarryOurReference(string details)
    {
        var detail = string.Format(System.Globalization.CultureInfo.InvariantCulture, details, Ours);
        var text = Encoding.UTF8.GetString(StatementCases.Bytes("k4-creditor-reference.xml"));
        var (from, to) = (text.IndexOf("<TxDtls>", StringComparison.Ordinal) + 8, text.IndexOf("</TxDtls>", StringComparison.Ordinal));
        SampleFile.Single(SampleFile.ReadText(text[..from] + detail + text[to..])).Entries.Single()
            .PaymentReferences.Should().Be(Ours);
    }

    [Theory]
    [InlineData(":61:261126C500,NTRFNONREF\n:86:a\n-\nb")]
    [InlineData(":61:261126C500,NTRFNONREF\n:86:at 09\n:25:09 o'clock b")]
    [InlineData(":61:261126C500,NTRFNONREF\n:86:166~00a~20b~32N")]
    [InlineData(":61:2611261126CD500,00NOV NONREF\n:86:a\n:86:b")]
    [InlineData(":61:261126    C500S   NONREF\n:86:a b")]
    [InlineData(":61:2611261126C500 NMSCNONREF\n:86:166?00a?35b")]
    public void K5_K6_LinesOfOtherBanks_KeepAmountAndText(string lines)
    {
        var line = SampleFile.Single(SampleFile.ReadText(Message(lines), "bank.sta")).Entries.Single();
        line.Amount.Should().Be(500m);
        line.Description.Should().StartWith("a").And.EndWith("b");
    }

    [Theory]
    [InlineData(":61:26112C500,NTRFX", nameof(StatementRefusals.StatementDateNotReadable))]
    [InlineData(":61:261126X500,NTRFX", nameof(StatementRefusals.StatementDirectionNotReadable))]
    [InlineData(":61:261126C5.00NTRFX", nameof(StatementRefusals.StatementAmountNotReadable))]
    [InlineData(":61:261126C500,XTRFX", nameof(StatementRefusals.StatementTypeNotReadable))]
    public void K6_ThePartThatCannotBeRead_IsNamed(string line, string code) =>
        SampleFile.ReadText(Message(line), "bank.sta").RefusalCode().Should().Be(code);

    [Fact]
    public void K11_ThreeDigitsBehindTheCommaOfAmountsWithoutDecimals_AreRefused() =>
        SampleFile.ReadText(Message(":61:261126C0,500NTRFX"), "bank.sta").RefusalCode()
            .Should().Be(nameof(StatementRefusals.StatementAmountNotReadable));

    [Theory]
    [InlineData("帳號:999-000-000022 活期存款\n")]
    [InlineData("存款帳號 999000000022\n")]
    [InlineData("查詢帳號:999000000022(台幣)\n")]
    public void K10_AnAccountInsideACell_IsFound(string facts) =>
        StatementRules.SameAccount(
            SampleFile.Single(SampleFile.ReadText(facts + Columns + "115/11/24,甲,,1,1\n", "bank.csv")).Account, "999000000022")
            .Should().BeTrue();

    [Fact]
    public void K10_FullWidthCommas_SeparateToo() =>
        SampleFile.Single(SampleFile.ReadText("帳號,999000000022\n作帳日,附註,支出,存入,結存餘額\n115/11/24,甲,,1,1\n", "bank.csv"))
            .Entries.Single().Description.Should().Be("甲");

    [Fact]
    public void K12_CodePage437And852_AreRefusedByName()
    {
        foreach (var page in new[] { 437, 852 })
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
            var content = encoding.GetBytes(Message(":61:261126C500,NTRFX\n:86:GRÜSSE VON ÖÄRE"));
            StatementReader.Read(content, "bank.sta").RefusalCode().Should().Be(nameof(StatementRefusals.StatementEncodingDoubtful));
        }
    }

    [Fact]
    public void K12_AReplacementCharacter_IsRefusedWithItsLine() =>
        SampleFile.ReadText("帳號,1\n" + Columns + "115/11/24,王\uFFFD明,,1,1\n", "bank.csv").Refusal
            .Should().Be(StatementRefusals.StatementCharacterUnknown(3));

    [Fact]
    public void K12_Big5OfAnMt940_IsRead()
    {
        var content = CodePagesEncodingProvider.Instance.GetEncoding(950)!.GetBytes(Message(":61:261126C500,NTRFX\n:86:跨行匯入 王小明"));
        SampleFile.Single(StatementReader.Read(content, "bank.sta")).Entries.Single().Description.Should().Be("跨行匯入 王小明");
    }

    [Fact]
    public void K14_FieldsBehindTheEnd_AreRefused() =>
        SampleFile.ReadText(Message(":61:261126C500,NTRFX") + ":61:261126C1,NTRFX\n", "bank.sta").RefusalCode()
            .Should().Be(nameof(StatementRefusals.StatementFieldOutside));
}
