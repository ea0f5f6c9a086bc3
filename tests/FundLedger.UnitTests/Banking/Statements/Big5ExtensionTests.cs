using System.Globalization;
using System.Text;
using FundLedger.Domain.Banking.Statements;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>Characters that Big5 files have and code page 950 lacks.</summary>
public sealed class Big5ExtensionTests
{
    /// <summary>
    /// C6A1–C6BE and C6E0–C875 in their order, as Python's big5hkscs decodes them; Ruby's table of Unicode-at-on says the same.
    /// </summary>
    private const string Extension =
        "①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ々〆〇ー［］✽ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなに"
        + "ぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデト"
        + "ドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯа"
        + "бвгдеёжзийклмнопрстуфхцчшщъыьэюя";

    [Fact]
    public void Read_OfTheExtensionThatEverybodyReadsAlike_GivesItsCharacters()
    {
        var pairs = Pairs(0xC6A1, 0xC6BE).Concat(Pairs(0xC6E0, 0xC875)).ToArray();
        pairs.Should().HaveCount(Extension.Length);
        for (var index = 0; index < pairs.Length; index++)
            Description(pairs[index]).Should().Be($"轉帳王{Extension[index]}店", "{0:X4} was decoded", pairs[index]);
    }

    [Theory]
    [InlineData(0xF9D6, "碁")]
    [InlineData(0xA3E1, "€")]
    public void Read_OfWhatCodePage950Added_GivesItsCharacter(int pair, string character) =>
        Description(pair).Should().Be($"轉帳王{character}店");

    [Theory]
    [InlineData(0x8140)]
    [InlineData(0x8E69)]
    [InlineData(0xA0FE)]
    [InlineData(0xC6BF)]
    [InlineData(0xC6DF)]
    [InlineData(0xC876)]
    [InlineData(0xC8FE)]
    [InlineData(0xFA40)]
    [InlineData(0xFB69)]
    [InlineData(0xFEFE)]
    public void Read_OfWhatEachReadsOtherwise_IsRefusedWithLineAndByte(int pair) =>
        StatementReader.Read(File(pair), "bank.csv").Refusal.Should().Be(StatementRefusals.StatementBig5CharacterUnknown(
            3, "2026/11/25,".Length + 7, pair.ToString("X4", CultureInfo.InvariantCulture)));

    [Fact]
    public void Read_OfAnXmlDeclaredAsBig5_IsRefusedTheSame()
    {
        byte[] content = [.. "<?xml version=\"1.0\" encoding=\"Big5\"?>\n<Document>"u8, 0xFB, 0xE9, .. "</Document>"u8];
        StatementReader.Read(content, "bank.xml").Refusal.Should().Be(StatementRefusals.StatementBig5CharacterUnknown(2, 11, "FBE9"));
    }

    private static string Description(int pair) =>
        SampleFile.Single(StatementReader.Read(File(pair), "bank.csv")).Entries.Single().Description;

    private static byte[] File(int pair)
    {
        var big5 = CodePagesEncodingProvider.Instance.GetEncoding(950)!;
        return
        [
            .. big5.GetBytes("帳號,999000000022\n交易日期,摘要,支出,存入,餘額\n2026/11/25,轉帳王"), (byte)(pair >> 8), (byte)(pair & 0xFF),
            .. big5.GetBytes("店,,500,3697300\n"),
        ];
    }

    private static IEnumerable<int> Pairs(int first, int last) => Enumerable.Range(first, last - first + 1)
        .Where(pair => (pair & 0xFF) is (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE));
}
