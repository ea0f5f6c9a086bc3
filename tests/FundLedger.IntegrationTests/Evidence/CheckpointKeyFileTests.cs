using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.UseCases.Checkpoints;

namespace FundLedger.IntegrationTests.Evidence;

public sealed class CheckpointKeyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fundledger-keys-").FullName;

    private CheckpointKeyFile File => new(Path.Combine(folder, "keys", "checkpoint.pem"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Create_TheFirstTime_MakesAKeyForItsOwnerOnly()
    {
        var made = File.Create().Value;
        using var read = File.Read().Value;

        read.Public.Pem.Should().Be(made.Pem);
        File.PublicKeys().Value.Should().ContainSingle().Which.IdText.Should().Be(made.IdText);
        System.IO.File.ReadAllText(File.PublicPath).Should().NotContain("PRIVATE");
        if (OperatingSystem.IsWindows()) return;
        System.IO.File.GetUnixFileMode(File.Path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        System.IO.File.GetUnixFileMode(Path.GetDirectoryName(File.Path)!).Should()
            .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Create_OverAKey_IsRefusedAndKeepsIt()
    {
        var made = File.Create().Value;

        File.Create().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyExists));
        System.IO.File.Delete(File.Path);
        File.Create().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyExists), "its public keys are still known");
        File.PublicKeys().Value.Should().ContainSingle().Which.IdText.Should().Be(made.IdText);
    }

    [Fact]
    public void Rotate_AKey_KnowsBothPublicKeysAndSignsWithTheNew()
    {
        var first = File.Create().Value;
        using var before = File.Read().Value;
        var note = before.Sign(new Checkpoint("log", 1, new byte[MerkleTree.HashLength]));
        var second = File.Rotate().Value;
        using var now = File.Read().Value;

        now.Public.IdText.Should().Be(second.IdText).And.NotBe(first.IdText);
        File.PublicKeys().Value.Select(key => key.IdText).Should().Equal(first.IdText, second.IdText);
        Checkpoint.Verify(note, "log", File.PublicKeys().Value).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Read_OfWhatCannotBeTrusted_IsRefused()
    {
        File.Read().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyMissing));
        File.Rotate().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyMissing));
        File.PublicKeys().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyMissing));
        File.Create();
        System.IO.File.WriteAllText(File.Path, "no key");
        File.Read().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyNotReadable));
        if (OperatingSystem.IsWindows()) return;
        System.IO.File.SetUnixFileMode(File.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        File.Read().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyOpenToOthers));
    }

    [Fact]
    public void Create_WhereNothingCanBeWritten_IsRefused()
    {
        System.IO.File.WriteAllText(Path.Combine(folder, "keys"), "a file where the folder should be");

        File.Create().RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyNotWritable));
    }
}
