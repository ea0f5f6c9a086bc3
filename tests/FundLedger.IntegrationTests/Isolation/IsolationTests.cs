using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.CommandLine;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.IntegrationTests.Reports;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Isolation;

/// <summary>
/// Two dedicated accounts in one database, each with a whole turn of its money. What is served for one is the same, to the
/// byte, whether the other is there or not, and holds none of the other's texts.
/// </summary>
[RunsFirst]
public sealed partial class IsolationTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private WholeCycle served = null!;
    private ServedBooks application = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        served = await WholeCycle.Run(database);
        application = await ServedBooks.Start(served.Books);
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task EveryPageAndFile_WithAnotherAccountInTheDatabase_IsAsWithoutIt()
    {
        using var browser = await application.SignIn(served.Books);
        // No link leads to the cancellation of a gift that has come, or to its letter, but their pages are there.
        var gift = await GiftOf(served);
        string[] begin = ["/", $"/contributions/{gift}/cancel", $"/contributions/{gift}/letter", "/search?q=FUND"];
        var alone = await ServedBooks.Walk(browser, begin);
        alone.Should().HaveCountGreaterThan(60).And.OnlyContain(answer => answer.Value.StartsWith("200 ", StringComparison.Ordinal));
        application.Routes.Where(
            route => !alone.Keys.Any(address => Matches(route, address)) && !route.StartsWith("/account", StringComparison.Ordinal))
            .Should().BeEquivalentTo(
                ["/error/{code:int}", "/setup", "/proposals/{code}", "/programmes/{code}"],
                "a page nobody reaches is not looked at; these books have no proposal and no programme");

        var other = await WholeCycle.Run(database);
        (await MarkedText.Put(database, other.Books.AccountId)).Should()
            .Contain(["party", "contribution", "statement_line", "payment_file", "erasable_text", "fund"]);

        var together = await ServedBooks.Walk(browser, begin);
        together.Keys.Should().Equal(alone.Keys);
        together.Where(answer => answer.Value != alone[answer.Key]).Select(answer => answer.Key).Should().BeEmpty();
        together.Where(answer => MarkedText.IsIn(answer.Value)).Select(answer => answer.Key).Should().BeEmpty();
        await NothingIsFoundByItsCodes(browser, other);
        await NobodyOfItIsLetIn(other);
    }

    [PostgreSqlFact]
    public async Task EveryCommandThatReads_WithAnotherAccountInTheDatabase_PrintsNothingOfIt()
    {
        using var folder = new ScratchFolder();
        var code = await CodeOf(served);
        string[][] commands =
        [
            ["report", "trial-balance", "--by-fund"], ["report", "journal"],
            ["report", "general-ledger", "--account", "1101.01"], ["report", "fund-statement", "--from", "2025-01-01"],
            ["report", "allocations"], ["report", "receipts"],
            ["report", "lot-trace", "--contribution", served.GiftId.ToString(CultureInfo.InvariantCulture)],
            ["export", "journal", "--format", "hledger"], ["export", "journal", "--format", "json"],
            ["period", "list", "2025"], ["verify", "--json"], ["checkpoint", "show", "--all"],
        ];
        await Seal(served);
        var alone = await Printed(commands, code, folder.Top);

        var other = await WholeCycle.Run(database);
        await Seal(other);
        await MarkedText.Put(database, other.Books.AccountId);
        var together = await Printed(commands, code, folder.Top);

        together.Should().Equal(alone);
        together.Where(MarkedText.IsIn).Should().BeEmpty();
    }

    /// <summary>
    /// Each address with a place for a document, and each filter of a list, asked with the documents of the other
    /// account.
    /// </summary>
    private async Task NothingIsFoundByItsCodes(BrowserlessClient browser, WholeCycle other)
    {
        await using var db = database.Read();
        var account = other.Books.AccountId;
        var codes = (await db.Contributions.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.Receipts.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.Disbursements.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.ExpectedReturns.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.Ventures.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.Parties.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.PaymentFiles.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.ReturnAgreements.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.AccessChanges.Where(row => row.DedicatedAccountId == account).Select(row => row.PublicCode).ToListAsync())
            .Concat(await db.Funds.Where(row => row.DedicatedAccountId == account).Select(row => row.Code).ToListAsync()).ToArray();
        codes.Should().HaveCountGreaterThan(20).And.OnlyContain(code => MarkedText.IsIn(code));

        foreach (var code in codes.Select(Uri.EscapeDataString))
        {
            foreach (var route in application.Routes.Where(route => route.Contains("{code}", StringComparison.Ordinal)))
            {
                (await browser.Get(route.Replace("{code}", code, StringComparison.Ordinal))).StatusCode.Should()
                    .Be(System.Net.HttpStatusCode.NotFound, route);
            }

            (await browser.Get($"/disbursements/payment-files?handler=Download&code={code}")).StatusCode.Should()
                .Be(System.Net.HttpStatusCode.NotFound);
            (await browser.Get($"/disbursements/new?venture={code}")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        }
    }

    /// <summary>Roles count in the account in which they are held.</summary>
    private async Task NobodyOfItIsLetIn(WholeCycle other)
    {
        using var stranger = await application.SignIn(other.Books);
        foreach (var route in application.Routes.Where(route => !route.Contains('{')
            && route is not ("/setup" or "/search") && !route.StartsWith("/account", StringComparison.Ordinal)))
        {
            (await stranger.Get(route)).StatusCode.Should().Be(System.Net.HttpStatusCode.Forbidden, route);
        }

        (await stranger.Read("/search?q=FUND")).Should().NotContain("class=\"plain-list found\"", "the search is open and finds nothing");
    }

    private async Task Seal(WholeCycle cycle)
    {
        using var key = CheckpointKey.Create();
        (await new Data.Writing.LogSealer(database.Factory, cycle.Books.Clock).Sign(cycle.Books.AccountId, key)).Refusal.Should().BeNull();
    }

    private async Task<string> GiftOf(WholeCycle cycle)
    {
        await using var db = database.Read();
        return await db.Contributions.Where(row => row.DedicatedAccountId == cycle.Books.AccountId && row.Id == cycle.GiftId)
            .Select(row => row.PublicCode).SingleAsync();
    }

    private async Task<string> CodeOf(WholeCycle cycle)
    {
        await using var db = database.Read();
        return await db.DedicatedAccounts.Where(account => account.Id == cycle.Books.AccountId).Select(account => account.Code)
            .SingleAsync();
    }

    private async Task<IReadOnlyList<string>> Printed(string[][] commands, string account, string folder)
    {
        var printed = new List<string>();
        foreach (var arguments in commands)
        {
            using var command = await RunningCommand.Run(
                folder, [.. arguments, "--connection", database.Administrator, "--dedicated-account", account]);
            command.ExitCode.Should().Be(0, command.Everything);
            command.Output.Should().NotBeEmpty();
            printed.Add(ExportedAt().Replace(string.Join('\n', command.Output), ""));
        }

        return printed;
    }

    /// <summary>Whether an address is one of the route's.</summary>
    private static bool Matches(string route, string address) => Regex.IsMatch(
        address.Split('?')[0], "^" + Placeholder()
            .Replace(Regex.Escape(route).Replace("\\{", "{", StringComparison.Ordinal), "[^/]+") + "$");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();

    /// <summary>Exports say when they were made.</summary>
    [GeneratedRegex("(?im)^.*(exported|generated|made)[ _-]?at.*$|\"seconds\": ?[0-9.]+")]
    private static partial Regex ExportedAt();
}
