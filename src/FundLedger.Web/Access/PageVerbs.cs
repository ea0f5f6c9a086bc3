using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace FundLedger.Web.Access;

/// <summary>
/// Answers a verb that a page does not take with 405, before anything asks who sends it or looks for a form's token:
/// the framework would run the page unprepared, or call the request a bad one.
/// </summary>
internal static class PageVerbs
{
    private const string RefusedByRouter = "405 HTTP Method Not Supported";

    /// <summary>Between routing and authentication.</summary>
    public static void UsePageVerbs(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // The router's own answer: nobody need be signed in to be told it.
        if (context.GetEndpoint() is { DisplayName: RefusedByRouter, RequestDelegate: { } refuse })
        {
            await refuse(context);
            return;
        }

        if (await Taken(context) is not { } taken || taken.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        context.Response.Headers.Allow = string.Join(", ", taken);
        context.Response.StatusCode = HttpMethods.IsOptions(context.Request.Method)
            ? StatusCodes.Status200OK
            : StatusCodes.Status405MethodNotAllowed;
    });

    /// <summary>Null for what is no page, and for the error page, which answers whatever has failed, as it was sent.</summary>
    private static async Task<IReadOnlyList<string>?> Taken(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata) return null;
        if (metadata.GetMetadata<PageActionDescriptor>() is not { } page) return null;
        var compiled = await context.RequestServices.GetRequiredService<PageLoader>().LoadAsync(page, metadata);
        if (compiled.HandlerTypeInfo.AsType() == typeof(Pages.ErrorModel)) return null;
        // A page that needs no preparation is shown without a handler for GET.
        return [.. compiled.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant())
            .Concat([HttpMethods.Get, HttpMethods.Head]).Distinct().Order(StringComparer.Ordinal)];
    }
}
