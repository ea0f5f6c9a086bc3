using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Vouchers;
using NodaTime;

namespace FundLedger.IntegrationTests.Vouchers;

public sealed class ManualVoucherReportTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Run_ShowsThePartsOfOneTogether_AndWhatTheyComeTo()
    {
        var books = await Database.Books.Open(fixture.Database);
        var (fund, other) = (await books.AddFund(), await books.AddFund());
        var first = await Prepare(books, fund, 4_900_000);
        await Prepare(books, other, 7);
        books.Clock.Set(books.Today.PlusDays(ManualVoucherRules.DaysTogether));
        var second = await Prepare(books, fund, 4_900_000);
        books.Clock.Set(books.Today.PlusDays(ManualVoucherRules.DaysTogether + 1));
        var later = await Prepare(books, fund, 5);

        var report = await Run(books);
        var groups = report.Vouchers.GroupBy(voucher => voucher.Group).Select(group => group.Select(voucher => voucher.Code).ToArray());
        groups.Should().ContainSingle(group => group.Length > 1).Which.Should().Equal(first, second);
        report.Together(report.Vouchers.Single(voucher => voucher.Code == first).Group).Should().Be(9_800_000);
        var alone = report.Vouchers.Single(voucher => voucher.Code == later);
        report.Together(alone.Group).Should().Be(5);
    }

    [Fact]
    public async Task Run_ShowsWhoPreparedAndWhoDecided_AndTheEntry()
    {
        var books = await Database.Books.Open(fixture.Database);
        var code = await Prepare(books, await books.AddFund(), 30);
        var decided = (await new DecideManualVoucher(Ledger(books)).Run(
            new ManualVoucherStepRequest(Database.Books.Unique("key"), code, ManualVoucherTrigger.Approve, null),
            await books.AddPerson("chief"), default)).Value;

        (await Run(books)).Vouchers.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Code = code,
            State = (ManualVoucherState?)ManualVoucherState.Posted,
            Amount = 30L,
            Preparer = "officer",
            Decider = "chief",
            Accounts = new[] { "5201", "5202" },
            Entry = EntryReference.Parse(decided.Entry).Value,
        });
    }

    [Fact]
    public async Task Run_NamesAnEntryByHandThatHasNoVoucher()
    {
        var books = await Database.Books.Open(fixture.Database);
        var fund = await books.AddFund();
        var second = await books.AddPerson("second");
        var entry = (await books.Post(new EntryDraft(
            VoucherKind.Transfer, books.Today, "past the use case", [Drafts.Line("5202", fund, 40), Drafts.Line("5201", fund, -40)])
        {
            Document = new DocumentReference(DocumentKind.ManualVoucher, 1),
            ApproverId = second.PersonId,
        })).Value;

        var voucher = (await Run(books)).Vouchers.Should().ContainSingle().Which;
        (voucher.Code, voucher.State, voucher.Entry, voucher.Amount).Should().Be(((string?)null, null, (EntryReference?)entry, 40));
    }

    [Fact]
    public async Task Run_WithDatesTheWrongWayRound_IsRefused()
    {
        var today = fixture.Books.Today;
        var parameters = new ManualVoucherParameters(fixture.Books.AccountId, today, today.PlusDays(-1));
        (await new ManualVoucherReport(fixture.Database.Reporting).Run(parameters, default)).RefusalCode()
            .Should().Be(nameof(ReportRefusals.ReportDatesReversed));
    }

    private async Task<ManualVoucherExceptions> Run(Database.Books books) => (await new ManualVoucherReport(fixture.Database.Reporting)
        .Run(new ManualVoucherParameters(books.AccountId), default)).Value;

    private static async Task<string> Prepare(Database.Books books, string fund, long dollars) =>
        (await new PrepareManualVoucher(Ledger(books)).Run(
            new ManualVoucherRequest(
                Database.Books.Unique("voucher"), books.Today, "重分類",
                [new VoucherLine("5202", fund, Money.Twd(dollars)), new VoucherLine("5201", fund, Money.Twd(-dollars))]),
            books.Officer, dryRun: false, default)).Value;

    private static AuthorizedLedger Ledger(Database.Books books) =>
        new(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
}
