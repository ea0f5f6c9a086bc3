using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FundLedger.Demo;
using FundLedger.IntegrationTests.Access;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>The embedded database's server is killed while the application serves.</summary>
public sealed class KilledDatabaseTests(DemoFolder demo) : IClassFixture<DemoFolder>
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Serve_WhoseDatabaseIsKilled_StartsItAgain_AndSaysMeanwhileWhatIsNotKnown()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        using var serving = RunningCommand.Start(demo.Path, "serve", "--urls", address.OriginalString);
        await serving.Until(lines => lines.Contains(address.OriginalString));
        using var visitor = new BrowserlessClient(address);
        (await visitor.SignIn("finance", DemoPeople.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        var page = await visitor.Read("/journal");

        foreach (var _ in Enumerable.Range(1, 2))
        {
            demo.KillDatabase();
            await WhileItIsGone(visitor, page);
            (await visitor.Get("/journal")).StatusCode.Should().Be(HttpStatusCode.OK, "the session goes on");
        }

        using var verified = await RunningCommand.Run(demo.Path, "verify", "--json");
        verified.ExitCode.Should().Be(0, verified.Everything);
        (await visitor.PostFormOf(await visitor.Read("/account"), "/account/sign-out")).StatusCode.Should()
            .Be(HttpStatusCode.Redirect, "what a page writes is written");
        (await visitor.Get("/journal")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await serving.Kill();
    }

    private static async Task WhileItIsGone(BrowserlessClient visitor, string page)
    {
        var (patience, said) = (Stopwatch.StartNew(), new HashSet<HttpStatusCode>());
        while (!said.Contains(HttpStatusCode.ServiceUnavailable) || (await visitor.Get("/journal")).StatusCode != HttpStatusCode.OK)
        {
            patience.Elapsed.Should().BeLessThan(Promised, "the database is started again; so far: {0}", string.Join(", ", said));
            var read = await visitor.Get("/journal");
            said.Add(read.StatusCode);
            if (read.StatusCode != HttpStatusCode.OK) await Unavailable(read, uncertain: false);
            var written = await visitor.PostFormOf(page, "/account/password", ("Current", "x"), ("New", "y"), ("Repeated", "z"));
            if (written.StatusCode != HttpStatusCode.OK) await Unavailable(written, uncertain: true);
        }
    }

    private static async Task Unavailable(HttpResponseMessage answer, bool uncertain)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.Should().BePositive();
        var text = await answer.Content.ReadAsStringAsync();
        text.Should().Contain("資料庫目前沒有回應").And.NotContain("沒有寫入");
        if (uncertain) text.Should().Contain("無法確定您最後一次的變更是否已經寫入");
        else text.Should().NotContain("無法確定");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
