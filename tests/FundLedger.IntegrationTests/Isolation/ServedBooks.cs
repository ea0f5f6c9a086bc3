using System.Net;
using System.Text.RegularExpressions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Tables;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Access;
using FundLedger.Web.Cli;
using FundLedger.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.IntegrationTests.Isolation;

/// <summary>The whole application serving one dedicated account, as <c>serve</c> does, and somebody who holds every role in it.</summary>
internal sealed partial class ServedBooks : IAsyncDisposable
{
    private const string Password = "correct horse battery";

    private readonly WebApplication app;

    private ServedBooks(WebApplication app) => this.app = app;

    private Uri Address => new(app.Urls.Single());

    /// <summary>The addresses of all pages, as routes.</summary>
    public IReadOnlyList<string> Routes =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct(),
    ];

    public static async Task<ServedBooks> Start(Books books)
    {
        var account = new ServedAccount(books.AccountId, "served", "受服務專戶", "Served account", Currency.Twd);
        var app = WebHost.Build(books.Database.Connections, new ConfigurationBuilder().Build(), account, "http://127.0.0.1:0", demo: true);
        await app.StartAsync();
        return new ServedBooks(app);
    }

    /// <summary>A person of those books with every role but the company's, signed in.</summary>
    public Task<BrowserlessClient> SignIn(Books books) => SignIn(books, [.. Role.All.Where(role => role != Role.Company)]);

    /// <summary>A person of those books with these roles and no other, signed in.</summary>
    public async Task<BrowserlessClient> SignIn(Books books, params Role[] roles)
    {
        var name = Books.Unique("isolated");
        var person = (await books.Write<long>(async session =>
        {
            var added = await session.AddPerson(name, "everything");
            session.Db.RoleHoldings.AddRange(roles.Select(role => new RoleHolding
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PersonId = added.Id,
                Role = role.Code,
                ValidFrom = new(2020, 1, 1),
            }));
            return added.Id;
        })).Value;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<CreateSignIn>().Run(name, person, Password)).Refusal.Should().BeNull();
        }

        var browser = new BrowserlessClient(Address);
        (await browser.SignIn(name, Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        return browser;
    }

    /// <summary>Somebody who has not signed in.</summary>
    public BrowserlessClient Visit() => new(Address);

    /// <summary>Follows every link and every download from the given pages on; what was answered, by address.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Walk(BrowserlessClient browser, params string[] begin)
    {
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(begin);
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        while (waiting.TryDequeue(out var address))
        {
            using var answer = await browser.Get(address);
            var content = await Text(answer);
            answers[address] = $"{(int)answer.StatusCode} {OfThisRequest().Replace(content, "")}";
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (Match link in Links().Matches(content))
            {
                var next = WebUtility.HtmlDecode(link.Groups[1].Value);
                if (!LeadsAway(next) && seen.Add(next)) waiting.Enqueue(next);
            }
        }

        return answers;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>Of a workbook what stands in its cells: its archive says when it was made.</summary>
    private static async Task<string> Text(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("spreadsheetml.sheet", StringComparison.Ordinal) != true)
            return await answer.Content.ReadAsStringAsync();
        var table = TableFile.Read(await answer.Content.ReadAsByteArrayAsync(), "workbook").Value;
        return string.Join('\n', table.Rows.Select(row => string.Join('\t', row.Cells)).Prepend(string.Join('\t', table.Header)));
    }

    /// <summary>Files of the build, and what ends or changes the session. Orders of a list show the same rows: one is enough.</summary>
    private static bool LeadsAway(string address) =>
        address.StartsWith("/account", StringComparison.Ordinal) || address.Contains("sort=", StringComparison.Ordinal)
        || Path.GetExtension(address.Split('?')[0]).Length > 0;

    [GeneratedRegex("""href="(/[^"#]*)""")]
    private static partial Regex Links();

    /// <summary>Tokens, request keys and nonces are new with every request, and so is the time at which a page is shown.</summary>
    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*>|nonce="[^"]*"|<time[^>]*>[^<]*</time>|<p class="print-head">[^<]*</p>""")]
    private static partial Regex OfThisRequest();
}
