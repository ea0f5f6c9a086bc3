using System.Buffers.Binary;
using System.Security.Cryptography;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.UnitTests.Ledger.Evidence;

public sealed class CheckpointTests
{
    private const string Origin = "fundledger.tw/taichung";

    /// <summary>The example of c2sp.org/tlog-checkpoint, whose signature is Ed25519.</summary>
    private const string Published =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        + "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    private static readonly Checkpoint Signed = new(Origin, 5, NaiveTree.Root(NaiveTree.Leaves(5)));

    [Fact]
    public void Parse_ThePublishedExample_ReadsItAndWritesItBack()
    {
        var note = SignedNote.Parse(Published).Value;
        var checkpoint = Checkpoint.Parse(note.Text).Value;

        note.ToString().Should().Be(Published);
        checkpoint.Origin.Should().Be("example.com/behind-the-sofa");
        checkpoint.Size.Should().Be(20852163);
        note.Signatures.Should().ContainSingle().Which.Signature.Should().HaveCount(64);
    }

    [Fact]
    public void Sign_ThenVerify_GivesTheCheckpointBack()
    {
        using var key = CheckpointKey.Create();
        var verified = Checkpoint.Verify(key.Sign(Signed), Origin, [key.Public]);

        verified.Value.Text.Should().Be(Signed.Text);
    }

    [Fact]
    public void KeyId_IsTheFirstFourBytesOfTheHashOfThePublicKey()
    {
        using var key = CheckpointKey.Create();
        using var other = ECDsa.Create();
        other.ImportFromPem(key.Public.Pem);

        key.Public.Id.Should().Be(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(other.ExportSubjectPublicKeyInfo())));
        key.Public.VerifierKey(Origin).Should()
            .StartWith($"{Origin}+{key.Public.IdText}+AjB", "the first byte of the key is signature type 2");
    }

    [Fact]
    public void Verify_ByAnotherKey_IsRefused()
    {
        using var key = CheckpointKey.Create();
        using var other = CheckpointKey.Create();

        Checkpoint.Verify(key.Sign(Signed), Origin, [other.Public]).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointKeyUnknown));
    }

    [Fact]
    public void Verify_AfterARotation_TakesTheOldKeyAndTheNew()
    {
        using var key = CheckpointKey.Create();
        using var next = CheckpointKey.Create();
        var both = CheckpointPublicKey.ParseAll(key.Public.Pem + next.Public.Pem, "keys").Value;

        Checkpoint.Verify(key.Sign(Signed), Origin, both).IsRefused.Should().BeFalse();
        Checkpoint.Verify(next.Sign(Signed), Origin, both).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Verify_OfAnotherLog_IsRefused()
    {
        using var key = CheckpointKey.Create();

        Checkpoint.Verify(key.Sign(Signed), "fundledger.tw/tainan", [key.Public]).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointOfAnotherLog));
    }

    [Fact]
    public void Verify_UnderASignatureOfAnotherCheckpoint_IsRefused()
    {
        using var key = CheckpointKey.Create();
        var smaller = new Checkpoint(Origin, 4, NaiveTree.Root(NaiveTree.Leaves(4)));
        var moved = key.Sign(smaller).Replace(smaller.Text, Signed.Text, StringComparison.Ordinal);

        Checkpoint.Verify(moved, Origin, [key.Public]).RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointSignatureWrong));
    }

    [Fact]
    public void Verify_WithAnyCharacterChanged_IsRefused()
    {
        using var key = CheckpointKey.Create();
        var note = key.Sign(Signed);
        for (var place = 0; place < note.Length; place++)
        {
            foreach (var other in new[] { (char)(note[place] ^ 1), (char)(note[place] ^ 4), 'A', '\n', '—' }.Where(
                other => other != note[place]))
            {
                var changed = string.Concat(note.AsSpan(0, place), [other], note.AsSpan(place + 1));
                Checkpoint.Verify(changed, Origin, [key.Public]).IsRefused.Should().BeTrue($"character {place} became {other}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing signed\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n- a AAAAAAE=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a+b AAAAAAE=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a AAAA\n")]
    [InlineData("a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a AAAAAAE=\n")]
    [InlineData("a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a AAAAAAE=\n")]
    [InlineData("a\n99999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a AAAAAAE=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n\n— a AAAAAAE=\n")]
    [InlineData("a\n1\nCsUYapGG\n\n— a AAAAAAE=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nextension\n\n— a AAAAAAE=\n")]
    [InlineData("a\r\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a AAAAAAE=\n")]
    public void Verify_OfWhatIsNoCheckpoint_IsRefused(string note)
    {
        using var key = CheckpointKey.Create();

        Checkpoint.Verify(note, "a", [key.Public]).RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointNotReadable));
    }

    [Fact]
    public void Parse_OfAKey_TakesPrivateOnesOfP256Only()
    {
        using var key = CheckpointKey.Create();
        using var again = CheckpointKey.Parse(key.PrivatePem(), "key").Value;
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);

        again.Public.Pem.Should().Be(key.Public.Pem);
        CheckpointKey.Parse(key.Public.Pem, "key").RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyNotReadable));
        CheckpointKey.Parse(larger.ExportPkcs8PrivateKeyPem(), "key").RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointKeyNotP256));
        CheckpointKey.Parse(rsa.ExportPkcs8PrivateKeyPem(), "key").RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointKeyNotReadable));
        CheckpointKey.Parse("nothing", "key").RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyNotReadable));
        CheckpointPublicKey.ParseAll("nothing", "keys").RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyNotReadable));
        CheckpointPublicKey.ParseAll(larger.ExportSubjectPublicKeyInfoPem(), "keys").RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointKeyNotP256));
    }
}
