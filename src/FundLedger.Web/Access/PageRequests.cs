using FundLedger.Domain;
using FundLedger.Web.Display;
using FundLedger.Web.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace FundLedger.Web.Access;

/// <summary>
/// Looks at a request before a page's handler does. Without it a verb or handler name that a page does not have would
/// show the page unprepared, text that no database stores would fail deep inside, and a list would be exported
/// without the filter that could not be read.
/// </summary>
internal sealed class PageRequests : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // The error page answers whatever has failed, as it was sent.
        if (context.HandlerInstance is ErrorModel) return;
        context.Result = WithoutHandler(context) ?? (IActionResult?)NotText(context.HttpContext.Request) ?? UnreadFilter(context);
    }

    /// <summary>A page in place of the requested file says why there is none; no browser may save it as the file.</summary>
    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        if (context.Result is PageResult && AsksForFile(context.HttpContext.Request)
            && context.HttpContext.Response.StatusCode == StatusCodes.Status200OK)
        {
            context.HttpContext.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>A form that needs no preparation has no handler for GET; every other verb and every name must have one.</summary>
    private static StatusCodeResult? WithoutHandler(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is not null) return null;
        var request = context.HttpContext.Request;
        var verb = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        var handlers = context.ActionDescriptor.HandlerMethods;
        if (handlers.Any(handler => string.Equals(handler.HttpMethod, verb, StringComparison.OrdinalIgnoreCase)))
            return new NotFoundResult();
        // The framework itself answers OPTIONS.
        if (HttpMethods.IsGet(verb) || HttpMethods.IsOptions(verb)) return null;
        context.HttpContext.Response.Headers.Allow = string.Join(
            ", ", handlers.Select(handler => handler.HttpMethod.ToUpperInvariant()).Append(HttpMethods.Get).Distinct());
        return new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    private static BadRequestResult? NotText(HttpRequest request)
    {
        IEnumerable<KeyValuePair<string, StringValues>> form = request.HasFormContentType ? request.Form : [];
        return request.Query.Concat(form).All(pair => StorableText.Is(pair.Key) && pair.Value.All(value => StorableText.Is(value ?? "")))
            ? null
            : new BadRequestResult();
    }

    private static ContentResult? UnreadFilter(PageHandlerExecutingContext context)
    {
        if (context.ModelState.IsValid || !AsksForFile(context.HttpContext.Request)) return null;
        return new ContentResult
        {
            StatusCode = StatusCodes.Status400BadRequest,
            ContentType = "text/plain; charset=utf-8",
            Content = string.Join(
                Environment.NewLine, context.ModelState.Values.SelectMany(field => field.Errors).Select(error => error.ErrorMessage)),
        };
    }

    private static bool AsksForFile(HttpRequest request) => HttpMethods.IsGet(request.Method) && ListExport.Wanted(request.Query["format"]);
}
