using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class StatementOrderTests
{
    private static readonly LocalDate Day = new(2026, 6, 30);
    private static readonly BankStatementRecord June = new() { ToDate = Day, Opening = 100, Closing = 700 };

    [Fact]
    public void CheckFollows_TheFirstStatement_OpensWithAnything() =>
        StatementRules.CheckFollows("MAIN", null, Day, Money.Twd(-3), overlaps: false).Should().BeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    public void CheckFollows_AStatementThatBeginsAfterTheLastOne_OpensWithItsClosingBalance(int daysLater)
    {
        Check(Day.PlusDays(daysLater), 700).Should().BeNull();
        Check(Day.PlusDays(daysLater), 701).Should().Be(BankingRefusals.StatementDoesNotFollow("MAIN", Money.Twd(700), Money.Twd(701)));
    }

    [Fact]
    public void CheckFollows_AnOverlappingOrAnEarlierStatement_IsNotHeldToIt()
    {
        Check(Day, 650, overlaps: true).Should().BeNull();
        Check(Day.PlusDays(-1), 50).Should().BeNull();
    }

    [Fact]
    public void Days_OfAStatementThatStatesNone_AreThoseOfItsLines()
    {
        Statement(null, null, Day.PlusDays(3), Day, Day.PlusDays(9)).Days(new LocalDate(2030, 1, 1)).Should().Be((Day, Day.PlusDays(9)));
        Statement(Day.PlusDays(-2), Day.PlusDays(20), Day).Days(Day).Should().Be((Day.PlusDays(-2), Day.PlusDays(20)));
        Statement(null, null).Days(Day).Should().Be((Day, Day));
    }

    private static Refusal? Check(LocalDate from, long opening, bool overlaps = false) =>
        StatementRules.CheckFollows("MAIN", June, from, Money.Twd(opening), overlaps);

    private static BankStatement Statement(LocalDate? from, LocalDate? to, params LocalDate[] lines) => new(
        "1", "TWD", 0, lines.Length, from, to, null, [.. lines.Select(day => new StatementEntry(day, day, 1, "", "", "", null))]);
}
