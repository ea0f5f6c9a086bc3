using System.Net;
using FundLedger.Demo;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Every endpoint of the running application is visited, in both languages, by somebody who may.</summary>
[Collection(PagesCollection.Name)]
public sealed class EveryEndpointTests(PagesFixture pages)
{
    /// <summary>Pages that show nothing when they are opened by themselves, and what they answer instead.</summary>
    private static readonly Dictionary<string, (HttpStatusCode Status, string Reason)> Exempt = new(StringComparer.Ordinal)
    {
        ["/error/{code:int}"] = (HttpStatusCode.NotFound, "shown only in place of a failed request; ShellTests visit it that way"),
        ["/account/language"] = (HttpStatusCode.Redirect, "takes posts; a visit is sent to the start"),
        ["/setup"] = (HttpStatusCode.NotFound, "opens the first books, and these are open; FirstRunTests visit it"),
        ["/account/sign-out"] = (HttpStatusCode.Redirect, "takes posts; a visit is sent to the start"),
        ["/account/start"] = (HttpStatusCode.Redirect, "sends everybody to the first page that is open to them"),
        ["/account/second-factor"] = (HttpStatusCode.Redirect, "the middle of a sign-in; SecondFactorTests visit it that way"),
    };

    /// <summary>Endpoints that are neither pages nor files of the application.</summary>
    private static readonly Dictionary<string, string> NotVisited = new(StringComparer.Ordinal)
    {
        ["Fallback {**path:file}"] = "the framework's own, beside the static files of a development build",
    };

    [Theory]
    [InlineData(PagesFixture.Chinese, "zh-Hant-TW")]
    [InlineData(PagesFixture.English, "en")]
    public async Task Page_OpenedByWhoMay_IsWholeAndInTheReadersLanguage(string language, string lang)
    {
        foreach (var route in pages.Routes().Where(route => !Exempt.ContainsKey(route.Route)))
        {
            using var visitor = await pages.Open(route.Person, language);
            foreach (var address in pages.Addresses.Of(route))
            {
                var answer = await visitor.Get(address);
                answer.StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", address);
                var page = await HtmlPage.Read(answer);
                page.Language.Should().Be(lang);
                page.Heading.Should().NotBeEmpty("of {0}", address);
                page.Texts(".alert-warning[role=alert]").Should().BeEmpty("nothing was asked of {0} that could be unreadable", address);
            }
        }
    }

    [Fact]
    public async Task Page_ThatIsExempt_AnswersAsItsReasonSays()
    {
        foreach (var (route, (status, reason)) in Exempt)
        {
            using var visitor = await pages.Open("finance");
            (await visitor.Get(route.Replace("{code:int}", "500", StringComparison.Ordinal))).StatusCode.Should().Be(status, reason);
        }
    }

    [Fact]
    public void Exempt_NamesOnlyPagesThereAre() => Exempt.Keys.Except(pages.Routes().Select(route => route.Route)).Should().BeEmpty();

    [Fact]
    public async Task Page_OpenedWithoutSigningIn_AsksForIt()
    {
        using var stranger = await pages.Open(person: null);
        foreach (var route in pages.Routes().Where(route => route.Policy is not null))
        {
            var answer = await stranger.Get(pages.Addresses.Of(route)[0]);
            answer.StatusCode.Should().Be(HttpStatusCode.Redirect, "of {0}", route.Route);
            answer.Headers.Location!.ToString().Should().Contain("/account/sign-in");
        }
    }

    [Fact]
    public async Task Page_OpenedByWhoMayNot_IsForbidden()
    {
        foreach (var route in pages.Routes().Where(route => route.Policy is not null))
        {
            foreach (var person in DemoPeople.All.Select(person => person.SignInName).Except(route.People))
            {
                using var visitor = await pages.Open(person);
                (await visitor.Get(pages.Addresses.Of(route)[0])).StatusCode.Should()
                    .Be(HttpStatusCode.Forbidden, "{0} may not open {1}", person, route.Route);
            }
        }
    }

    [Fact]
    public async Task Endpoint_ThatIsNoPage_IsAFileOrAnswersItsReader()
    {
        using var stranger = await pages.Open(person: null);
        foreach (var endpoint in Others())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is { } file)
            {
                if (!file.Selectors.Any())
                    (await stranger.Get("/" + file.Route)).StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", file.Route);
                continue;
            }

            NotVisited.Should()
                .ContainKey(endpoint.DisplayName ?? "", "an endpoint that is no page is visited here or named with a reason");
        }
    }

    private IEnumerable<RouteEndpoint> Others() =>
        pages.Endpoints.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null);
}
