using System.Net;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Web.Books;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.StaticAssets;

namespace FundLedger.Web.Access;

/// <summary>
/// While a database holds no books, the process serves one page, which opens the first. It answers who sits at this machine, or
/// has the token that the process printed; to everybody else, and as soon as books are open, it is not there.
/// </summary>
internal sealed class FirstRun(ProcessBooks books)
{
    public const string Path = "/setup";

    /// <summary>Headers by which a request tells that somebody passed it on: then its connection says nothing about its sender.</summary>
    private static readonly string[] PassedOn = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    private readonly byte[] token = RandomNumberGenerator.GetBytes(32);

    public bool IsWaiting => !books.AreOpen;

    /// <summary>For the console alone; it opens the page from anywhere until books are open.</summary>
    public string Token => Convert.ToHexStringLower(token);

    public bool Permits(HttpContext context, string? given) =>
        IsWaiting && (IsToken(given) || IsFromThisMachine(context));

    private bool IsToken(string? given) => given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Token));

    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local } && IPAddress.IsLoopback(remote)
        && IPAddress.IsLoopback(local) && IsOwnName(context.Request.Host.Host)
        && !PassedOn.Any(context.Request.Headers.ContainsKey);

    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>Keeps everything but the first-run page away from a process without books.</summary>
internal static class FirstRunRequests
{
    /// <summary>After routing and before anybody is asked who they are: that would need books.</summary>
    public static void UseFirstRun(this WebApplication app)
    {
        if (app.Services.GetService<FirstRun>() is not { IsWaiting: true } firstRun) return;
        app.Use((context, next) =>
        {
            if (!firstRun.IsWaiting || Serves(context)) return next(context);
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/")
                context.Response.Redirect(FirstRun.Path + new QueryBuilder(context.Request.Query).ToQueryString());
            else context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static bool Serves(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Request.Path.StartsWithSegments(FirstRun.Path) || context.Request.Path.StartsWithSegments("/error")
        || context.Request.Path.StartsWithSegments("/account/language");
}
