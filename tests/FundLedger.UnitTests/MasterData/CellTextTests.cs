using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;

namespace FundLedger.UnitTests.MasterData;

public sealed class CellTextTests
{
    private static readonly ColumnChoice[] Choices = [new("donation", "捐贈", "Donations"), new("local_matching", "地方配合款", "Local matching")];

    [Theory]
    [InlineData(ColumnType.Code, " DON-石岡 ", "DON-石岡")]
    [InlineData(ColumnType.Text, "  兩個　空白  與\n換行 ", "兩個 空白 與 換行")]
    [InlineData(ColumnType.Digits, "０１２－３４５ 678", "012345678")]
    [InlineData(ColumnType.Digits, "004-0012", "0040012")]
    [InlineData(ColumnType.Number, "００７", "7")]
    [InlineData(ColumnType.Year, "115", "2026")]
    [InlineData(ColumnType.Year, "民國115年度", "2026")]
    [InlineData(ColumnType.Year, "２０２６", "2026")]
    [InlineData(ColumnType.Amount, "NT$3,000,000", "3000000")]
    [InlineData(ColumnType.Amount, "300萬", "3000000")]
    [InlineData(ColumnType.Amount, "1.5億元", "150000000")]
    [InlineData(ColumnType.Amount, "１２００元", "1200")]
    [InlineData(ColumnType.BasisPoints, "10%", "1000")]
    [InlineData(ColumnType.BasisPoints, "5.5％", "550")]
    [InlineData(ColumnType.BasisPoints, "10000", "10000")]
    [InlineData(ColumnType.Flag, "是", CellText.Yes)]
    [InlineData(ColumnType.Flag, "FALSE", CellText.No)]
    [InlineData(ColumnType.Flag, "０", CellText.No)]
    [InlineData(ColumnType.Date, "110/01/01", "2021-01-01")]
    [InlineData(ColumnType.Date, "民國108年6月20日", "2019-06-20")]
    [InlineData(ColumnType.Date, "1080620", "2019-06-20")]
    [InlineData(ColumnType.Date, "2019-06-20", "2019-06-20")]
    [InlineData(ColumnType.Date, "43636", "2019-06-20")]
    [InlineData(ColumnType.Choice, "捐贈", "donation")]
    [InlineData(ColumnType.Choice, "Local Matching", "local_matching")]
    [InlineData(ColumnType.Choice, "LocalMatching", "local_matching")]
    [InlineData(ColumnType.Text, "'=1+1", "=1+1")]
    public void Read_OfWhatPeopleWrite_IsTheOneForm(ColumnType type, string written, string read) =>
        CellText.Read(Column(type), written, Currency.Twd).Value.Should().Be(read);

    [Theory]
    [InlineData(ColumnType.Text, "")]
    [InlineData(ColumnType.Amount, " 　")]
    [InlineData(ColumnType.Code, null)]
    public void Read_OfAnEmptyCell_IsNothing(ColumnType type, string? written) =>
        CellText.Read(Column(type), written, Currency.Twd).Value.Should().BeNull();

    [Theory]
    [InlineData(ColumnType.Code, "DON 石岡", nameof(MasterDataRefusals.CellHasBlank))]
    [InlineData(ColumnType.Text, "a\0b", nameof(MasterDataRefusals.CellNotText))]
    [InlineData(ColumnType.Digits, "12a", nameof(MasterDataRefusals.CellNotDigits))]
    [InlineData(ColumnType.Digits, "--", nameof(MasterDataRefusals.CellNotDigits))]
    [InlineData(ColumnType.Number, "-1", nameof(MasterDataRefusals.CellNotNumber))]
    [InlineData(ColumnType.Number, "99999999999", nameof(MasterDataRefusals.CellNotNumber))]
    [InlineData(ColumnType.Year, "0", nameof(MasterDataRefusals.CellNotYear))]
    [InlineData(ColumnType.Year, "2200", nameof(MasterDataRefusals.CellNotYear))]
    [InlineData(ColumnType.Year, "1911", nameof(MasterDataRefusals.CellNotYear))]
    [InlineData(ColumnType.Amount, "-1", nameof(MasterDataRefusals.CellNotAmount))]
    [InlineData(ColumnType.Amount, "1,2", nameof(MasterDataRefusals.CellNotAmount))]
    [InlineData(ColumnType.Amount, "萬", nameof(MasterDataRefusals.CellNotAmount))]
    [InlineData(ColumnType.Amount, "0.5", nameof(LedgerRefusals.AmountHasFraction))]
    [InlineData(ColumnType.BasisPoints, "100.5%", nameof(MasterDataRefusals.CellNotNumber))]
    [InlineData(ColumnType.BasisPoints, "0.001%", nameof(MasterDataRefusals.CellNotNumber))]
    [InlineData(ColumnType.BasisPoints, "10001", nameof(MasterDataRefusals.CellNotNumber))]
    [InlineData(ColumnType.Flag, "maybe", nameof(MasterDataRefusals.CellNotFlag))]
    [InlineData(ColumnType.Date, "110/02/30", nameof(MasterDataRefusals.CellNotDate))]
    [InlineData(ColumnType.Date, "1", nameof(MasterDataRefusals.CellNotDate))]
    [InlineData(ColumnType.Choice, "贈與", nameof(MasterDataRefusals.CellNotChoice))]
    public void Read_OfWhatIsNoValue_IsRefused(ColumnType type, string written, string code) =>
        CellText.Read(Column(type), written, Currency.Twd).RefusalCode().Should().Be(code);

    [Fact]
    public void Read_OfHalfACharacter_IsRefused() => CellText.Read(Column(ColumnType.Text), "a" + (char)0xD800, Currency.Twd)
        .RefusalCode().Should().Be(nameof(MasterDataRefusals.CellNotText));

    [Fact]
    public void Read_OfALongText_IsRefusedAtItsLimit()
    {
        var column = Column(ColumnType.Text);
        CellText.Read(column, new string('字', column.MaximumLength), Currency.Twd).IsRefused.Should().BeFalse();
        CellText.Read(column, new string('字', column.MaximumLength + 1), Currency.Twd).RefusalCode()
            .Should().Be(nameof(MasterDataRefusals.CellTooLong));
    }

    [Fact]
    public void Read_OfWhatWasRead_IsItself() => Prop.ForAll<NonNull<string>, int>((text, number) =>
    {
        foreach (var type in Enum.GetValues<ColumnType>())
        {
            var column = Column(type);
            foreach (var written in new[] { text.Get, $"{number}", $"{Math.Abs((long)number)}" })
            {
                var first = CellText.Read(column, written, Currency.Twd);
                if (first.IsRefused) continue;
                CellText.Read(column, first.Value, Currency.Twd).Value.Should().Be(first.Value, "of {0}", type);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quoted_TextOfAnyKind_ReadsAsItself() => Prop.ForAll<NonNull<string>>(text =>
    {
        foreach (var begin in new[] { "", "=", "+", "-", "@", "'", "'=", "''@" })
        {
            var first = CellText.Read(Column(ColumnType.Text), CellText.Quoted(begin + text.Get.Trim()), Currency.Twd);
            if (first.IsRefused || first.Value is null) continue;
            CellText.Read(Column(ColumnType.Text), CellText.Quoted(first.Value), Currency.Twd).Value.Should().Be(first.Value);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("name_zh", true)]
    [InlineData("中文名稱", true)]
    [InlineData(" Name (Chinese)", true)]
    [InlineData("ＮＡＭＥ＿ＺＨ", true)]
    [InlineData("名稱", false)]
    public void IsNamed_ByNameOrHeading_InEitherLanguage(string heading, bool named) =>
        new MasterDataColumn("name_zh", "中文名稱", "Name (Chinese)", ColumnType.Text).IsNamed(heading).Should().Be(named);

    private static MasterDataColumn Column(ColumnType type) => new("column", "欄位", "Column", type) { Choices = Choices };
}
