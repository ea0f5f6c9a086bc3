using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>What browsers and proxies on the way may do with an answer, and for which name it is given.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class AnswerHeaderTests(PagesFixture pages)
{
    [Fact]
    public async Task EveryPage_IsKeptByNobody()
    {
        foreach (var route in pages.Routes())
        {
            using var visitor = await pages.Open(route.Person);
            (await visitor.Get(route.Route == "/error/{code:int}" ? "/error/404" : pages.Addresses.Of(route)[0]))
                .Headers.CacheControl!.ToString().Should().Be("no-store", "of {0}", route.Route);
        }
    }

    [Fact]
    public async Task EveryDownload_IsKeptByNobody()
    {
        var downloads = 0;
        foreach (var route in pages.Routes())
        {
            using var visitor = await pages.Open(route.Person);
            var page = await visitor.Get(route.Route == "/error/{code:int}" ? "/error/404" : pages.Addresses.Of(route)[0]);
            if (page.StatusCode != HttpStatusCode.OK) continue;
            foreach (var address in (await HtmlPage.Read(page)).Downloads.Where(address => address.StartsWith('/')))
            {
                downloads++;
                (await visitor.Get(address)).Headers.CacheControl!.ToString().Should().Be("no-store", "of {0}", address);
            }
        }

        downloads.Should().BeGreaterThan(5, "lists and reports have downloads");
    }

    [Fact]
    public async Task StyleSheet_MayBeKept()
    {
        using var stranger = await pages.Open(person: null);
        (await stranger.Get("/site.css")).Headers.CacheControl!.NoStore.Should().BeFalse();
    }

    /// <summary>The first view of a visitor whose browser holds nothing yet, as its bytes travel.</summary>
    [Fact]
    public async Task FirstView_WithoutCharts_TravelsCompressedAndIsSmall()
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None };
        using var browser = new HttpClient(handler) { BaseAddress = pages.Address };
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var (page, total) = await Travelled(browser, "/account/sign-in");
        await using var html = new GZipStream(new MemoryStream(page), CompressionMode.Decompress);
        var text = await new StreamReader(html).ReadToEndAsync();
        var parts = LinkedFile().Matches(text).Select(match => match.Groups["path"].Value).Distinct().ToArray();
        parts.Should().HaveCountGreaterThan(3);
        foreach (var part in parts) total += (await Travelled(browser, part)).Bytes;
        total.Should().BeLessThan(150_000);
    }

    private static async Task<(byte[] Content, int Bytes)> Travelled(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        var content = await answer.Content.ReadAsByteArrayAsync();
        answer.Content.Headers.ContentEncoding.Should().Equal(["gzip"], "of {0}", address);
        return (content, content.Length);
    }

    [GeneratedRegex("(?:href|src)=\"(?<path>/[^\"]+\\.(?:css|js|svg)[^\"]*)\"")]
    private static partial Regex LinkedFile();

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("evil.example:5080", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.Redirect)]
    [InlineData("127.0.0.1:99", HttpStatusCode.Redirect)]
    public async Task Host_ThatIsNotOurs_IsRefused_AndNoneIsBelievedInARedirect(string host, HttpStatusCode status)
    {
        using var stranger = await pages.Open(person: null);
        foreach (var address in new[] { "/", "/journal", "/disbursements?page=2" })
        {
            var answer = await stranger.Send("GET", address, host);
            answer.StatusCode.Should().Be(status, "of {0}", address);
            if (status == HttpStatusCode.Redirect)
                answer.Headers.Location!.OriginalString.Should().StartWith("/account/sign-in?returnUrl=%2F");
            (await answer.Content.ReadAsStringAsync()).Should().NotContain(host);
        }
    }

    [Theory]
    [InlineData("http://localhost:5080", "localhost;127.0.0.1;[::1]")]
    [InlineData("http://0.0.0.0:5080", "localhost;127.0.0.1;[::1]")]
    [InlineData("https://books.example.org", "localhost;127.0.0.1;[::1];books.example.org")]
    public void AllowedHosts_WithoutASetting_AreThisMachineAndTheNameServed(string address, string hosts) =>
        FundLedger.Web.Access.AllowedHosts.Of(address).Should().Be(hosts);
}
