using FundLedger.Data.Engines;
using FundLedger.Demo;
using FundLedger.Domain.Ledger;
using FundLedger.PostgreSql;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Cli;
using Microsoft.Extensions.Configuration;

namespace FundLedger.BrowserTests.Application;

/// <summary>The pages of the application, from its own endpoints: it is built for that, and never started.</summary>
internal static class ApplicationRoutes
{
    public static IReadOnlyList<PageRoute> All { get; } = Read();

    private static IReadOnlyList<PageRoute> Read()
    {
        const string nowhere = "Host=localhost;Database=nowhere";
        var connections = new LedgerConnections(new PostgreSqlEngine(), nowhere, nowhere, nowhere);
        var books = new ServedAccount(1, DemoSeed.AccountCode, "", "", Currency.Twd);
        return PageRoutes.Of(WebHost.Build(connections, new ConfigurationBuilder().Build(), books, "http://127.0.0.1:0", demo: true));
    }
}
