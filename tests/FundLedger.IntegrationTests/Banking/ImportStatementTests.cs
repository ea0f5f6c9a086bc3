using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Banking;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Banking;

public sealed class ImportStatementTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Import_OfAnAccountWeDoNotHave_IsRefused()
    {
        var desk = await BankDesk.Open(fixture.Database);
        (await desk.ImportFile("a.xml", "OTHER", desk.Content(0, desk.Moved(5, "", "one")))).Refusal
            .Should().Be(BankingRefusals.BankAccountNotFound("OTHER"));
    }

    [Fact]
    public async Task Import_WithoutAChosenAccount_IsOfTheOneTheFileNames()
    {
        var desk = await BankDesk.Open(fixture.Database);
        await desk.AddBank(BankDesk.SecondBank, "555566667777", 2);
        (await desk.ImportFile("own.xml", "", desk.Content(0, desk.Moved(5, "", "one")))).Value.LinesAdded.Should().Be(1);
        await using var db = desk.Books.Read();
        var account = await (
            from statement in db.BankStatements
            join bank in db.BankAccounts on statement.BankAccountId equals bank.Id
            where statement.DedicatedAccountId == desk.Books.AccountId && bank.DedicatedAccountId == desk.Books.AccountId
            select bank.Code).SingleAsync();
        account.Should().Be(BankDesk.Bank);

        var stranger = await BankDesk.Open(fixture.Database, "999988887777");
        (await stranger.ImportFile("other.xml", "", desk.Content(0, desk.Moved(5, "", "one")))).Refusal
            .Should().Be(StatementRefusals.StatementOfUnknownAccount("012345678901"));
        (await desk.ImportFile("none.csv", "", "日期,摘要,支出,存入,餘額\n115/07/01,利息,,5,10\n"u8.ToArray())).Refusal
            .Should().Be(StatementRefusals.StatementNamesNoAccount());
    }

    [Fact]
    public async Task Import_TheSameFileAgain_IsRefused_AndNamesTheFirstNameAndDay()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var file = desk.Content(0, desk.Moved(5, "", "one"));
        (await desk.ImportFile("first.xml", BankDesk.Bank, file)).Value.LinesAdded.Should().Be(1);
        (await desk.ImportFile("second.xml", BankDesk.Bank, file)).Refusal
            .Should().Be(BankingRefusals.StatementAlreadyImported("first.xml", desk.Books.Today));
    }

    [Fact]
    public async Task Import_AStatementThatDoesNotOpenWithTheLastClosing_IsRefusedAndLeavesNothing()
    {
        var desk = await BankDesk.Open(fixture.Database);
        await desk.Import(100, desk.Moved(5, "", "one", daysAgo: 9));
        (await desk.Import(106, desk.Moved(7, "", "two"))).Refusal
            .Should().Be(BankingRefusals.StatementDoesNotFollow(BankDesk.Bank, Money.Twd(105), Money.Twd(106)));
        (await desk.Import(105, desk.Moved(7, "", "two"))).Value.Should().Be(new ImportedStatement(1, 0, "camt.053.001.08"));

        await using var db = desk.Books.Read();
        (await db.StatementFiles.CountAsync(file => file.DedicatedAccountId == desk.Books.AccountId)).Should().Be(2);
        (await db.StatementLines.CountAsync(line => line.DedicatedAccountId == desk.Books.AccountId)).Should().Be(2);
    }

    [Fact]
    public async Task Import_AFileThatOverlaps_AddsOnlyWhatIsNew()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var (one, two, three) = (desk.Moved(5, "", "one", daysAgo: 9), desk.Moved(7, "", "two", daysAgo: 8), desk.Moved(11, "", "three"));
        await desk.Import(100, one, two);
        var overlapping = (await desk.Import(105, two, three)).Value;
        (overlapping.LinesAdded, overlapping.LinesKnown).Should().Be((1, 1));
    }

    [Fact]
    public async Task Import_AFileOfKnownLinesOnly_IsRefused()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var (one, two) = (desk.Moved(5, "", "one", daysAgo: 9), desk.Moved(7, "", "two", daysAgo: 8));
        await desk.Import(100, one, two);
        (await desk.ImportFile("again.xml", BankDesk.Bank, desk.Content(105, two))).Refusal
            .Should().Be(BankingRefusals.StatementAddsNothing("again.xml"));
    }

    [Fact]
    public async Task Import_TwoTrulyEqualLinesOfOneDay_AreTwoLines()
    {
        var desk = await BankDesk.Open(fixture.Database);
        StatementEntry Equal() => desk.Moved(5, "", "equal");
        (await desk.Import(0, Equal(), Equal())).Value.LinesAdded.Should().Be(2);
    }
}
