using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Vouchers;

public sealed class ManualVoucherTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private Database.Books Books => fixture.Books;

    private ServedAccount Served => new(Books.AccountId, "T", "測試", "Test", Currency.Twd);

    private AuthorizedLedger Ledger => new(Books.Writer, Served);

    private AuthorizedReader Reader => new(Books.Database.ReaderOf(Books.AccountId), Ledger);

    [Fact]
    public async Task Prepare_BooksNothing_UntilAnotherPersonApproves()
    {
        var fund = await Books.AddFund();
        var approver = await Books.AddPerson("chief");
        var code = (await Prepare(fund, 300)).Value;
        (await Entries(fund)).Should().BeEmpty();
        (await Decide(code, ManualVoucherTrigger.Approve, Books.Officer)).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        (await Entries(fund)).Should().BeEmpty();

        var decided = (await Decide(code, ManualVoucherTrigger.Approve, approver)).Value;
        var entry = (await Entries(fund)).Should().ContainSingle().Which;
        decided.Should().Be(new DecidedVoucher(ManualVoucherState.Posted, $"{entry.FiscalYear}/{entry.Number}"));
        (entry.ActorId, entry.ApproverId, entry.DocumentKind).Should()
            .Be((Books.Officer.PersonId, (long?)approver.PersonId, (DocumentKind?)DocumentKind.ManualVoucher));
    }

    [Theory]
    [InlineData("5901", "1101.01", 1_000_000)]
    [InlineData("5101", "1101.01", 4_900_000)]
    [InlineData("1101.01", "4101", 1)]
    [InlineData("5201", "2103", 1)]
    public async Task Prepare_OnAnAccountThatMovesByDocuments_IsRefused_AtAnyAmount(string debit, string credit, long dollars)
    {
        var fund = await Books.AddFund();
        var refused = await Prepare(fund, dollars, debit, credit);
        refused.RefusalCode().Should().Be(nameof(LedgerRefusals.AccountClosedToManualVouchers));
        (await Entries(fund)).Should().BeEmpty();
    }

    [Fact]
    public async Task Approve_ByThirtyTwoAtOnce_BooksOnce()
    {
        var fund = await Books.AddFund();
        var code = (await Prepare(fund, 40)).Value;
        var approvers = new List<Actor>();
        for (var index = 0; index < 32; index++) approvers.Add(await Books.AddPerson("chief"));

        var outcomes = await Task.WhenAll(approvers.Select(approver => Decide(code, ManualVoucherTrigger.Approve, approver, revision: 1)));
        outcomes.Count(outcome => !outcome.IsRefused).Should().Be(1);
        (await Entries(fund)).Should().ContainSingle();
    }

    [Fact]
    public async Task Prepare_WithTheSameKeyTwice_IsOneVoucher()
    {
        var fund = await Books.AddFund();
        var request = Request(fund, 5, "5202", "5201");
        var first = await new PrepareManualVoucher(Ledger).Run(request, Books.Officer, dryRun: false, default);
        var again = await new PrepareManualVoucher(Ledger).Run(request, Books.Officer, dryRun: false, default);
        again.Value.Should().Be(first.Value);
    }

    [Fact]
    public async Task Prepare_AsADryRun_KeepsNothing()
    {
        var fund = await Books.AddFund();
        var tried = (await new PrepareManualVoucher(Ledger).Run(
            Request(fund, 5, "5202", "5201"), Books.Officer, dryRun: true, default)).Value;
        (await Decide(tried, ManualVoucherTrigger.Approve, await Books.AddPerson("chief"))).Refusal
            .Should().Be(ManualVoucherRefusals.ManualVoucherNotFound(tried));
    }

    [Fact]
    public async Task Approve_AfterThePeriodWasClosed_IsRefused_AndTheVoucherWaitsOn()
    {
        var books = await Database.Books.Open(fixture.Database);
        var ledger = new AuthorizedLedger(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
        var fund = await books.AddFund();
        var date = new LocalDate(books.Today.Year, 1, 5);
        var code = (await new PrepareManualVoucher(ledger).Run(
            Request(fund, 5, "5202", "5201") with { BookingDate = date }, books.Officer, dryRun: false, default)).Value;
        await books.Close(date.Year, 1);

        (await new DecideManualVoucher(ledger).Run(
            new ManualVoucherStepRequest(Database.Books.Unique("key"), code, ManualVoucherTrigger.Approve, null),
            await books.AddPerson("chief"), default)).RefusalCode().Should().Be(nameof(LedgerRefusals.PeriodClosed));
        await using var db = books.Read();
        (await db.ManualVouchers.SingleAsync(voucher => voucher.DedicatedAccountId == books.AccountId && voucher.PublicCode == code))
            .State.Should().Be(ManualVoucherState.Submitted);
    }

    [Fact]
    public async Task Reversal_OfAnApprovedVoucher_NeedsASecondPersonToo()
    {
        var fund = await Books.AddFund();
        var approver = await Books.AddPerson("chief");
        var entry = EntryReference.Parse((await Approved(fund, 60, approver)).Entry).Value;
        var code = (await new PrepareReversal(Ledger).Run(
            new ReversalRequest(Database.Books.Unique("key"), entry, Books.Today, "wrong fund"), Books.Officer, default)).Value;
        (await Entries(fund)).Should().ContainSingle();
        (await Decide(code, ManualVoucherTrigger.Approve, Books.Officer)).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));

        (await Decide(code, ManualVoucherTrigger.Approve, approver)).IsRefused.Should().BeFalse();
        var reversal = (await Entries(fund)).Single(found => found.ReversesNumber == entry.Number);
        (reversal.ActorId, reversal.ApproverId).Should().Be((Books.Officer.PersonId, (long?)approver.PersonId));
    }

    [Fact]
    public async Task Reversal_OfAnEntryThatIsNotThere_OrOfADocuments_IsRefused()
    {
        var fund = await Books.AddFund();
        var missing = new EntryReference(2026, 987_654);
        (await Reverse(missing)).Refusal.Should().Be(LedgerRefusals.EntryNotFound(missing));
        var gift = await Books.BookGift(fund, 10);
        (await Reverse(gift)).Refusal.Should().Be(ManualVoucherRefusals.EntryBelongsToWorkflow(gift));

        Task<Result<string>> Reverse(EntryReference entry) => new PrepareReversal(Ledger).Run(
            new ReversalRequest(Database.Books.Unique("key"), entry, Books.Today, "wrong"), Books.Officer, default);
    }

    [Fact]
    public async Task Entry_OfAManualVoucherWithoutASecondPerson_IsRefusedByTheDatabase()
    {
        var fund = await Books.AddFund();
        var alone = new EntryDraft(
            VoucherKind.Transfer, Books.Today, "alone", [Drafts.Line("5202", fund, 5), Drafts.Line("5201", fund, -5)])
        {
            Document = new DocumentReference(DocumentKind.ManualVoucher, 1),
        };
        var written = () => Books.Post(alone);
        (await written.Should().ThrowAsync<Exception>()).Which.ToString().Should().Contain("needs a second person");
    }

    [Fact]
    public async Task List_ShowsWhatWaitsForTheApproverFirst_AndNotToThePreparerAsTheirTurn()
    {
        var fund = await Books.AddFund();
        var approver = await Books.AddPerson("chief");
        await Approved(fund, 11, approver);
        var waiting = (await Prepare(fund, 12)).Value;
        var list = new ManualVoucherList(Reader, Served);

        var first = (await list.Read(approver, new ManualVoucherFilter(), ManualVoucherList.Usual, 1, 200, default)).Value;
        first.Page.Rows.Single(row => row.Code == waiting).MyTurn.Should().BeTrue();
        first.Page.Rows.TakeWhile(row => row.MyTurn).Should().Contain(row => row.Code == waiting);
        var own = (await list.Read(Books.Officer, new ManualVoucherFilter(Mine: true), ManualVoucherList.Usual, 1, 200, default)).Value;
        own.Page.Rows.Should().NotContain(row => row.Code == waiting);
    }

    [Fact]
    public async Task Case_OfOneOfTwoVouchersOnOneFund_ShowsTheOtherAndWhatTheyComeTo()
    {
        var fund = await Books.AddFund();
        var (first, second) = ((await Prepare(fund, 4_900_000)).Value, (await Prepare(fund, 4_900_000)).Value);
        await Prepare(await Books.AddFund(), 4_900_000);

        var story = (await new ManualVoucherCase(Reader, Served).Read(Books.Officer, first, 1, default)).Value!;
        story.Related.Should().ContainSingle().Which.Code.Should().Be(second);
        story.Together.Should().Be(Money.Twd(9_800_000));
    }

    private async Task<DecidedVoucher> Approved(string fund, long dollars, Actor approver) =>
        (await Decide((await Prepare(fund, dollars)).Value, ManualVoucherTrigger.Approve, approver)).Value;

    private Task<Result<string>> Prepare(string fund, long dollars, string debit = "5202", string credit = "5201") =>
        new PrepareManualVoucher(Ledger).Run(Request(fund, dollars, debit, credit), Books.Officer, dryRun: false, default);

    private ManualVoucherRequest Request(string fund, long dollars, string debit, string credit) => new(
        Database.Books.Unique("voucher"), Books.Today, "重分類",
        [new VoucherLine(debit, fund, Money.Twd(dollars)), new VoucherLine(credit, fund, Money.Twd(-dollars))]);

    private Task<Result<DecidedVoucher>> Decide(string code, ManualVoucherTrigger trigger, Actor actor, int? revision = null) =>
        new DecideManualVoucher(Ledger).Run(
            new ManualVoucherStepRequest(Database.Books.Unique("key"), code, trigger, revision, "why"), actor, default);

    private async Task<List<Data.Model.StoredEntry>> Entries(string fund)
    {
        await using var db = Books.Read();
        return await (
            from entry in db.Entries
            where entry.DedicatedAccountId == Books.AccountId && db.Postings.Any(posting =>
                posting.DedicatedAccountId == entry.DedicatedAccountId && posting.FiscalYear == entry.FiscalYear
                && posting.Number == entry.Number && db.Funds.Any(found => found.DedicatedAccountId == entry.DedicatedAccountId
                    && found.Id == posting.FundId && found.Code == fund))
            select entry).ToListAsync();
    }
}
