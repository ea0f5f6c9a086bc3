using System.Net;
using System.Net.Sockets;
using FundLedger.Web.Access;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>The program encrypts its data-protection keys without being told to, and says in one line when it cannot.</summary>
public sealed class KeyCertificateProcessTests(DemoFolder demo) : IClassFixture<DemoFolder>
{
    private string Certificate => Path.Combine(demo.Path, "keys", "data-protection.pfx");

    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    public async Task Start_OfAServer_MakesTheCertificateAndWarnsOfNoKeyInClear(string command)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        using var serving = RunningCommand.Start(demo.Path, command, "--urls", address);
        await serving.Until(lines => lines.Contains(address));
        using var browser = new HttpClient();
        (await browser.GetAsync(new Uri(address + "/account/sign-in"))).StatusCode.Should().Be(HttpStatusCode.OK);

        serving.Everything.Should().NotContain("encryptor").And.NotContain("unencrypted").And.NotContain("warn:");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Certificate).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await serving.Kill();
    }

    [Fact]
    public async Task Serve_WithACertificateThatCannotBeRead_SaysSoInOneLine()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Certificate)!);
        var kept = File.Exists(Certificate) ? await File.ReadAllBytesAsync(Certificate) : null;
        await File.WriteAllTextAsync(Certificate, "no certificate");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Certificate, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            using var refused = await RunningCommand.Run(demo.Path, "serve", "--urls", $"http://127.0.0.1:{FreePort()}");

            refused.ExitCode.Should().Be(1, refused.Everything);
            refused.Errors.Should().ContainSingle(line => line.Contains(nameof(KeyCertificateRefusals.KeyCertificateNotReadable)))
                .Which.Should().Contain(Certificate);
            refused.Everything.Should().NotContain("   at ");
        }
        finally
        {
            if (kept is null) File.Delete(Certificate);
            else await File.WriteAllBytesAsync(Certificate, kept);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
