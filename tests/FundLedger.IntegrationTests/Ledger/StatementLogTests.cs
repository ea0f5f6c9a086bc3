using System.Collections.Concurrent;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.Web.Books;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>
/// What the application's log says of the statements of a write when it is asked to say everything: that they were sent, and
/// never whose money they moved or how much.
/// </summary>
public sealed class StatementLogTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const string Donor = "王大明寄養家庭";
    private const long Amount = 987_654_321;

    [Fact]
    public async Task Write_IsLoggedStatementByStatementWithoutItsValues()
    {
        using var log = new KeptLog();

        (await Book(log, Amount)).IsRefused.Should().BeFalse();

        var statements = log.Of(DbLoggerCategory.Database.Command.Name, LogLevel.Information);
        statements.Should().Contain(text => text.Contains("INSERT INTO ledger.party", StringComparison.Ordinal))
            .And.Contain(text => text.Contains("INSERT INTO ledger.contribution", StringComparison.Ordinal))
            .And.Contain(text => text.Contains("='?'", StringComparison.Ordinal), "parameters are named");
        log.Of(DbLoggerCategory.Database.Command.Name, LogLevel.Error).Should().BeEmpty();
        NamesNoValue(log);
    }

    [Fact]
    public async Task Write_ThatTheDatabaseRefuses_IsLoggedAsAnErrorWithoutItsValues()
    {
        using var log = new KeptLog();

        var refused = () => Book(log, -Amount);

        await refused.Should().ThrowAsync<DbUpdateException>();
        log.Of(DbLoggerCategory.Database.Command.Name, LogLevel.Error).Should().ContainSingle()
            .Which.Should().Contain("INSERT INTO ledger.contribution");
        log.Of(DbLoggerCategory.Update.Name, LogLevel.Error).Should().ContainSingle().Which.Should().Contain("ck_contribution_amount");
        NamesNoValue(log);
    }

    private static void NamesNoValue(KeptLog log) => log.Everything.Should().NotBeEmpty().And.OnlyContain(text =>
        !text.Contains(Donor, StringComparison.Ordinal) && !text.Contains($"{Amount}", StringComparison.Ordinal));

    /// <summary>A contribution of a new donor, by the services as every command and page gets them.</summary>
    private async Task<Result<long>> Book(KeptLog log, long amount)
    {
        var books = fixture.Books;
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddLedger(new ConfigurationBuilder().Build(), fixture.Database.Connections, books: null)
            .BuildServiceProvider();
        var request = new WriteRequest(books.AccountId, Books.Unique("logged"), books.Officer, amount);
        return await services.GetRequiredService<LedgerWriter>().Write<long>(request, session =>
        {
            var donor = new Party
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                Kind = PartyKind.Company,
                Name = Donor,
            };
            session.Db.Parties.Add(donor);
            session.Db.Add(new Contribution
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                PayerPartyId = donor.Id,
                Amount = amount,
                PledgedOn = session.Today,
                PaymentReference = "1",
                Description = Donor,
            });
            return Task.FromResult<Result<long>>(donor.Id);
        });
    }

    /// <summary>Keeps every line with its category and level; what goes with an error too.</summary>
    private sealed class KeptLog : ILoggerProvider
    {
        private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> lines = new();

        public IReadOnlyList<string> Everything => [.. lines.Select(line => line.Text)];

        /// <summary>As both engines would write them, whose names differ in brackets.</summary>
        public IReadOnlyList<string> Of(string category, LogLevel level) =>
        [
            .. lines.Where(line => line.Category == category && line.Level == level)
                .Select(line => line.Text.Replace("[ledger].[", "ledger.", StringComparison.Ordinal)),
        ];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<(string Category, LogLevel Level, string Text)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue((category, logLevel, $"{formatter(state, exception)} {exception}"));
        }
    }
}
