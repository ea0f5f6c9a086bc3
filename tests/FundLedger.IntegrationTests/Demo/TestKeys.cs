using FundLedger.UseCases.Checkpoints;

namespace FundLedger.IntegrationTests.Demo;

internal static class TestKeys
{
    /// <summary>No key lies here: what would be signed stays unsigned.</summary>
    public static CheckpointKeyFile None { get; } = new("/no/such/key.pem");
}
