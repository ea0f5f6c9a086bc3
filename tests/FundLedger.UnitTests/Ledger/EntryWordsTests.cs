using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UnitTests.Ledger;

public sealed class EntryWordsTests
{
    [Theory]
    [InlineData("2025-10-01", "2025-12-31", "114年第4季")]
    [InlineData("2025-01-01", "2025-03-31", "114年第1季")]
    [InlineData("2024-02-01", "2024-02-29", "113年2月")]
    [InlineData("2025-01-01", "2025-06-30", "114年上半年")]
    [InlineData("2025-07-01", "2025-12-31", "114年下半年")]
    [InlineData("2025-01-01", "2025-12-31", "114年")]
    [InlineData("2025-02-01", "2025-04-30", "114年2月1日至114年4月30日")]
    [InlineData("2025-04-01", "2025-09-30", "114年4月1日至114年9月30日")]
    [InlineData("2025-07-01", "2026-06-30", "114年7月1日至115年6月30日")]
    [InlineData("2025-02-01", "2025-02-27", "114年2月1日至114年2月27日")]
    [InlineData("2025-02-15", "2025-03-14", "114年2月15日至114年3月14日")]
    public void Period_ThatIsWhole_HasItsName_AndAnotherOneItsDays(string from, string to, string words) =>
        EntryWords.Period(Day(from), Day(to)).Should().Be(words);

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
