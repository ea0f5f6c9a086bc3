using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Vouchers;

/// <summary>A manual voucher of a closed year is taken back in today's year, once, by two people who may.</summary>
public sealed class CorrectionTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly LocalDate LastDay = new(2025, 12, 31);

    [Fact]
    public async Task Correction_OfAClosedYear_TakesItBackInTodaysYear_AndLeavesThatYearsResult()
    {
        var (books, entry) = await ClosedYear();
        var corrected = await Approve(books, (await Correct(books, entry, Role.FinanceOfficer)).Value);
        corrected.FiscalYear.Should().Be(books.Today.Year);
        (await Lines(books, corrected)).Should().Equal((ChartOfAccounts.PriorPeriodAdjustment, -30), ("1309", 30));
        (await fixture.Database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Correction_OfAnEntryThatHasBeenCorrected_IsRefused()
    {
        var (books, entry) = await ClosedYear();
        var other = (await Correct(books, entry, Role.FinanceOfficer)).Value;
        await Approve(books, (await Correct(books, entry, Role.FinanceOfficer)).Value);
        (await Correct(books, entry, Role.FinanceOfficer)).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed));
        (await Decide(books, other)).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed), "it waited meanwhile");
    }

    [Fact]
    public async Task Correction_PreparedByWhoMayNot_IsRefused()
    {
        var (books, entry) = await ClosedYear();
        (await Correct(books, entry, Role.Auditor)).RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
    }

    /// <summary>Books of their own, for they close a year: an allowance of 30.</summary>
    private async Task<(Database.Books Books, EntryReference Entry)> ClosedYear()
    {
        var books = await Database.Books.Open(fixture.Database);
        var fund = await books.AddFund();
        var code = (await new PrepareManualVoucher(Ledger(books)).Run(
            new ManualVoucherRequest(Database.Books.Unique("key"), LastDay, "備抵",
                [new VoucherLine("5301", fund, Money.Twd(30)), new VoucherLine("1309", fund, Money.Twd(-30))]),
            books.Officer, dryRun: false, default)).Value;
        var entry = await Approve(books, code);
        await books.CloseYear(LastDay.Year);
        return (books, entry);
    }

    private static Task<Result<string>> Correct(Database.Books books, EntryReference entry, Role role) =>
        new PrepareReversal(Ledger(books)).Run(
            new ReversalRequest(Database.Books.Unique("key"), entry, books.Today, "記錯"),
            books.Officer with { Policies = Policies.Granted([role.Code], mayMoveMoney: true) }, default);

    private static async Task<EntryReference> Approve(Database.Books books, string code) =>
        EntryReference.Parse((await Decide(books, code)).Value.Entry).Value;

    private static async Task<Result<DecidedVoucher>> Decide(Database.Books books, string code) =>
        await new DecideManualVoucher(Ledger(books)).Run(
            new ManualVoucherStepRequest(Database.Books.Unique("key"), code, ManualVoucherTrigger.Approve, null),
            await books.AddPerson("chief"), default);

    private static async Task<List<(string Account, long Amount)>> Lines(Database.Books books, EntryReference entry)
    {
        await using var db = books.Read();
        var lines = await (
            from posting in db.Postings
            join account in db.LedgerAccounts on new { posting.DedicatedAccountId, Id = posting.LedgerAccountId }
                equals new { account.DedicatedAccountId, account.Id }
            where posting.DedicatedAccountId == books.AccountId && posting.FiscalYear == entry.FiscalYear && posting.Number == entry.Number
            orderby posting.Line
            select new { account.Code, posting.Amount }).ToListAsync();
        return [.. lines.Select(line => (line.Code, line.Amount))];
    }

    private static AuthorizedLedger Ledger(Database.Books books) =>
        new(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
}
