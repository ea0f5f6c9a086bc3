using System.Net;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Requests that no form sends.</summary>
[Collection(PagesCollection.Name)]
public sealed class OddRequestTests(PagesFixture pages)
{
    private static readonly string[] Verbs = ["PUT", "DELETE", "PATCH", "TRACE", "HEAD", "POST"];

    [Fact]
    public async Task Verb_ThatAPageDoesNotTake_IsRefusedAndNeverAFault()
    {
        foreach (var route in pages.Routes().Where(route => route.Route != "/error/{code:int}"))
        {
            using var visitor = await pages.Open(route.Person);
            foreach (var verb in Verbs.Where(verb => verb is "HEAD" || route.Handlers.All(handler => handler.Verb != verb)))
            {
                var answer = await visitor.Send(
                    verb, pages.Addresses.Of(route)[0]);
                ((int)answer.StatusCode).Should().BeLessThan(500, "of {0} {1}", verb, route.Route);
                if (verb is not "HEAD") ((int)answer.StatusCode).Should().BeGreaterThanOrEqualTo(300, "of {0} {1}", verb, route.Route);
            }
        }
    }

    [Theory]
    [InlineData("TRACE", "/journal", HttpStatusCode.MethodNotAllowed)]
    [InlineData("OPTIONS", "/contributions/new", HttpStatusCode.OK)]
    [InlineData("PUT", "/journal", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/journal?handler=Nonsense", HttpStatusCode.OK)]
    [InlineData("HEAD", "/journal", HttpStatusCode.OK)]
    [InlineData("PUT", "/error/500", HttpStatusCode.NotFound)]
    public async Task Verb_OrHandlerName_IsAnsweredByItsStatus(string verb, string address, HttpStatusCode status)
    {
        using var visitor = await pages.Open("finance");
        (await visitor.Send(verb, address)).StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData("/periods")]
    [InlineData("/periods?handler=Nonsense")]
    public async Task Post_WithoutTheNameOfAHandlerThePageHas_IsNotFound(string address)
    {
        using var visitor = await pages.Open("finance");
        (await visitor.PostFormOf(await visitor.Read("/periods"), address)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Verb_ThatAPageDoesNotTake_IsToldWhichItTakes()
    {
        using var visitor = await pages.Open("finance");
        var answer = await visitor.Send("TRACE", "/contributions/payers/new");
        answer.Content.Headers.Allow.Should().BeEquivalentTo("POST", "GET");
        (await HtmlPage.Read(answer)).Heading.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("/disbursements?age=2147483647")]
    [InlineData("/disbursements?age=-2147483648")]
    [InlineData("/disbursements?page=-2147483648")]
    [InlineData("/contributions?year=2147483647")]
    [InlineData("/contributions?year=0")]
    [InlineData("/periods?year=2147483647")]
    [InlineData("/bank/lines?least=9223372036854775807&most=-9223372036854775808")]
    [InlineData("/bank/lines?page=99999999999999")]
    [InlineData("/journal?from=9999-12-31&page=2147483647")]
    [InlineData("/reports/trial-balance?asOf=9999999-01-01&knownAt=99999-12-31T23:59:59Z")]
    public async Task Number_OutOfRange_IsAnsweredOnThePage(string address)
    {
        using var visitor = await pages.Open("finance");
        var answer = await visitor.Get(address);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await HtmlPage.Read(answer)).Heading.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Number_OutOfRange_IsSaidAndLeftOutOfTheFilter()
    {
        using var visitor = await pages.Open("finance");
        var all = await HtmlPage.Read(await visitor.Get("/disbursements"));
        var page = await HtmlPage.Read(await visitor.Get("/disbursements?age=2147483647"));
        page.Messages.Should().ContainSingle(message => message.Contains("2147483647", StringComparison.Ordinal));
        page.Column(0).Should().Equal(all.Column(0));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("a%00b")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F0%A0%AE")]
    [InlineData("%1B%5B31m")]
    public async Task Text_ThatIsNotText_NeverFails(string value)
    {
        string[] filters =
        [
            "/journal?document=", "/journal?fund=", "/journal?account=", "/contributions?text=", "/contributions?payer=",
                "/disbursements?text=",
            "/disbursements?venture=", "/bank/lines?text=", "/returns?agreement=", "/returns?venture=", "/reports/trial-balance?fund=",
                "/contributions?sort=",
        ];
        using var visitor = await pages.Open("finance");
        foreach (var filter in filters)
        {
            ((int)(await visitor.Get(filter + value)).StatusCode).Should().BeLessThan(500, "of {0}{1}", filter, value);
            // A statement that failed on the server must not spoil the next one.
            (await visitor.Get(filter)).StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", filter);
        }
    }

    [Fact]
    public async Task Text_ThatNoDatabaseStores_IsABadRequestInQueryAndForm()
    {
        using var visitor = await pages.Open("finance");
        (await visitor.Get("/journal?document=a%00b")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var answer = await visitor.Post("/contributions/payers/new", ("Kind", "Company"), ("Name", "a\0b"));
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
