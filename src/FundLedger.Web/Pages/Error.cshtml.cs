using System.Diagnostics;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages;

/// <summary>Shows in the reader's language what went wrong and what to do; never internal details.</summary>
[PublicPage("An error must be shown to whoever meets it.")]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    private static readonly int[] Worded = [400, 403, 404, 405, 413, 429, 500, 503];

    private const string SecondsToWait = "5";

    public int Code { get; private set; }

    /// <summary>Key of the heading; its hint has the same key with "Hint".</summary>
    public string Word { get; private set; } = "Error500";

    /// <summary>Whether the failed request may have written something: nobody can tell any more.</summary>
    public bool Uncertain => Code >= StatusCodes.Status500InternalServerError
        && !HttpMethods.IsGet(HttpContext.Request.Method) && !HttpMethods.IsHead(HttpContext.Request.Method);

    /// <summary>Finds the request in the logs and traces.</summary>
    public string Reference => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    /// <summary>Before every request, whatever its verb: a failed PUT is shown the page, too.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Asked for directly, there is no error: the page exists only for requests that failed.
        var failed = HttpContext.Response.StatusCode >= StatusCodes.Status400BadRequest;
        if (!failed) HttpContext.Response.StatusCode = StatusCodes.Status404NotFound;
        Code = HttpContext.Response.StatusCode;
        if (Code == StatusCodes.Status503ServiceUnavailable) HttpContext.Response.Headers.RetryAfter = SecondsToWait;
        var known = Worded.Contains(Code) ? Code : Code >= StatusCodes.Status500InternalServerError ? 500 : 400;
        Word = $"Error{known}";
        // The framework would answer OPTIONS itself, by 200.
        if (HttpMethods.IsOptions(HttpContext.Request.Method)) context.Result = Page();
    }
}
