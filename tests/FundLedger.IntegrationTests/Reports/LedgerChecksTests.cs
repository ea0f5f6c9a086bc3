using System.Text;
using System.Text.Json;
using FundLedger.Reports.Checks;

namespace FundLedger.IntegrationTests.Reports;

public sealed class LedgerChecksTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    [Fact]
    public async Task RunAll_AfterTheWholeCycle_FindsNothingWrongAndLooksAtEverything()
    {
        var results = await new LedgerChecks(fixture.Reporting).RunAll(fixture.Cycle.Books.AccountId, null, CancellationToken.None);

        results.Select(result => result.Name).Should().Equal(LedgerChecks.Names);
        results.Where(result => !result.Ok).SelectMany(result => result.Failures).Should().BeEmpty();
        results.Should().OnlyContain(result => result.Examined > 0);
    }

    [Fact]
    public async Task Write_CheckResults_GivesTheJsonOfVerify()
    {
        using var output = new MemoryStream();
        CheckJson.Write([new CheckResult("one", true, 3, []), new CheckResult("two", false, 1, ["entry 2026/5"])], output);

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray()));
        json.RootElement.GetProperty("ok").GetBoolean().Should().BeFalse();
        var second = json.RootElement.GetProperty("checks")[1];
        second.GetProperty("name").GetString().Should().Be("two");
        second.GetProperty("examined").GetInt64().Should().Be(1);
        second.GetProperty("failures")[0].GetString().Should().Be("entry 2026/5");
        await Task.CompletedTask;
    }
}
