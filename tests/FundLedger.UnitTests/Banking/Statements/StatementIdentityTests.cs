using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class StatementIdentityTests
{
    private static readonly StatementEntry Line = new(new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 2), 100m, "REF", "甲", "捐贈", null);

    private static BankStatement Statement(params StatementEntry[] lines) =>
        new("012345678901", "TWD", 0, lines.Sum(line => line.Amount), lines.Min(line => line.BookingDate), lines.Max(
            line => line.BookingDate), null, lines);

    [Fact]
    public void Identity_OfALine_IsStable() =>
        Line.Identity("012345678901").Should().Be("60ff09a7ec49eeb2118011eea11d3326f9a0eeb0a072c464cc65fe8c2b982ec8");

    [Fact]
    public void Identity_ChangesWithEveryField()
    {
        StatementEntry[] others =
        [
            Line with { BookingDate = new LocalDate(2026, 11, 3) }, Line with { ValueDate = new LocalDate(2026, 11, 3) },
                Line with { Amount = -100m },
            Line with { Reference = "RE" }, Line with { Counterparty = "F甲" }, Line with { Description = "" },
                Line with { BankReference = "" }, Line with { Reference = "REF甲", Counterparty = "" },
        ];

        others.Append(Line).Select(line => line.Identity("1")).Append(Line.Identity("2")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Identity_OfTheSameLineWrittenOtherwise_IsTheSame() =>
        (Line with { Amount = 100.00m }).Identity("012-345-678 901").Should().Be(Line.Identity("012345678901"));

    [Fact]
    public void Check_OtherAccountOtherCurrencyFractionAndNotTying_AreAllTold()
    {
        var statement = Statement(Line with { Amount = 0.5m }) with { Closing = 1m };

        StatementRules.Check(statement, "12345678901", new Currency("EUR", 0)).Select(refusal => refusal.Code).Should().Equal(
            nameof(StatementRefusals.StatementOfOtherAccount),
            nameof(StatementRefusals.StatementOfOtherCurrency),
            nameof(StatementRefusals.StatementDoesNotTie),
            nameof(StatementRefusals.StatementAmountHasFraction));
    }

    [Fact]
    public void Check_DollarsWithZeroCents_AreWhole() =>
        StatementRules.Check(Statement(Line with { Amount = 100.00m }), "0123 4567 8901", Currency.Twd).Should().BeEmpty();
}
