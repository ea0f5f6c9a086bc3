using FundLedger.Domain;
using FundLedger.Web.Display;
using FundLedger.Web.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Access;

/// <summary>
/// Looks at a request before a page's handler does. Without it a handler name that a page does not have would show the
/// page unprepared, text that no database stores would fail deep inside, and a list would be exported
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
        context.Result = WithoutHandler(context) ?? (IActionResult?)NotText(context.HttpContext) ?? UnreadFilter(context);
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

    /// <summary>A page that needs no preparation has no handler for GET; every post, and every name, must have one.</summary>
    private static NotFoundResult? WithoutHandler(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is not null) return null;
        var method = context.HttpContext.Request.Method;
        var verb = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
        return HttpMethods.IsGet(verb) && context.ActionDescriptor.HandlerMethods
            .All(handler => !string.Equals(handler.HttpMethod, verb, StringComparison.OrdinalIgnoreCase))
            ? null
            : new NotFoundResult();
    }

    private static BadRequestResult? NotText(HttpContext context) =>
        RequestTexts.Of(context).All(StorableText.Is) ? null : new BadRequestResult();

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
