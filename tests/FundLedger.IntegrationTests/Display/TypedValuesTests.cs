using FundLedger.Domain.Ledger;
using FundLedger.Web.Display;
using NodaTime;

namespace FundLedger.IntegrationTests.Display;

public sealed class TypedValuesTests
{
    [Theory]
    [InlineData("115年11月21日")]
    [InlineData("民國115年11月21日")]
    [InlineData("中華民國 115 年 11 月 21 日")]
    [InlineData("115/11/21")]
    [InlineData("115.11.21")]
    [InlineData("1151121")]
    [InlineData("１１５年１１月２１日")]
    [InlineData("１１５／１１／２１")]
    [InlineData("2026-11-21")]
    [InlineData("2026/11/21")]
    [InlineData("20261121")]
    [InlineData("2026年11月21日")]
    [InlineData("  2026-11-21 ")]
    public void ParseDate_AsTypedInTaiwan_IsRead(string typed) =>
        RocDates.Parse(typed).Value.Should().Be(new LocalDate(2026, 11, 21));

    [Theory]
    [InlineData("99/1/5", 2010, 1, 5)]
    [InlineData("0990105", 2010, 1, 5)]
    [InlineData("113/2/29", 2024, 2, 29)]
    [InlineData("110-01-01", 2021, 1, 1)]
    public void ParseDate_WithRepublicYear_IsCommonEraYearPlus1911(string typed, int year, int month, int day) =>
        RocDates.Parse(typed).Value.Should().Be(new LocalDate(year, month, day));

    [Theory]
    [InlineData("", "DateNotReadable")]
    [InlineData("tomorrow", "DateNotReadable")]
    [InlineData("115/11", "DateNotReadable")]
    [InlineData("21.11.2026", "DateNotReadable")]
    [InlineData("115年11月21日 12:00", "DateNotReadable")]
    [InlineData("114/2/29", "DateDoesNotExist")]
    [InlineData("115/13/1", "DateDoesNotExist")]
    [InlineData("115/0/1", "DateDoesNotExist")]
    [InlineData("2026-04-31", "DateDoesNotExist")]
    [InlineData("9999-12-31", "DateDoesNotExist")]
    public void ParseDate_ThatIsNone_IsRefusedWithItsCode(string typed, string code) =>
        RocDates.Parse(typed).Refusal!.Code.Should().Be(code);

    [Theory]
    [InlineData("1234567", 1_234_567)]
    [InlineData("1,234,567", 1_234_567)]
    [InlineData("１，２３４，５６７元", 1_234_567)]
    [InlineData("NT$1,234,567", 1_234_567)]
    [InlineData("新臺幣 300 元整", 300)]
    [InlineData("300萬", 3_000_000)]
    [InlineData("1.5億", 150_000_000)]
    [InlineData("0.0001億", 10_000)]
    [InlineData("-35", -35)]
    [InlineData("−35", -35)]
    [InlineData("12.00", 12)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void ParseMoney_AsTyped_IsRead(string typed, long dollars) =>
        TypedMoney.Parse(typed, Currency.Twd).Value.Should().Be(Money.Twd(dollars));

    [Theory]
    [InlineData("", "MoneyNotReadable")]
    [InlineData("12a", "MoneyNotReadable")]
    [InlineData("1,23", "MoneyNotReadable")]
    [InlineData("1.234,56", "MoneyNotReadable")]
    [InlineData("1,2345", "MoneyNotReadable")]
    [InlineData("--1", "MoneyNotReadable")]
    [InlineData("1e6", "MoneyNotReadable")]
    [InlineData("12.50", "AmountHasFraction")]
    [InlineData("0.00001萬", "AmountHasFraction")]
    [InlineData("9223372036854775808", "AmountTooLarge")]
    [InlineData("99999999999999999999999999999999", "AmountTooLarge")]
    [InlineData("9999999999999999999億", "AmountTooLarge")]
    public void ParseMoney_ThatIsNone_IsRefusedWithItsCode(string typed, string code) =>
        TypedMoney.Parse(typed, Currency.Twd).Refusal!.Code.Should().Be(code);

    [Fact]
    public void ParseDate_OfEveryDayAsShownInChinese_GivesTheDayBack()
    {
        using var _ = new Reading(Languages.Chinese);
        for (var day = new LocalDate(2020, 1, 1); day < new LocalDate(2029, 1, 1); day = day.PlusDays(1))
        {
            RocDates.Parse(Wording.Date(day)).Value.Should().Be(day);
        }
    }
}
