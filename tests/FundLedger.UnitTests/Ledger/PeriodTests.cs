using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Ledger;

public sealed class PeriodTests
{
    private static readonly LocalDate NextYear = new(2026, 2, 1);
    private readonly Dictionary<int, PeriodState> states = [];

    private FiscalYearPeriods Year => new(2025, states);

    [Theory]
    [InlineData(PeriodState.Open, PeriodMove.SoftClose, PeriodState.SoftClosed)]
    [InlineData(PeriodState.SoftClosed, PeriodMove.Close, PeriodState.Closed)]
    [InlineData(PeriodState.SoftClosed, PeriodMove.Reopen, PeriodState.Open)]
    [InlineData(PeriodState.Closed, PeriodMove.Reopen, PeriodState.SoftClosed)]
    public void Move_OneStep_LeadsThere(PeriodState from, PeriodMove move, PeriodState to)
    {
        states[1] = from;

        Year.Move(1, move, NextYear, "because").Value.Should().Be(to);
    }

    [Fact]
    public void Move_AnythingElse_IsRefused()
    {
        var permitted = new[]
        {
            (PeriodState.Open, PeriodMove.SoftClose), (PeriodState.SoftClosed, PeriodMove.Close),
            (PeriodState.SoftClosed, PeriodMove.Reopen), (PeriodState.Closed, PeriodMove.Reopen),
        };
        foreach (var from in Enum.GetValues<PeriodState>())
        {
            foreach (var move in Enum.GetValues<PeriodMove>().Where(move => !permitted.Contains((from, move))))
            {
                states[1] = from;
                Refused(1, move).Should().Be(nameof(PeriodRefusals.PeriodMoveNotPermitted));
            }
        }
    }

    [Fact]
    public void Close_BeforeAnEarlierPeriod_IsRefused()
    {
        states[1] = PeriodState.Closed;
        states[2] = PeriodState.SoftClosed;
        states[3] = PeriodState.SoftClosed;

        Refused(3, PeriodMove.Close).Should().Be(nameof(PeriodRefusals.EarlierPeriodOpen));
        Refused(2, PeriodMove.Close).Should().BeNull();
    }

    [Fact]
    public void Reopen_BeforeALaterClosedPeriodOrWithoutReason_IsRefused()
    {
        states[1] = states[2] = PeriodState.Closed;

        Refused(1, PeriodMove.Reopen).Should().Be(nameof(PeriodRefusals.LaterPeriodClosed));
        Refused(2, PeriodMove.Reopen, reason: " ").Should().Be(nameof(PeriodRefusals.PeriodReopenNeedsReason));
        Refused(2, PeriodMove.Reopen).Should().BeNull();
    }

    [Theory]
    [InlineData(1, "2025-01-31")]
    [InlineData(2, "2025-02-28")]
    [InlineData(13, "2025-12-31")]
    public void Close_PeriodThatHasNotEnded_IsRefused(int period, string lastDay)
    {
        var last = NodaTime.Text.LocalDatePattern.Iso.Parse(lastDay).Value;

        Refused(period, PeriodMove.SoftClose, last).Should().Be(nameof(PeriodRefusals.PeriodNotEnded));
        Refused(period, PeriodMove.SoftClose, last.PlusDays(1)).Should().BeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(-1)]
    public void Move_PeriodThatIsNone_IsRefused(int period) =>
        Refused(period, PeriodMove.SoftClose).Should().Be(nameof(PeriodRefusals.PeriodNotKnown));

    [Fact]
    public void CloseYear_NeedsEveryPeriodClosedAndTheYearsBefore()
    {
        for (var period = 1; period <= 13; period++)
        {
            Year.CheckClosing(NextYear, null)!.Code.Should().Be(nameof(PeriodRefusals.PeriodOfYearOpen));
            states[period] = PeriodState.Closed;
        }

        Year.CheckClosing(NextYear, 2024)!.Code.Should().Be(nameof(PeriodRefusals.EarlierYearOpen));
        Year.CheckClosing(new LocalDate(2025, 12, 31), null)!.Code.Should().Be(nameof(PeriodRefusals.PeriodNotEnded));
        (Year.CheckClosing(NextYear, null) is null).Should().BeTrue();
        states[14] = PeriodState.Closed;
        Year.CheckClosing(NextYear, null)!.Code.Should().Be(nameof(PeriodRefusals.FiscalYearClosed));
        Refused(13, PeriodMove.Reopen).Should().Be(nameof(PeriodRefusals.FiscalYearClosed));
    }

    private string? Refused(int period, PeriodMove move, LocalDate? today = null, string reason = "because") =>
        Year.Move(period, move, today ?? NextYear, reason).RefusalCode();
}
