using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.Access;

/// <summary>
/// How often one may ask: generously per person for pages, tightly per address for sign-in attempts.
/// The limits are per process; the limits of sign-in in the database hold across several nodes.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AccessOptions>>((limits, access) =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(request => Limit(request, access.Value));
        });
    }

    private static RateLimitPartition<string> Limit(HttpContext request, AccessOptions access)
    {
        // Style sheets and scripts are cached by the browser and cost nothing; error pages must be shown to be of use.
        if (request.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
            || request.Request.Path.StartsWithSegments("/error")) return RateLimitPartition.GetNoLimiter("free");
        var address = ClientAddress.Of(request);
        return IsSignInAttempt(request.Request)
            ? FixedWindow("sign-in " + address, access.SignInAttemptsPerMinute)
            : FixedWindow(SignedInPerson.Find(request.User) is { } person
                ? string.Create(CultureInfo.InvariantCulture, $"person {person.PersonId}")
                : "address " + address, access.RequestsPerMinute);
    }

    private static bool IsSignInAttempt(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) &&
        (request.Path.StartsWithSegments("/account/sign-in") || request.Path.StartsWithSegments("/account/second-factor")
            || request.Path.StartsWithSegments(Invitations.Path) || request.Path.StartsWithSegments(FirstRun.Path));

    private static RateLimitPartition<string> FixedWindow(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window });
}
