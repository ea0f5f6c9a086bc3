using System.Diagnostics;
using System.Globalization;
using System.Text;
using FundLedger.Data.Writing;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit.Abstractions;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Files of more lines than one write takes.</summary>
public sealed class LongStatementTests(BooksFixture fixture, ITestOutputHelper output) : IClassFixture<BooksFixture>
{
    private const int Lines = (2 * ImportStatement.LinesAtOnce) + 5;

    [Fact]
    public async Task Import_OfALongFile_IsStoredInPiecesThatTie()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var imported = (await desk.ImportFile("long.xml", BankDesk.Bank, desk.Content(100, Days(desk, 0, Lines)))).Value;
        imported.Should().Be(new ImportedStatement(Lines, 0, "camt.053.001.08"));
        (await Statements(desk)).Should().HaveCount(3);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Import_EndedInTheMiddle_GoesOnWhenTheFileIsSentAgain()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var content = desk.Content(100, Days(desk, 0, Lines));
        using var ended = new CancellationTokenSource();
        var writer = new LedgerWriter(fixture.Database.Factory, new EndingClock(desk.Books.Clock, ended, after: 2));
        var interrupted = () => new ImportStatement(desk.LedgerOf(writer))
            .Run(new StatementImport("interrupted", BankDesk.Bank, "long.xml", content), desk.Books.Officer, ended.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        (await Statements(desk)).Should().ContainSingle();

        var again = (await desk.ImportFile("long.xml", BankDesk.Bank, content)).Value;
        (again.LinesAdded, again.LinesKnown).Should().Be((Lines - ImportStatement.LinesAtOnce, ImportStatement.LinesAtOnce));
        (await desk.ImportFile("long.xml", BankDesk.Bank, content)).RefusalCode()
            .Should().Be(nameof(BankingRefusals.StatementAlreadyImported));
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Import_OfALongFileBeforeTheStoredDays_EndsWhereTheyBegin()
    {
        var desk = await BankDesk.Open(fixture.Database);
        (await desk.Import(100 + Lines, desk.Moved(7, "", "today"))).IsRefused.Should().BeFalse();
        (await desk.ImportFile("long.xml", BankDesk.Bank, desk.Content(100, Days(desk, 1, Lines)))).Value.LinesAdded.Should().Be(Lines);
        var statements = await Statements(desk);
        statements.Should().HaveCount(3, "pieces of what comes before end with a day");
        statements.OrderBy(row => row.Opening).Zip(statements.OrderBy(row => row.Opening).Skip(1))
            .Should().OnlyContain(pair => pair.First.Closing == pair.Second.Opening);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [LongFact]
    public async Task Import_OfTwoHundredThousandLines_LetsPeopleBookMeanwhile()
    {
        const int Many = 200_000;
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var content = Csv(Days(desk, 0, Many));
        var whole = Stopwatch.StartNew();
        var importing = desk.ImportFile("long.csv", BankDesk.Bank, content);
        var (booked, longest) = (0, TimeSpan.Zero);
        while (!importing.IsCompleted)
        {
            var wait = Stopwatch.StartNew();
            await desk.Books.BookGift(fund, 1);
            (booked, longest) = (booked + 1, wait.Elapsed > longest ? wait.Elapsed : longest);
        }

        (await importing).Value.LinesAdded.Should().Be(Many);
        output.WriteLine(
            $"{Many} lines in {whole.Elapsed.TotalSeconds:F1} s; {booked} entries booked meanwhile, "
            + $"the slowest in {longest.TotalSeconds:F2} s");
        booked.Should().BeGreaterThan(Many / ImportStatement.LinesAtOnce / 2, "the lock is given back between pieces");
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    /// <summary>Lines of one dollar each, a thousand a day, the last day so many days ago.</summary>
    private static StatementEntry[] Days(BankDesk desk, int lastDaysAgo, int count) =>
    [
        .. Enumerable.Range(0, count).Select(index => desk.Moved(
            1, "", string.Create(CultureInfo.InvariantCulture, $"line {index}"),
            daysAgo: lastDaysAgo + ((count - 1 - index) / 1_000))),
    ];

    private static byte[] Csv(StatementEntry[] entries)
    {
        var text = new StringBuilder("帳號,012345678901\n交易日期,摘要,支出,存入,餘額,對方戶名,交易序號\n");
        for (var index = 0; index < entries.Length; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entries[index].BookingDate:yyyy'/'MM'/'dd},{entries[index].Description},,")
                .Append(CultureInfo.InvariantCulture, $"1,{index + 1},somebody,T{index}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<List<BankStatementRecord>> Statements(BankDesk desk)
    {
        await using var db = desk.Books.Read();
        return await db.BankStatements.Where(row => row.DedicatedAccountId == desk.Books.AccountId).OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>Ends everything when it is asked for the time once more: between two writes of one import.</summary>
    private sealed class EndingClock(IClock clock, CancellationTokenSource end, int after) : IClock
    {
        private int asked;

        public Instant GetCurrentInstant()
        {
            if (++asked == after) end.Cancel();
            return clock.GetCurrentInstant();
        }
    }
}
