using System.Net;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Requests that no form sends.</summary>
[Collection(PagesCollection.Name)]
public sealed class OddRequestTests(PagesFixture pages)
{
    private static readonly string[] Verbs = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "NONSENSE"];

    [Fact]
    public async Task EveryRoute_AnswersEveryVerbItDoesNotTakeBy405_WhoeverAsks()
    {
        using var stranger = await pages.Open(person: null);
        foreach (var route in pages.Routes().Where(route => route.Route != "/error/{code:int}"))
        {
            using var visitor = await pages.Open(route.Person);
            string[] taken = ["GET", "HEAD", .. route.Handlers.Select(handler => handler.Verb)];
            foreach (var verb in Verbs.Except(taken).Append("OPTIONS"))
            {
                foreach (var asking in new[] { visitor, stranger })
                {
                    var answer = await asking.Send(verb, pages.Addresses.Of(route)[0]);
                    answer.StatusCode.Should().Be(verb is "OPTIONS" ? HttpStatusCode.OK : HttpStatusCode.MethodNotAllowed,
                        "of {0} {1}", verb, route.Route);
                    answer.Content.Headers.Allow.Should().BeEquivalentTo(taken.Distinct(), "of {0} {1}", verb, route.Route);
                }
            }

            var whole = await visitor.Get(pages.Addresses.Of(route)[0]);
            var head = await visitor.Send("HEAD", pages.Addresses.Of(route)[0]);
            head.StatusCode.Should().Be(whole.StatusCode, "of {0}", route.Route);
            (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task ErrorPage_AnswersTheStatusOfWhatFailed_ToEveryVerb()
    {
        using var visitor = await pages.Open("finance");
        foreach (var verb in Verbs)
        {
            (await visitor.Send(verb, "/error/500")).StatusCode.Should().Be(HttpStatusCode.NotFound, "of {0}: nothing failed", verb);
            // Beside the files of a development build the framework knows every address, for reading.
            (await visitor.Send(verb, "/nothing-here")).StatusCode.Should()
                .BeOneOf([HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed], "of {0}", verb);
        }
    }

    [Theory]
    [InlineData("/site.css")]
    [InlineData("/lib/htmx.min.js")]
    public async Task File_IsNotTakenForAPage(string file)
    {
        using var stranger = await pages.Open(person: null);
        (await stranger.Send("POST", file)).StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await stranger.Send("HEAD", file)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("TRACE", "/journal", HttpStatusCode.MethodNotAllowed)]
    [InlineData("OPTIONS", "/contributions/new", HttpStatusCode.OK)]
    [InlineData("PUT", "/journal", HttpStatusCode.MethodNotAllowed)]
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
        answer.Content.Headers.Allow.Should().BeEquivalentTo("POST", "GET", "HEAD");
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
                "/reports/general-ledger?account=", "/contributions?sort=",
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
