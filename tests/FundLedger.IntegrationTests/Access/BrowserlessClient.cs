using System.Net;
using System.Text.RegularExpressions;

namespace FundLedger.IntegrationTests.Access;

/// <summary>Somebody at a browser: keeps cookies, fills in forms with their tokens, follows nothing unasked.</summary>
public sealed partial class BrowserlessClient : IDisposable
{
    private readonly HttpClient client;

    public BrowserlessClient(Uri address, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpResponseMessage> SendAsync(string verb, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(path, UriKind.Relative));
        return await client.SendAsync(request);
    }

    public async Task<string> ReadAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync();

    public Task<HttpResponseMessage> SignInAsync(string name, string password, string path = "/account/sign-in") =>
        PostAsync(path, ("Name", name), ("Password", password));

    /// <summary>Opens the page, then posts its form with the page's own token.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await PostFormOfAsync(await ReadAsync(path), path, fields);

    /// <summary>Posts to another address with the token of a page already open, as a button on that page does.</summary>
    public Task<HttpResponseMessage> PostFormOfAsync(string page, string path, params (string Name, string Value)[] fields) =>
        PostWithoutTokenAsync(path, [.. fields, ("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);

    public async Task<HttpResponseMessage> PostWithoutTokenAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public void ClaimToBeForwardedFor(string address) => client.DefaultRequestHeaders.Add("X-Forwarded-For", address);

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
