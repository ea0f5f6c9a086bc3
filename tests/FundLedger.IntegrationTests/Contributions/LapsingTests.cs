using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using NodaTime;

namespace FundLedger.IntegrationTests.Contributions;

/// <summary>Central money whose budget has a term.</summary>
public sealed class LapsingTests(BooksFixture fixture) : IClassFixture<BooksFixture>, IAsyncLifetime
{
    private Database.Books? opened;

    private Database.Books Books => opened ?? throw new InvalidOperationException("Not opened yet.");

    private ServedAccount Account => new(Books.AccountId, "T", "測試", "Test", Currency.Twd);

    private AuthorizedLedger Ledger => new(Books.Writer, Account);

    private LapsingNotice Notice => new(new AuthorizedReader(Books.Database.ReaderOf(Books.AccountId), Ledger), Account, Books.Clock);

    public async Task InitializeAsync() => opened = await Database.Books.Open(fixture.Database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task DrawDown_AfterTheTerm_IsRefused_UntilTheBudgetIsCarriedOver()
    {
        var (fund, programme) = await WorkItem();
        await Budget(programme, 1, Books.Today.PlusDays(-1));
        (await DrawDown(fund, 100)).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetLapsed(fund, Books.Today.Year, Books.Today.PlusDays(-1)));
        await Budget(programme, 2, Books.Today, "院授主預字第 1 號");
        (await DrawDown(fund, 100)).Refusal.Should().BeNull("the last day is the budget's too");
    }

    [Fact]
    public async Task Report_OfLots_CountsDaysToTheTermInForce_AndProposes()
    {
        var (near, nearBudget) = await WorkItem();
        var (far, farBudget) = await WorkItem();
        var (open, openBudget) = await WorkItem();
        var (spent, spentBudget) = await WorkItem();
        await Budget(nearBudget, 1, Books.Today.PlusDays(200), "院授主預字第 2 號");
        await Budget(nearBudget, 2, Books.Today.PlusDays(20));
        await Budget(farBudget, 1, Books.Today.PlusDays(75));
        await Budget(openBudget, 1, null);
        await Budget(spentBudget, 1, Books.Today.PlusDays(1));
        foreach (var fund in new[] { near, far, open, spent }) await Books.BookGift(fund, 500);
        (await Books.Encumber(near, 200, new DocumentReference(DocumentKind.Disbursement, 1))).Refusal.Should().BeNull();
        (await Books.Spend(spent, 500)).Refusal.Should().BeNull();

        var report = (await Report()).Value;
        report.Lots.Select(lot => (lot.Fund, lot.Stage, lot.Proposal, lot.Unspent, lot.Remaining)).Should().Equal(
            (near, LapseStage.Within30Days, LapseProposal.Carry, 500L, 300L),
            (far, LapseStage.Within90Days, LapseProposal.Spend, 500L, 500L),
            (open, LapseStage.NoTerm, LapseProposal.None, 500L, 500L));
        report.Unspent(LapseStage.Within30Days).Should().Be(500);
        var table = LapsingTable.Of(report.Of(LapseStage.Within90Days));
        table.Rows.Should().ContainSingle();
        table.Rows[0].Should().HaveSameCount(table.Columns);
        table.Totals[0].Should().HaveSameCount(table.Columns);
        (await Report(Books.Today.PlusDays(21))).Value.Lots[0].Proposal.Should().Be(LapseProposal.Return);

        var found = (await Notice.Read(Books.Officer, default)).Value;
        found.Should().Be(new LapsingFound(2, Money.Twd(1_000), Books.Today.PlusDays(20)));
        found.Message().Code.Should().Be("MoneyLapses");
        (await Books.Database.FailedChecks(Books.AccountId)).Should()
            .NotContain(failed => failed.StartsWith("budget-terms", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notice_WithoutATerm_SaysThatNothingLapses() =>
        (await Notice.Read(Books.Officer, default)).Value.Message().Code.Should().Be("NothingLapses");

    private Task<Result<LapsingMoney>> Report(LocalDate? asOf = null) => new LapsingReport(Books.Database.Reporting).Run(
        new LapsingParameters(Books.AccountId, asOf ?? Books.Today), default);

    private async Task<Result<DecidedDrawDown>> DrawDown(string fund, long amount)
    {
        var payer = await Books.AddParty(Domain.People.PartyKind.Ministry);
        var requested = await new RequestDrawDown(Ledger).Run(
            new DrawDownRequest(
                Database.Books.Unique("draw"), payer, Money.Twd(amount), [new ContributionPart(fund, amount)], "中央補助"),
            Books.Officer, default);
        if (requested.IsRefused) return requested.Refusal;
        return await new DecideDrawDown(Ledger).Run(
            new DrawDownStepRequest(Database.Books.Unique("draw"), requested.Value, DrawDownTrigger.Approve, null, "工作會議第3次"),
            await Books.AddPerson("authorizer"), default);
    }

    private async Task<(string Fund, long Programme)> WorkItem() => (await Books.Write<(string, long)>(session =>
    {
        var programme = new Programme
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = Database.Books.Unique("P"),
            Ministry = "國發會",
            NameZh = "工作項目",
            NameEn = "Work item",
            Source = "a test",
        };
        session.Db.Add(programme);
        var fund = session.AddFund(
            Database.Books.Unique("CEN"), "中央補助", "Central", SourceKind.CentralAllocation, session.Today.Year, DesignationKind.WorkItem,
            programme.Id);
        return Task.FromResult<Result<(string, long)>>((fund.Code, programme.Id));
    })).Value;

    private async Task Budget(long programme, int version, LocalDate? expiresOn, string? carried = null) =>
        _ = (await Books.Write<bool>(session =>
        {
            session.Db.Add(new ProgrammeBudget
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                ProgrammeId = programme,
                FiscalYear = session.Today.Year,
                Version = version,
                Amount = 1_000,
                ExpiresOn = expiresOn,
                CarryReference = carried,
            });
            return Task.FromResult<Result<bool>>(true);
        })).Value;
}
