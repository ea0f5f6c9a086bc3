using System.Net;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Every parameter of every page and every field of every form, found in the pages themselves, filled with nonsense.</summary>
[Collection(PagesCollection.Name)]
[RunsFirst]
public sealed class NonsenseTests(PagesFixture pages)
{
    /// <summary>Read by the shell or by several pages, whatever the page's own parameters are.</summary>
    private static readonly string[] Everywhere = ["culture", "ui-culture", "handler", "format", "page", "sort"];

    /// <summary>Whole line of a request: longer ones the server itself refuses.</summary>
    private const int LongestInAddress = 7_000;
    private const int Long = 10_000;

    /// <summary>As they stand in an address or a form's body, escaped.</summary>
    private static readonly string[] Nonsense =
    [
        "%00", "a%00b", "%ED%A0%80", "%F0%A0%AE", "%1B%5B31m", "%EF%BF%BE", "%F0%9D%94%B8%CC%81", "%E2%80%AE", "-1", "0",
        "2147483647", "-2147483648", "2147483648", "9223372036854775807", "-9223372036854775808", "1e309", "NaN", "9999-12-31",
        "0000-00-00", "%27%3B--", "%25%5F", "true", "..%2F..%2Fetc",
    ];

    private static readonly string[] NoText = ["%00", "a%00b", "%1B%5B31m", "%EF%BF%BE"];

    /// <summary>
    /// One in so many values is tried at each place, the next place going on where the last one ended; every value at every place
    /// when <c>FUNDLEDGER_LONG=1</c>.
    /// </summary>
    private static readonly int OneIn = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1" ? 1 : 4;
    private int places;

    [Fact]
    public async Task Parameter_OfAnyPage_FilledWithNonsense_NeverFails()
    {
        var faults = new List<string>();
        var asked = 0;
        foreach (var route in pages.Routes().Where(route => route.Route != "/error/{code:int}"))
        {
            using var visitor = await pages.Open(route.Person);
            var address = pages.Addresses.Of(route)[0];
            foreach (var parameter in route.Parameters.Concat(Everywhere).Distinct())
            {
                foreach (var value in Some(Nonsense.Append(new string('x', LongestInAddress))))
                {
                    asked++;
                    var answer = await visitor.Get($"{address}?{parameter}={value}");
                    if ((int)answer.StatusCode >= 500) faults.Add($"{address}?{parameter}={Shown(value)}");
                }
            }

            // What failed on the database's server must not spoil the next request.
            if ((int)(await visitor.Get(address)).StatusCode >= 500) faults.Add($"{address} afterwards");
        }

        faults.Should().BeEmpty();
        asked.Should().BeGreaterThan(2000 / OneIn, "pages have parameters");
    }

    [Fact]
    public async Task Part_OfAnAddress_FilledWithNonsense_NeverFails()
    {
        var faults = new List<string>();
        foreach (var route in pages.Routes().Where(route => route.Route.Contains('{', StringComparison.Ordinal)))
        {
            using var visitor = await pages.Open(route.Person);
            foreach (var value in Nonsense.Append(new string('x', LongestInAddress)))
            {
                var address = System.Text.RegularExpressions.Regex.Replace(route.Route, @"\{[^}]+\}", value);
                if ((int)(await visitor.Get(address)).StatusCode >= 500) faults.Add(address);
            }
        }

        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task Field_OfAnyForm_FilledWithNonsense_NeverFails()
    {
        var faults = new List<string>();
        var sent = 0;
        foreach (var route in pages.Routes().Where(route => route.Person is not null && route.Route != "/account/password"))
        {
            using var visitor = await pages.Open(route.Person);
            var address = pages.Addresses.Of(route)[0];
            var opened = await visitor.Get(address);
            if (opened.StatusCode != HttpStatusCode.OK) continue;
            var html = await opened.Content.ReadAsStringAsync();
            foreach (var form in (await HtmlPage.Read(opened)).Forms.Where(form => form.Posts))
            {
                foreach (var field in form.Fields.Select(field => field.Name).Concat(form.Typed).Distinct())
                {
                    // A form without anything to type is a button: what is accepted would start a job that runs on by itself.
                    var values = form.Typed.Count == 0 ? NoText : Nonsense;
                    foreach (var value in values.Select(Uri.UnescapeDataString).Append(new string('字', Long)))
                    {
                        sent++;
                        if (await Fails(visitor, html, form, field, value)) faults.Add($"{form.Address} {field} = {Shown(value)}");
                    }
                }
            }

            if ((int)(await visitor.Get(address)).StatusCode >= 500) faults.Add($"{address} afterwards");
        }

        faults.Should().BeEmpty();
        sent.Should().BeGreaterThan(500, "pages have forms");
    }

    [Theory]
    [InlineData("%00.csv")]
    [InlineData("a%00b.csv")]
    [InlineData("%ED%A0%80.csv")]
    [InlineData("%2e%2e%2f%2e%2e%2fetc%2fpasswd")]
    [InlineData(null)]
    public async Task FileName_OfAnUpload_ThatIsNonsense_NeverFails(string? name)
    {
        using var visitor = await pages.Open("finance");
        foreach (var address in new[] { "/bank/import", "/account/sign-in" })
        {
            var answer = await visitor.Upload(address, "file", name ?? new string('x', Long) + ".csv", "not a statement");
            ((int)answer.StatusCode).Should().BeLessThan(500, "of {0}", address);
        }
    }

    [Theory]
    [InlineData("Cookie", "fundledger=nonsense; fundledger.device=nonsense; fundledger.form=%00")]
    [InlineData("Cookie", "fundledger.language=c%3D%00%7Cuic%3D%ED%A0%80")]
    [InlineData("X-Forwarded-For", "%00, ::zz, 999.999.999.999")]
    [InlineData("X-Forwarded-Proto", "javascript")]
    [InlineData("Accept-Language", "zz-%00;q=nonsense")]
    [InlineData("HX-Request", "%00")]
    [InlineData("Referer", "http://[::::]/%00")]
    [InlineData("If-None-Match", "\"\"\"")]
    [InlineData("Range", "bytes=9999999999-1")]
    public async Task Header_OfNonsense_NeverFails(string header, string value)
    {
        using var stranger = await pages.Open(person: null);
        stranger.AddHeader(header, value);
        foreach (var address in new[] { "/", "/account/sign-in", "/journal", "/site.css" })
            ((int)(await stranger.Get(address)).StatusCode).Should().BeLessThan(500, "of {0}", address);
        ((int)(await stranger.SignIn("nobody", "x")).StatusCode).Should().BeLessThan(500);
    }

    private IEnumerable<string> Some(IEnumerable<string> values)
    {
        var first = places++;
        return values.Where((_, index) => (index + first) % OneIn == 0);
    }

    private static async Task<bool> Fails(BrowserlessClient visitor, string page, HtmlForm form, string field, string value)
    {
        var fields = form.Fields.Where(other => other.Name != field).Append((Name: field, Value: value)).ToArray();
        return (int)(await visitor.PostFormOf(page, form.Address, fields)).StatusCode >= 500;
    }

    private static string Shown(string value) => value[..Math.Min(40, value.Length)];
}
