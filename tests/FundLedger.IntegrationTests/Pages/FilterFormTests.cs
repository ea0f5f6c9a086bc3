using System.Net;
using FundLedger.IntegrationTests.Access;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Every filter of every list and report, found in the pages themselves and sent as a browser sends it.</summary>
[Collection(PagesCollection.Name)]
public sealed class FilterFormTests(PagesFixture pages)
{
    private const string Nonsense = "‼ 9999999999999999999 %";

    /// <summary>Forms that choose a document by its code, not filters: the page of an unknown one does not exist.</summary>
    private static readonly string[] ChoosesDocument = ["/disbursements/new"];

    [Fact]
    public async Task Filter_SentAsItStands_GivesAFullPage() => await Each(async (visitor, form) =>
        await FullPage(visitor, Address(form, form.Fields)));

    [Fact]
    public async Task Filter_WithEveryFieldEmpty_GivesAFullPageWithoutAMessage() => await Each(async (visitor, form) =>
    {
        var page = await FullPage(visitor, Address(form, Emptied(form)));
        page.Messages.Should().BeEmpty("of {0} with nothing filled in", form.Address);
    });

    [Fact]
    public async Task Filter_WithNonsenseInAField_SaysSoOnThePage() => await Each(async (visitor, form) =>
    {
        foreach (var field in form.Typed)
        {
            var address = Address(form, [.. Emptied(form).Where(other => other.Name != field), (field, Nonsense)]);
            if (ChoosesDocument.Contains(form.Address))
            {
                (await visitor.Get(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, "of {0}", address);
                continue;
            }

            var page = await FullPage(visitor, address);
            (page.Messages.Count > 0 || page.IsEmpty).Should().BeTrue("of {0}", address);
        }
    });

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    public async Task Export_OfAFilter_IsTheFormatOrARefusalAndNeverAPageByThatName(string format, string mediaType)
    {
        var exported = 0;
        await Each(async (visitor, form) =>
        {
            var whole = await visitor.Get(Address(form, Emptied(form)));
            if (!(await HtmlPage.Read(whole)).Downloads.Any(link => link.Contains("format=" + format, StringComparison.Ordinal))) return;
            exported++;
            await Downloaded(visitor, Address(form, [.. form.Fields, ("format", format)]), mediaType);
            await Downloaded(visitor, Address(form, [.. Emptied(form), ("format", format)]), mediaType);
            foreach (var field in form.Typed)
            {
                var address = Address(form, [.. Emptied(form).Where(other => other.Name != field), (field, Nonsense), ("format", format)]);
                var answer = await visitor.Get(address);
                if (answer.StatusCode == HttpStatusCode.OK) Type(answer).Should().Be(mediaType, "of {0}", address);
                else await Refused(answer, address);
            }
        });
        exported.Should().BeGreaterThan(5, "lists and reports have downloads");
    }

    [Theory]
    [InlineData("/journal?document=NOBODYS&format=csv")]
    [InlineData("/reports/trial-balance?fund=NOBODYS&format=csv")]
    [InlineData("/reports/fund-statement?from=2026-12-31&to=2026-01-01&format=json")]
    public async Task Export_ThatIsRefused_IsAPageThatSaysWhyAndNotOk(string address)
    {
        using var visitor = await pages.Open("finance");
        var answer = await visitor.Get(address);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await HtmlPage.Read(answer)).Messages.Should().NotBeEmpty();
    }

    /// <summary>Every form with GET on every page, as the first person who may open the page.</summary>
    private async Task Each(Func<BrowserlessClient, HtmlForm, Task> test)
    {
        var forms = 0;
        foreach (var route in pages.Routes().Where(route => route.Person is not null))
        {
            using var visitor = await pages.Open(route.Person);
            var answer = await visitor.Get(pages.Addresses.Of(route)[0]);
            if (answer.StatusCode != HttpStatusCode.OK) continue;
            foreach (var form in (await HtmlPage.Read(answer)).Forms.Where(form => !form.Posts))
            {
                forms++;
                await test(visitor, form);
            }
        }

        forms.Should().BeGreaterThan(7, "lists and reports have filters");
    }

    private static async Task<HtmlPage> FullPage(BrowserlessClient visitor, string address)
    {
        var answer = await visitor.Get(address);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", address);
        var page = await HtmlPage.Read(answer);
        page.Title.Should().NotBeEmpty();
        page.Heading.Should().NotBeEmpty();
        (ChoosesDocument.Any(address.StartsWith) || page.HasTableOrEmptyState || page.Messages.Count > 0).Should()
            .BeTrue("of {0}", address);
        return page;
    }

    private static async Task Downloaded(BrowserlessClient visitor, string address, string mediaType)
    {
        var answer = await visitor.Get(address);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", address);
        Type(answer).Should().Be(mediaType, "of {0}", address);
    }

    private static async Task Refused(HttpResponseMessage answer, string address)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "of {0}", address);
        if (Type(answer) == "text/html") (await HtmlPage.Read(answer)).Messages.Should().NotBeEmpty("of {0}", address);
        else (await answer.Content.ReadAsStringAsync()).Should().NotBeEmpty("of {0}", address);
    }

    private static string? Type(HttpResponseMessage answer) => answer.Content.Headers.ContentType?.MediaType;

    /// <summary>The fields as a browser sends them emptied: texts and choices without a value, boxes not at all.</summary>
    private static (string Name, string Value)[] Emptied(HtmlForm form) =>
        [.. form.Fields.Where(field => field.Value != "true").Select(field => (field.Name, ""))];

    private static string Address(HtmlForm form, IEnumerable<(string Name, string Value)> fields) =>
        form.Address + "?" + string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
}
