using Microsoft.AspNetCore.StaticAssets;

namespace FundLedger.Web.Access;

/// <summary>Tells browsers what our pages never do, so that an injected text cannot make them do it.</summary>
internal static class SecurityHeaders
{
    /// <summary>Scripts and styles come from our own files only: none inline, none evaluated.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment, because the error handler clears the headers of a failed answer.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // What a page or a download shows is for the person who asked, and for no cache on the way or in the browser.
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null) headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
