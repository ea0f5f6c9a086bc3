using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Contributions;

/// <summary>Money of a central programme is expected only after a second person has recorded the working meeting's approval.</summary>
public sealed class DrawDownTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const int Year = 2026;
    private const string Meeting = "工作會議第3次";

    private Database.Books Books => fixture.Books;

    private ServedAccount Served => new(Books.AccountId, "T", "測試", "Test", Currency.Twd);

    private AuthorizedLedger Ledger => new(Books.Writer, Served);

    [Fact]
    public async Task Request_UntilAnotherPersonRecordsTheApproval_ExpectsAndBooksNothing()
    {
        var (fund, _) = await WorkItem(1_000);
        var code = (await Request((fund, 600))).Value;
        (await Expected(code)).Should().BeNull();
        (await Approve(code, Books.Officer)).RefusalCode().Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        (await Decide(code, DrawDownTrigger.Approve, await Authorizer(), " ")).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.ReasonMissing));
        (await Expected(code)).Should().BeNull();

        var approved = (await Approve(code, await Authorizer())).Value;

        approved.State.Should().Be(DrawDownState.Approved);
        var contribution = await Expected(code);
        contribution.Should().BeEquivalentTo(new
        {
            Kind = ContributionKind.Allocation,
            State = ContributionState.Expected,
            Amount = 600L,
            ApprovalReference = Meeting,
            approved.Contribution!.PublicCode,
        });
        (await Postings(contribution!.Id)).Should().Equal(("1202", 600L), ("4102", -600L));
        (await Books.Database.FailedChecks(Books.AccountId)).Should().NotContain(
            failed => failed.StartsWith("draw-downs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approve_ByThirtyTwoAtOnce_ExpectsTheMoneyOnce()
    {
        var (fund, _) = await WorkItem(1_000);
        var code = (await Request((fund, 600))).Value;
        var people = new List<Actor>();
        for (var index = 0; index < 32; index++) people.Add(await Authorizer());
        var outcomes = await Task.WhenAll(people.Select(person => Decide(code, DrawDownTrigger.Approve, person, Meeting, revision: 1)));
        outcomes.Count(outcome => !outcome.IsRefused).Should().Be(1);
        (await Postings((await Expected(code))!.Id)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Request_SentTwice_RequestsOnce_AndADryRunNothing()
    {
        var (fund, _) = await WorkItem(1_000);
        var payer = await Books.AddParty(PartyKind.Ministry);
        var request = new DrawDownRequest(Key(), payer, Money.Twd(5), [new ContributionPart(fund, 5)], "中央補助");
        var use = new RequestDrawDown(Ledger);
        var first = (await use.Run(request, Books.Officer, default)).Value;
        (await use.Run(request, Books.Officer, default)).Value.Should().Be(first);
        var previewed = (await use.Run(request with { Key = Key(), DryRun = true }, Books.Officer, default)).Value;
        (await Expected(previewed, exists: false)).Should().BeNull();
        (await use.Run(request, new Actor(1, "nobody"), default)).RefusalCode().Should().Be("NotPermitted");
    }

    [Fact]
    public async Task RejectedOrWithdrawn_IsNeverExpected_AndCannotBeApproved()
    {
        var (fund, _) = await WorkItem(1_000);
        var rejected = (await Request((fund, 600))).Value;
        (await Decide(rejected, DrawDownTrigger.Reject, await Authorizer(), "工項未定")).Value.State.Should().Be(DrawDownState.Rejected);
        var withdrawn = (await Request((fund, 600))).Value;
        (await Decide(withdrawn, DrawDownTrigger.Withdraw, Books.Officer, null)).Value.State.Should().Be(DrawDownState.Withdrawn);
        foreach (var code in new[] { rejected, withdrawn })
        {
            (await Approve(code, await Authorizer())).RefusalCode().Should().Be(nameof(WorkflowRefusals.StepNotPermitted));
            (await Expected(code)).Should().BeNull();
        }

        (await Approve("none", await Authorizer())).Refusal.Should().Be(DrawDownRefusals.DrawDownNotFound("none"));
        var open = (await Request((fund, 1))).Value;
        (await Decide(open, DrawDownTrigger.Approve, await Authorizer(), Meeting, revision: 0)).Refusal
            .Should().Be(DrawDownRefusals.DrawDownChanged(open));
        (await Decide(open, DrawDownTrigger.Approve, await Authorizer(), new string('文', 201))).Refusal
            .Should().Be(ContributionRefusals.ApprovalReferenceTooLong(201, ContributionRules.MaximumTextLength));
    }

    [Fact]
    public async Task List_PutsFirstWhatWaitsForThePerson_AndTheCaseShowsTheBudget()
    {
        var (fund, _) = await WorkItem(1_000);
        (await DrawDown((fund, 600))).Refusal.Should().BeNull();
        var code = (await Request((fund, 100))).Value;
        var reader = new AuthorizedReader(Books.Database.ReaderOf(Books.AccountId), Ledger);
        var authorizer = await Authorizer();
        var list = new DrawDownList(reader, Served);
        var mine = (await list.Read(authorizer, new DrawDownFilter(Mine: true), 1, 50, default)).Value;
        mine.Page.Rows[0].Should().BeEquivalentTo(new { Code = code, MyTurn = true, Funds = fund, Amount = Money.Twd(100) });
        (await list.Read(Books.Officer, new DrawDownFilter(Text: code), 1, 50, default)).Value.Page.Rows.Single().MyTurn
            .Should().BeFalse("nobody approves what they requested");
        (await list.Read(Books.Officer, new DrawDownFilter(DrawDownState.Approved), 1, 50, default)).Value.Page.Rows
            .Should().NotContain(row => row.Code == code);

        var story = (await new DrawDownCase(reader, Served).Read(authorizer, code, default)).Value!;
        story.Shares.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Fund = fund,
            Budget = (Money?)Money.Twd(1_000),
            Drawn = Money.Twd(600),
            Remaining = (Money?)Money.Twd(400),
        });
        (await new DrawDownCase(reader, Served).Read(authorizer, "none", default)).Value.Should().BeNull();
    }

    [Fact]
    public async Task Approve_DrawDowns_FitTheBudgetInForce_AndWhatIsCancelledIsFreeAgain()
    {
        var (fund, programme) = await WorkItem(1_000);
        var first = await DrawDown((fund, 600));
        first.Refusal.Should().BeNull();
        (await DrawDown((fund, 401))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(fund, Year, Money.Twd(400), Money.Twd(401)));
        (await DrawDown((fund, 300))).Refusal.Should().BeNull();

        await NewVersion(programme, 2, 950);
        (await DrawDown((fund, 51))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(fund, Year, Money.Twd(50), Money.Twd(51)));
        await NewVersion(programme, 3, 2_000);
        (await DrawDown((fund, 1_100))).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Approve_ADrawDownOfTwoProgrammes_HoldsEachPartToItsOwnBudget()
    {
        var (small, _) = await WorkItem(100);
        var (large, _) = await WorkItem(1_000);
        (await DrawDown((small, 100), (large, 1_000))).Refusal
            .Should().BeNull("neither part is above its own budget, though the total is above the smaller");
        (await DrawDown((large, 1))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(large, Year, Money.Twd(0), Money.Twd(1)));
    }

    [Fact]
    public async Task Request_SeveralPartsOfOneProgramme_CountTogether()
    {
        var (fund, _) = await WorkItem(1_000);
        (await DrawDown((fund, 600), (fund, 500))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(fund, Year, Money.Twd(1_000), Money.Twd(1_100)));
    }

    [Fact]
    public async Task Approve_ADrawDownOfAnotherFundOfTheSameProgrammeAndYear_UsesTheSameBudget()
    {
        var (fund, programme) = await WorkItem(1_000);
        var other = await FundOf(programme);
        (await DrawDown((fund, 900))).Refusal.Should().BeNull();
        (await DrawDown((other, 101))).Refusal
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded(other, Year, Money.Twd(100), Money.Twd(101)));
    }

    [Fact]
    public async Task Allocations_OfAProgrammesYear_SayWhatBecameOfTheBudgetInForce()
    {
        var (fund, programme) = await WorkItem(1_000);
        (await DrawDown((fund, 600))).Refusal.Should().BeNull();
        await NewVersion(programme, 2, 950);
        await Books.BookGift(fund, 500);
        var document = new DocumentReference(DocumentKind.Disbursement, programme);
        (await Books.Encumber(fund, 200, document)).Refusal.Should().BeNull();
        (await Books.Release(fund, 50, document)).Refusal.Should().BeNull();

        var report = (await new AllocationReport(Books.Database.Reporting).Run(
            new AllocationParameters(Books.AccountId, Year), default)).Value;
        var code = await ProgrammeCode(programme);
        var versions = report.Versions.Where(version => version.Programme == code).ToArray();
        versions.Select(version => (version.Version, version.Budget)).Should().Equal((1, 1_000), (2, 950));
        versions[0].Use.Should().BeNull("a later version is in force");
        versions[1].Use.Should().Be(new AllocationUse(600, 0, 150, 50, 300));
        (await new AllocationReport(Books.Database.Reporting).Run(new AllocationParameters(Books.AccountId, Year + 1), default))
            .Value.Versions.Should().BeEmpty();
    }

    private async Task<string> ProgrammeCode(long programme)
    {
        await using var db = Books.Read();
        return await db.Programmes.Where(row => row.DedicatedAccountId == Books.AccountId && row.Id == programme).Select(row => row.Code)
            .SingleAsync();
    }

    private async Task<Result<DecidedDrawDown>> DrawDown(params (string Fund, long Amount)[] parts)
    {
        var requested = await Request(parts);
        return requested.IsRefused ? requested.Refusal : await Approve(requested.Value, await Authorizer());
    }

    private async Task<Result<string>> Request(params (string Fund, long Amount)[] parts)
    {
        var payer = await Books.AddParty(PartyKind.Ministry);
        return await new RequestDrawDown(Ledger).Run(
            new DrawDownRequest(
                Key(), payer, Money.Twd(parts.Sum(part => part.Amount)),
                [.. parts.Select(part => new ContributionPart(part.Fund, part.Amount))], "中央補助"),
            Books.Officer, default);
    }

    private Task<Actor> Authorizer() => Books.AddPerson("authorizer");

    private Task<Result<DecidedDrawDown>> Approve(string code, Actor actor) => Decide(code, DrawDownTrigger.Approve, actor, Meeting);

    private Task<Result<DecidedDrawDown>> Decide(
        string code, DrawDownTrigger trigger, Actor actor, string? reason, int? revision = null) => new DecideDrawDown(Ledger).Run(
        new DrawDownStepRequest(Key(), code, trigger, revision, reason), actor, default);

    private async Task<Contribution?> Expected(string code, bool exists = true)
    {
        await using var db = Books.Read();
        var drawDown = await db.DrawDowns.SingleOrDefaultAsync(row => row.PublicCode == code);
        (drawDown is not null).Should().Be(exists);
        return await db.Contributions.SingleOrDefaultAsync(row => drawDown != null && row.Id == drawDown.ContributionId);
    }

    private async Task<List<(string, long)>> Postings(long contribution)
    {
        await using var db = Books.Read();
        var rows = await (
            from entry in db.Entries
            join posting in db.Postings on new { entry.FiscalYear, entry.Number } equals new { posting.FiscalYear, posting.Number }
            join account in db.LedgerAccounts on posting.LedgerAccountId equals account.Id
            where entry.DocumentKind == DocumentKind.Contribution && entry.DocumentId == contribution
                && entry.DedicatedAccountId == Books.AccountId && posting.DedicatedAccountId == Books.AccountId
                && account.DedicatedAccountId == Books.AccountId
            orderby posting.Line
            select new { account.Code, posting.Amount }).ToListAsync();
        return [.. rows.Select(row => (row.Code, row.Amount))];
    }

    private async Task<(string Fund, long Programme)> WorkItem(long budget)
    {
        var programme = (await Books.Write<long>(session =>
        {
            var added = new Programme
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Code = Key(),
                Ministry = "國發會",
                NameZh = "工作項目",
                NameEn = "Work item",
                Source = "a test",
            };
            session.Db.Add(added);
            return Task.FromResult<Result<long>>(added.Id);
        })).Value;
        await NewVersion(programme, 1, budget);
        return (await FundOf(programme), programme);
    }

    private async Task<string> FundOf(long programme) => (await Books.Write<string>(session => Task.FromResult<Result<string>>(
        session.AddFund(Key(), "中央補助", "Central", SourceKind.CentralAllocation, Year, DesignationKind.WorkItem, programme).Code))).Value;

    private async Task NewVersion(long programme, int version, long amount) => (await Books.Write<bool>(session =>
    {
        session.Db.Add(new ProgrammeBudget
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            ProgrammeId = programme,
            FiscalYear = Year,
            Version = version,
            Amount = amount,
        });
        return Task.FromResult<Result<bool>>(true);
    })).Refusal.Should().BeNull();

    private static string Key() => Database.Books.Unique("draw");
}
