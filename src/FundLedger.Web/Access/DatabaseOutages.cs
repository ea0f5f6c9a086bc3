namespace FundLedger.Web.Access;

/// <summary>
/// Answers 503 where a session cannot be looked up because the database does not answer: it is neither ended nor believed.
/// </summary>
internal static class DatabaseOutages
{
    private static readonly object Mark = new();

    /// <summary>The session of this request could not be looked up.</summary>
    public static void SessionUnknown(this HttpContext context) => context.Items[Mark] = true;

    /// <summary>After authentication; the error page is shown to nobody in particular.</summary>
    public static void UseDatabaseOutages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Items.ContainsKey(Mark) || context.Request.Path.StartsWithSegments("/error")) return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    });
}
