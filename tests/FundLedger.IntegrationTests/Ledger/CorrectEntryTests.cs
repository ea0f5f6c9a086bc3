using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Journal;
using NodaTime;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>An entry of a closed year is taken back in today's year, once, by who may post by hand.</summary>
public sealed class CorrectEntryTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly LocalDate LastDay = new(2025, 12, 31);

    [Fact]
    public async Task CorrectEntry_OfAClosedYear_PutsTheMoneyBackIntoTodaysYear()
    {
        var (books, fund, fee) = await ClosedYear();
        var corrected = await Correct(books, fee, Role.FinanceOfficer);
        corrected.Value.FiscalYear.Should().Be(books.Today.Year);
        (await books.Available(fund)).Should().Be(100);
        (await fixture.Database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task CorrectEntry_ThatHasBeenCorrected_IsRefused()
    {
        var (books, fund, fee) = await ClosedYear();
        (await Correct(books, fee, Role.FinanceOfficer)).IsRefused.Should().BeFalse();
        (await Correct(books, fee, Role.FinanceOfficer)).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed));
        (await books.Available(fund)).Should().Be(100);
    }

    [Fact]
    public async Task CorrectEntry_ByWhoMayNotPost_IsRefused()
    {
        var (books, fund, fee) = await ClosedYear();
        (await Correct(books, fee, Role.Auditor)).RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        (await books.Available(fund)).Should().Be(70);
    }

    /// <summary>Books of their own, for they close a year: a gift of 100 and a fee of 30.</summary>
    private async Task<(Database.Books Books, string Fund, EntryReference Fee)> ClosedYear()
    {
        var books = await Database.Books.Open(fixture.Database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 100, LastDay);
        var fee = (await books.Post(Drafts.Fee(fund, 30, LastDay))).Value;
        await books.CloseYear(LastDay.Year);
        return (books, fund, fee);
    }

    private static Task<Result<EntryReference>> Correct(Database.Books books, EntryReference entry, Role role)
    {
        var account = new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd);
        var ledger = new AuthorizedLedger(books.Writer, account);
        var request = new ReversalRequest(Database.Books.Unique("key"), entry, books.Today, "記錯", false);
        var actor = books.Officer with { Policies = Policies.Granted([role.Code], mayMoveMoney: true) };
        return new CorrectEntry(ledger).Run(request, actor, default);
    }
}
