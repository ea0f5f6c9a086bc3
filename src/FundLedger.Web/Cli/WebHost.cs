using FundLedger.Data.Engines;
using FundLedger.Demo;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Jobs;
using Microsoft.Extensions.Logging.Console;

namespace FundLedger.Web.Cli;

/// <summary>The web application: the shell, the pages, the ledger and the schedule.</summary>
internal static class WebHost
{
    /// <param name="settings">Its <see cref="KeyCertificates"/> can be read or made.</param>
    /// <param name="books">Null: the first-run page opens them.</param>
    /// <param name="demo">Lists the demo people on the sign-in page and requires no one-time code.</param>
    /// <param name="also">Further services of another host, after those of this one.</param>
    public static WebApplication Build(
        LedgerConnections connections, IConfiguration settings, ServedAccount? books, string address, bool demo,
            Action<IServiceCollection>? also = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Named, so that pages and files are found whichever program hosts them.
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings.AsEnumerable());
        builder.WebHost.UseUrls(address);
        if (string.IsNullOrWhiteSpace(builder.Configuration[AllowedHosts.Setting]))
            builder.Configuration[AllowedHosts.Setting] = AllowedHosts.Of(address);
        builder.WebHost.UseStaticWebAssets();
        // Files do not change while the application runs: the ones compressed at the build are served as they are.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        if (demo)
        {
            builder.Configuration["Access:RequireTotp"] = "false";
            builder.Configuration["Access:DemoPassword"] = DemoPeople.Password;
        }

        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        // Standard output carries only results.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddLedger(builder.Configuration, connections, books);
        builder.Services.AddKeyCertificates(KeyCertificates.Of(builder.Configuration).Value);
        builder.Services.AddWebShell();
        builder.Services.AddJobServer(JobServerSettings.Usual);
        also?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseWebShell();
        app.MapWebShell();
        app.CheckEndpointPolicies();
        return app;
    }
}
