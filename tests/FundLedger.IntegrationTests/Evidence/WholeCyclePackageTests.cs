using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports.Evidence;
using NodaTime;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>A package with everything the application books: approvals, statement files, transfers, reversals, returns.</summary>
public sealed class WholeCyclePackageTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    [Fact]
    public async Task Verify_OfEverythingTheApplicationBooks_Holds()
    {
        var file = Path.GetTempFileName();
        await using (var output = File.Create(file))
        {
            await new LedgerPackage(fixture.Reporting).Write(
                fixture.Cycle.Books.AccountId, [fixture.Key], Instant.FromUtc(2026, 7, 1, 0, 0), output, null, CancellationToken.None);
        }

        var verified = await NodeVerifier.Run(file, "--json");
        var package = await File.ReadAllTextAsync(file);
        File.Delete(file);

        verified.Findings().Should().BeEmpty();
        verified.ExitCode.Should().Be(0);
        package.Should().ContainAll("\"type\":\"entry\"", "\"type\":\"approval\"", "\"type\":\"statementFile\"", "\"parent\":");
        foreach (var text in new[] { "name\":", "because", "@" })
            package.Should().NotContain(text, "a package holds no personal data and no free text");
    }
}
