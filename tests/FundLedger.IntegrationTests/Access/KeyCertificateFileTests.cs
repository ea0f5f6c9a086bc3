using FundLedger.Web.Access;
using Microsoft.Extensions.Configuration;

namespace FundLedger.IntegrationTests.Access;

/// <summary>The file that encrypts the keys of sessions is made once, is its owner's, and is refused when it cannot be trusted.</summary>
public sealed class KeyCertificateFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string folder = Directory.CreateTempSubdirectory("fundledger-certificate-").FullName;

    private string Place => Path.Combine(folder, "keys", "data-protection.pfx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ReadOrMake_TheFirstTime_MakesAFileForItsOwnerOnly()
    {
        var made = new KeyCertificateFile(Place).ReadOrMake().Value;

        made.HasPrivateKey.Should().BeTrue();
        new KeyCertificateFile(Place).ReadOrMake().Value.Thumbprint.Should().Be(made.Thumbprint, "it is made once");
        Directory.GetFiles(Path.GetDirectoryName(Place)!).Should().Equal(Place);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Place).Should().Be(OwnerOnly);
        File.GetUnixFileMode(Path.GetDirectoryName(Place)!).Should().Be(OwnerOnly | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task ReadOrMake_ByManyAtOnce_GivesAllTheSame()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new KeyCertificateFile(Place).ReadOrMake())));

        made.Select(one => one.Value.Thumbprint).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Read_OfWhatCannotBeTrusted_IsRefused()
    {
        new KeyCertificateFile(Place).Read().RefusalCode().Should().Be(nameof(KeyCertificateRefusals.KeyCertificateMissing));
        _ = new KeyCertificateFile(Place, "a password").ReadOrMake().Value;
        new KeyCertificateFile(Place).Read().RefusalCode()
            .Should().Be(nameof(KeyCertificateRefusals.KeyCertificateNotReadable), "its password is not known");
        File.WriteAllText(Place, "no certificate");
        new KeyCertificateFile(Place).ReadOrMake().RefusalCode()
            .Should().Be(nameof(KeyCertificateRefusals.KeyCertificateNotReadable), "what is there is not replaced");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(Place, OwnerOnly | UnixFileMode.GroupRead);
        new KeyCertificateFile(Place).Read().RefusalCode().Should().Be(nameof(KeyCertificateRefusals.KeyCertificateOpenToOthers));
    }

    [Fact]
    public void ReadOrMake_WhereNothingCanBeWritten_IsRefused()
    {
        var file = Path.Combine(folder, "a file");
        File.WriteAllText(file, "");
        new KeyCertificateFile(Path.Combine(file, "data-protection.pfx")).ReadOrMake().RefusalCode()
            .Should().Be(nameof(KeyCertificateRefusals.KeyCertificateNotWritable));
    }

    [Fact]
    public void Certificates_WithAnOlderOneThatIsGone_AreRefused()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [KeyCertificateOptions.FileSetting] = Place,
            ["DataProtection:OlderCertificateFiles:0"] = Path.Combine(folder, "older.pfx"),
        }).Build();

        KeyCertificates.Of(settings).RefusalCode().Should().Be(nameof(KeyCertificateRefusals.KeyCertificateMissing));
    }
}
