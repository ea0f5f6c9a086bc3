using FundLedger.PostgreSql.Embedded;

namespace FundLedger.IntegrationTests.Embedded;

/// <summary>
/// Keeps a data folder's database running between the commands of a test, which then need not start and stop it each time; what is
/// told once it is kept need not reach the disk.
/// </summary>
internal static class KeptCluster
{
    public static async Task<IAsyncDisposable> Of(string dataFolder)
    {
        var kept = await EmbeddedCluster.Start(dataFolder, null, new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
        kept.Refusal.Should().BeNull();
        return kept.Value;
    }
}
