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

    public Task<HttpResponseMessage> Get(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    /// <param name="host">What the request claims to ask for; null: where it goes.</param>
    public async Task<HttpResponseMessage> Send(string verb, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        return await client.SendAsync(request);
    }

    public async Task<string> Read(string path) => await (await Get(path)).Content.ReadAsStringAsync();

    public Task<HttpResponseMessage> SignIn(string name, string password, string path = "/account/sign-in") =>
        Post(path, ("Name", name), ("Password", password));

    /// <summary>Opens the page, then posts its form with the page's own token.</summary>
    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields) =>
        await PostFormOf(await Read(path), path, fields);

    /// <summary>Posts to another address with the token of a page already open, as a button on that page does.</summary>
    public Task<HttpResponseMessage> PostFormOf(string page, string path, params (string Name, string Value)[] fields) =>
        PostWithoutToken(path, [.. fields, ("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);

    public async Task<HttpResponseMessage> PostWithoutToken(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>Sends a file under any name, as no browser would write it.</summary>
    public async Task<HttpResponseMessage> Upload(
        string path, string field, string fileName, string content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        using var token = new StringContent(Token().Match(await Read(path)).Groups[1].Value);
        using var file = new StringContent(content);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{field}\"; filename*=UTF-8''{fileName}");
        form.Add(token, "__RequestVerificationToken");
        form.Add(file);
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>Sends a file with the other fields of its form.</summary>
    public async Task<HttpResponseMessage> UploadTo(
        string path, string field, string fileName, byte[] content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var token = Token().Match(await Read(path)).Groups[1].Value;
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", token))) form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(content), field, fileName);
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>A header of every further request.</summary>
    public void AddHeader(string header, string value) => client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

    public void ClaimToBeForwardedFor(string address) => client.DefaultRequestHeaders.Add("X-Forwarded-For", address);

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
