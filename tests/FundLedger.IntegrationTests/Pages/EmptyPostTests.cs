using System.Net;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Every handler that takes a post, sent with nothing filled in.</summary>
[Collection(PagesCollection.Name)]
public sealed class EmptyPostTests(PagesFixture pages)
{
    /// <summary>Handlers that need nothing filled in, and what they answer.</summary>
    private static readonly Dictionary<string, (HttpStatusCode Status, string Reason)> NeedNothing = new(StringComparer.Ordinal)
    {
        ["/bank?handler=Match"] = (HttpStatusCode.Redirect, "a button that starts the job"),
        ["/returns?handler=Run"] = (HttpStatusCode.Redirect, "a button that starts the job"),
        ["/checks"] = (HttpStatusCode.OK, "a button that runs the checks"),
        ["/checks?handler=Download"] = (HttpStatusCode.OK, "a button that runs the checks and gives a file"),
        ["/journal/new?handler=More"] = (HttpStatusCode.OK, "only asks for more rows"),
        ["/contributions/new?handler=More"] = (HttpStatusCode.OK, "only asks for more rows"),
        ["/donations/new?handler=More"] = (HttpStatusCode.OK, "only asks for more rows"),
        ["/disbursements/new?handler=Edit"] = (HttpStatusCode.OK, "only goes back to the form"),
        ["/disbursements/new?handler=Preview"] = (HttpStatusCode.OK, "without a venture the page asks for one first"),
        ["/disbursements/new?handler=Create"] = (HttpStatusCode.OK, "without a venture the page asks for one first"),
        ["/returns/{code}?handler=Edit"] = (HttpStatusCode.OK, "only goes back to the form"),
        ["/account/language"] = (HttpStatusCode.Redirect, "keeps the language"),
        ["/account/sign-out"] = (HttpStatusCode.Redirect, "signs out"),
        ["/setup"] = (HttpStatusCode.NotFound, "is there only while no books are open"),
        ["/account/second-factor"] = (HttpStatusCode.Redirect, "is reached only in the middle of a sign-in"),
    };

    [Fact]
    public async Task Post_WithNothingFilledIn_ShowsThePageWithMessagesAndWritesNothing()
    {
        // First what may write: afterwards there is nothing left to do for those buttons, nor for the scheduled jobs.
        foreach (var (route, handler) in Handlers().Where(post => NeedNothing.ContainsKey(post.Handler))) await Press(route, handler);

        var faults = new List<string>();
        var before = await pages.Database.Dump();
        foreach (var (route, handler) in Handlers().Where(post => !NeedNothing.ContainsKey(post.Handler)))
            await SendEmpty(route, handler, faults);

        (await pages.Database.Dump()).Should().Equal(before);
        faults.Distinct().Should().BeEmpty();
    }

    [Theory]
    [InlineData(PagesFixture.Chinese, "缺少會計年度", "缺少會計期間", "缺少要執行的步驟", "表單與頁面所示不符")]
    [InlineData(PagesFixture.English, "fiscal year is missing", "period is missing", "step is missing", "not as this page shows it")]
    public async Task Post_OfAPeriodsButton_SaysWhatIsMissing(string language, params string[] missing)
    {
        using var visitor = await pages.Open("finance", language);
        var empty = await visitor.Post("/periods?handler=Move", ("year", ""), ("period", ""), ("move", ""), ("key", ""));
        var messages = (await HtmlPage.Read(empty)).Messages.Should().ContainSingle().Which;
        missing.Should().OnlyContain(message => messages.Contains(message, StringComparison.Ordinal));

        var without = await visitor.Post("/periods?handler=CloseYear", ("year", ""), ("key", RequestKeys.New()));
        (await HtmlPage.Read(without)).Messages.Should().ContainSingle().Which.Should().Contain(missing[0]).And.NotContain(missing[^1]);
    }

    [Fact]
    public void NeedNothing_NamesOnlyHandlersThereAre() =>
        NeedNothing.Keys.Except(Handlers().Select(post => post.Handler)).Should().BeEmpty();

    private async Task Press(PageRoute route, string handler)
    {
        using var visitor = await Visitor(route, handler);
        var address = pages.Addresses.Of(route)[0];
        var answer = await Post(visitor, address, Address(address, handler), []);
        answer.StatusCode.Should().Be(NeedNothing[handler].Status, "of {0}", handler);
        if (route.Route == "/account/sign-out") pages.SignedOut(route.Person!);
    }

    private async Task SendEmpty(PageRoute route, string handler, List<string> faults)
    {
        using var visitor = await Visitor(route, handler);
        foreach (var address in pages.Addresses.Of(route))
        {
            var opened = await visitor.Get(address);
            if (opened.StatusCode != HttpStatusCode.OK) continue;
            var forms = (await HtmlPage.Read(opened)).Forms.Where(form => form.Posts).ToList();
            var fields = forms.SelectMany(form => form.Fields.Select(field => field.Name).Concat(form.Typed))
                .Distinct().Select(name => (name, "")).ToArray();
            var answer = await Post(visitor, address, Address(address, handler), fields);
            // Where no form is offered, to this person or in this state, it is enough that nothing breaks.
            if (forms.Count == 0 && (int)answer.StatusCode < 500) continue;
            if (answer.StatusCode != HttpStatusCode.OK) faults.Add($"{handler} at {address}: {answer.StatusCode}");
            else if ((await HtmlPage.Read(answer)).Messages.Count == 0) faults.Add($"{handler}: no message");
        }
    }

    /// <summary>Every page's posts, named by route and handler.</summary>
    private IEnumerable<(PageRoute Route, string Handler)> Handlers() =>
        from route in pages.Routes()
        from handler in route.Handlers
        where handler.Verb == "POST"
        select (route, route.Route + (handler.Name is null ? "" : $"?handler={handler.Name}"));

    /// <summary>Who may take the step behind the page; pages for looking state a weaker policy than their buttons.</summary>
    private Task<BrowserlessClient> Visitor(PageRoute route, string handler) => pages.Open(handler switch
    {
        "/bank/reconciliations" or "/bank/lines/{id:long}" => "reconciler",
        _ => route.Person,
    });

    private static string Address(string page, string handler) =>
        handler.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? page + handler[mark..] : page;

    private static async Task<HttpResponseMessage> Post(
        BrowserlessClient visitor, string page, string address, (string Name, string Value)[] fields)
    {
        var opened = await visitor.Read(page);
        // A page that cannot be opened has no token of its own; any page's token is as good.
        foreach (var other in new[] { "/account", "/account/sign-in" })
        {
            if (!opened.Contains("__RequestVerificationToken", StringComparison.Ordinal)) opened = await visitor.Read(other);
        }

        return await visitor.PostFormOf(opened, address, fields);
    }
}
