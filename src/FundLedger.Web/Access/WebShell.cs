using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FundLedger.Data.Engines;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace FundLedger.Web.Access;

/// <summary>
/// What surrounds every page: languages, security headers, limits, error pages, static files.
/// A host calls AddWebShell, UseWebShell, MapWebShell, its own Map…, and last CheckEndpointPolicies.
/// </summary>
public static class WebShell
{
    /// <summary>Largest request outside uploads; a page that takes files raises it for itself with [RequestSizeLimit].</summary>
    public const long LargestRequestBytes = 1024 * 1024;

    private const long LargestSwallowedBytes = 64 * 1024 * 1024;

    public static IServiceCollection AddWebShell(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.Chinese);
            options.SupportedCultures = options.SupportedUICultures = [.. Languages.All.Select(CultureInfo.GetCultureInfo)];
            // Not by the browser's Accept-Language: the authority's language is shown until a person chooses otherwise.
            options.RequestCultureProviders =
            [
                new QueryStringRequestCultureProvider(),
                new CookieRequestCultureProvider { CookieName = Languages.CookieName },
            ];
        });
        services.AddSingleton<Wording>();
        services.AddRazorPages(pages => pages.RootDirectory = "/Pages")
            .AddDataAnnotationsLocalization()
            .AddMvcOptions(mvc =>
            {
                mvc.ModelBinderProviders.Insert(0, new TypedValueBinders());
                mvc.Filters.Add(new PageRequests());
            });
        services.AddSingleton<ValidationTexts>();
        services.AddSingleton<IConfigureOptions<MvcOptions>>(texts => texts.GetRequiredService<ValidationTexts>());
        services.AddSingleton<IConfigureOptions<MvcDataAnnotationsLocalizationOptions>>(
            texts => texts.GetRequiredService<ValidationTexts>());
        services.AddAntiforgery(options =>
        {
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie.Name = "fundledger.form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Chinese text goes out as itself instead of as numeric references.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression(compression =>
        {
            // Nothing secret in a page is the same twice beside what a visitor typed: form tokens are encrypted anew in each answer.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        services.AddRateLimits();
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestRequestBytes;
        });
        services.Configure<FormOptions>(form => form.ValueCountLimit = 2000);
        return services;
    }

    public static WebApplication UseWebShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        // Before the error pages, which lose the address's query with the language it may name.
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error/500",
            StatusCodeSelector = exception => Status(exception, app.Services.GetRequiredService<DatabaseEngine>()),
        });
        app.UseHsts();
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        // Stated here so that a re-executed request is routed anew, to the error page.
        app.UseRouting();
        app.UsePageVerbs();
        app.UseFirstRun();
        app.Use(RefuseTooLarge);
        app.UseAuthentication();
        app.UseDatabaseOutages();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    private static int Status(Exception exception, DatabaseEngine engine) => exception switch
    {
        // A request that is too large or malformed is the sender's matter, not a fault of ours.
        Microsoft.AspNetCore.Http.BadHttpRequestException bad => bad.StatusCode,
        _ when engine.IsOutage(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>
    /// Answers "too large" before anything reads the body: the form token's check would call it a bad request instead.
    /// Routing has by now set the limit of the requested page.
    /// </summary>
    private static async Task RefuseTooLarge(HttpContext context, RequestDelegate next)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (!(context.Request.ContentLength > limit?.MaxRequestBodySize))
        {
            await next(context);
            return;
        }

        // A browser shows an answer only once it has sent everything; what is far too large is cut off instead.
        if (context.Request.ContentLength <= LargestSwallowedBytes && !limit.IsReadOnly)
        {
            limit.MaxRequestBodySize = LargestSwallowedBytes;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }

    public static WebApplication MapWebShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapStaticAssets().WithMetadata(new PublicPageAttribute("Style sheets and scripts hold no data; the sign-in page needs them."));
        app.MapRazorPages().WithStaticAssets();
        return app;
    }
}
