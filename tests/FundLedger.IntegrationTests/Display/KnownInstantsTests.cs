using FundLedger.Web.Display;
using NodaTime;

namespace FundLedger.IntegrationTests.Display;

public sealed class KnownInstantsTests
{
    [Theory]
    [InlineData("2026-07-01T02:00:00Z")]
    [InlineData("2026-07-01T10:00:00+08:00")]
    [InlineData("2026-07-01T10:00:00 08:00")]
    [InlineData(" ２０２６-07-01T02:00:00Z ")]
    public void Parse_AnInstant_IsRead(string typed) => KnownInstants.Parse(typed).Value.Should().Be(Instant.FromUtc(2026, 7, 1, 2, 0));

    [Theory]
    [InlineData("2026-07-01")]
    [InlineData("115/7/1")]
    public void Parse_ADate_IsTheEndOfThatDayInTaipei(string typed) =>
        KnownInstants.Parse(typed).Value.Should().Be(Instant.FromUtc(2026, 7, 1, 16, 0) - Duration.FromTicks(1));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-07-01T02:00:00")]
    [InlineData("2026-07-01T25:00:00Z")]
    public void Parse_AnythingElse_IsRefused(string typed) =>
        KnownInstants.Parse(typed).Refusal.Should().Be(DisplayRefusals.InstantNotReadable(typed));
}
