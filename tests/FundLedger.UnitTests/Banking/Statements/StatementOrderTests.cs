using FundLedger.Domain.Banking.Statements;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class StatementOrderTests
{
    private static readonly LocalDate Day = new(2026, 6, 30);

    [Fact]
    public void Days_OfAStatementThatStatesNone_AreThoseOfItsLines()
    {
        Statement(null, null, Day.PlusDays(3), Day, Day.PlusDays(9)).Days(new LocalDate(2030, 1, 1)).Should().Be((Day, Day.PlusDays(9)));
        Statement(Day.PlusDays(-2), Day.PlusDays(20), Day).Days(Day).Should().Be((Day.PlusDays(-2), Day.PlusDays(20)));
        Statement(null, null).Days(Day).Should().Be((Day, Day));
    }

    private static BankStatement Statement(LocalDate? from, LocalDate? to, params LocalDate[] lines) => new(
        "1", "TWD", 0, lines.Length, from, to, null, [.. lines.Select(day => new StatementEntry(day, day, 1, "", "", "", null))]);
}
