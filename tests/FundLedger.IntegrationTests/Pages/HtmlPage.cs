using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>A form as a browser would send it: its fields by name, with the values that stand in them.</summary>
public sealed record HtmlForm(string Address, bool Posts, IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<string> Typed);

/// <summary>An answer read as a person reads it.</summary>
public sealed class HtmlPage
{
    private const string Token = "__RequestVerificationToken";

    private readonly IHtmlDocument document;
    private readonly string path;

    private HtmlPage(IHtmlDocument document, string path) => (this.document, this.path) = (document, path);

    public string Title => document.Title ?? "";

    public string Heading => document.QuerySelector("main h1")?.TextContent.Trim() ?? "";

    public string? Language => document.DocumentElement.GetAttribute("lang");

    /// <summary>What the page says went wrong or could not be read.</summary>
    public IReadOnlyList<string> Messages =>
        Texts(".alert-danger, .alert-warning[role=alert], .field-error, .validation-summary-errors li");

    public bool HasTableOrEmptyState => document.QuerySelector("main table, main .empty") is not null;

    public bool IsEmpty => document.QuerySelector("main .empty") is not null;

    public IReadOnlyList<string> Downloads => [.. document.QuerySelectorAll("main a[download]").Select(link => link.GetAttribute("href")!)];

    /// <summary>The forms of the page itself, not those of its frame.</summary>
    public IReadOnlyList<HtmlForm> Forms => [.. document.QuerySelectorAll("main form").OfType<IHtmlFormElement>().Select(Form)];

    public static async Task<HtmlPage> Read(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        (answer.Content.Headers.ContentType?.MediaType).Should().Be("text/html", "of {0}", answer.RequestMessage!.RequestUri);
        var document = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
        return new HtmlPage(document, answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    /// <summary>The cells of a column, counted from zero.</summary>
    public IReadOnlyList<string> Column(int index) =>
        [.. document.QuerySelectorAll("main table tbody tr").Where(row => row.Children.Length > index)
            .Select(row => row.Children[index].TextContent.Trim())];

    public IReadOnlyList<string> Texts(string selector) =>
        [.. document.QuerySelectorAll(selector).Select(element => element.TextContent.Trim()).Where(text => text.Length > 0)];

    public int Count(string selector) => document.QuerySelectorAll(selector).Length;

    /// <summary>What the elements stand for in a form, in full: an option that asks for a choice has none.</summary>
    public IReadOnlyList<string> Values(string selector) =>
        [.. document.QuerySelectorAll(selector).Select(element => element.GetAttribute("value")!)];

    public IReadOnlyList<string> Links(string selector) =>
        [.. document.QuerySelectorAll(selector).Select(link => link.GetAttribute("href")!)];

    /// <summary>Amounts in full digits, as the page states them beside what it shows.</summary>
    public IReadOnlyList<long> Figures(string selector) =>
        [.. document.QuerySelectorAll(selector).Select(figure => long.Parse(figure.GetAttribute("value")!, CultureInfo.InvariantCulture))];

    private HtmlForm Form(IHtmlFormElement form)
    {
        var fields = form.Elements.Where(field => field.GetAttribute("name") is { Length: > 0 } name && name != Token).ToList();
        return new HtmlForm(
            form.GetAttribute("action") is { Length: > 0 } action ? action : path,
            string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase),
            [.. fields.Select(Value).OfType<(string, string)>()],
            [.. fields.Where(field => field is not IHtmlButtonElement && field is not IHtmlInputElement { Type: "hidden" or "submit" })
                .Select(field => field.GetAttribute("name")!).Distinct()]);
    }

    /// <summary>Null for what a browser does not send: an unticked box, a button nobody pressed.</summary>
    private static (string Name, string Value)? Value(IElement field) => field switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => null,
        IHtmlInputElement { Type: "file" } => null,
        IHtmlInputElement input => (input.Name!, input.Value),
        IHtmlSelectElement select => (select.Name!, select.Value ?? ""),
        IHtmlTextAreaElement area => (area.Name!, area.Value),
        _ => null,
    };
}
