using FundLedger.Data.Access;
using FundLedger.Demo;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.Reports.Checks;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Books;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.IntegrationTests.Demo;

[Collection(DemoCollection.Name)]
public sealed class DemoSeedTests(DemoFixture demo)
{
    [Fact]
    public void Seed_FreshDatabase_TellsTheYears() =>
        demo.Progress.Should().Equal(
            Enumerable.Range(1, 6).Select(number => $"Booking the demonstration's year {2020 + number} ({number} of 6)"));

    [Fact]
    public async Task Seed_Periods_AreClosedUpToLastMonth_AndEndedYearsWithTheirAdjustments()
    {
        await using var db = demo.Read();
        var closed = (await db.Periods.AsNoTracking().Where(period => period.State == PeriodState.Closed).ToListAsync())
            .ToLookup(period => period.FiscalYear, period => period.Period);

        for (var year = 2021; year < 2026; year++) closed[year].Should().BeEquivalentTo(Enumerable.Range(1, 14), "of {0}", year);
        closed[2026].Should().BeEquivalentTo(Enumerable.Range(1, 10), "the story ends in November");
        (await db.Entries.AsNoTracking().CountAsync(entry => entry.Period == FiscalYearPeriods.Adjustments)).Should().Be(4);
    }

    [Fact]
    public async Task Seed_WhatEveryCheckLooksAt_IsThere()
    {
        await using var db = demo.Read();
        (await db.Entries.AsNoTracking().CountAsync(entry => entry.ReversesFiscalYear == entry.FiscalYear)).Should().BePositive();
        (await db.Entries.AsNoTracking().CountAsync(entry => entry.ReversesFiscalYear < entry.FiscalYear)).Should().BePositive();
        (await db.Set<DesignationChange>().AsNoTracking().CountAsync()).Should().Be(1);
        (await db.Entries.AsNoTracking().CountAsync(entry => entry.DocumentKind == DocumentKind.YearClosing)).Should().BeGreaterThan(5);
    }

    [Fact]
    public async Task Seed_SecondRun_AddsNothing()
    {
        var before = await DemoCounts.Of(demo.Database);

        var seeded = await new DemoSeed(demo.Database.Connections, DemoFixture.ClockAt(DemoFixture.Now), TestKeys.None)
            .Seed(new DemoFixture.RecordedProgress([]), CancellationToken.None);

        seeded.Should().BeFalse();
        (await DemoCounts.Of(demo.Database)).Should().Equal(before);
    }

    [Fact]
    public async Task Seed_Budgets_SumAsThePublishedTable()
    {
        await using var db = demo.Read();
        var budgets = await db.ProgrammeBudgets.AsNoTracking().ToListAsync();

        budgets.Sum(budget => budget.Amount).Should().Be(6_000_000_000);
        budgets.GroupBy(budget => budget.FiscalYear).ToDictionary(year => year.Key, year => year.Sum(budget => budget.Amount))
            .Should().Equal(Enumerable.Range(2021, 5).ToDictionary(year => year, _ => 1_200_000_000L));
        budgets.Where(budget => !budget.Provisional).Select(budget => budget.FiscalYear).Distinct().Should().BeEquivalentTo([2021, 2022]);
        budgets.Where(budget => budget.Provisional).Select(budget => budget.FiscalYear).Distinct().Should()
            .BeEquivalentTo([2023, 2024, 2025]);
    }

    [Fact]
    public async Task Seed_BankAccounts_EqualTheLastStatements()
    {
        await using var db = demo.Read();
        foreach (var bank in await db.BankAccounts.AsNoTracking().ToListAsync())
        {
            var last = await db.BankStatements.AsNoTracking().Where(statement => statement.BankAccountId == bank.Id)
                .OrderByDescending(statement => statement.ToDate).FirstAsync();
            var book = await (
                from posting in db.Postings
                join account in db.LedgerAccounts on new { posting.DedicatedAccountId, Id = posting.LedgerAccountId }
                    equals new { account.DedicatedAccountId, account.Id }
                where account.Code == bank.LedgerAccount
                select posting.Amount).SumAsync();
            book.Should().Be(last.Closing, bank.Code);
            book.Should().BePositive(bank.Code);
        }
    }

    [Fact]
    public async Task Seed_Reconciliations_HaveNoDifference()
    {
        await using var db = demo.Read();
        var runs = await db.BankReconciliations.AsNoTracking().ToListAsync();

        runs.Should().OnlyContain(run => run.Difference == 0);
        runs.Select(run => run.CutOff.ToString("uuuu-MM-dd", null)).Distinct()
            .Should().BeEquivalentTo("2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31", "2026-10-31");
    }

    [Fact]
    public async Task Seed_EveryStateOfTheCycle_IsThere()
    {
        await using var db = demo.Read();

        (await db.Disbursements.AsNoTracking().Select(found => found.State).Distinct().ToListAsync()).Should().BeEquivalentTo(
            Enum.GetValues<DisbursementState>()
                .Except([DisbursementState.Authorized]), "authorized cases are encumbered in the same write");
        (await db.Contributions.AsNoTracking().Select(found => found.State).Distinct().ToListAsync()).Should()
            .BeEquivalentTo(Enum.GetValues<ContributionState>());
        (await db.ExpectedReturns.AsNoTracking().Select(found => found.State).Distinct().ToListAsync()).Should()
            .BeEquivalentTo(Enum.GetValues<ExpectedReturnState>());
        (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.Unidentified)).Should().Be(2);
        (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.Explained)).Should().Be(2);
        (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.New)).Should().Be(0);
    }

    [Fact]
    public async Task Seed_ReceivedAndPaid_CameByTheBank()
    {
        await using var db = demo.Read();
        var lines = await db.StatementLines.AsNoTracking().Where(line => line.MatchedId != null).Select(line => line.MatchedId!.Value)
            .ToListAsync();

        var received = await db.Contributions.AsNoTracking().Where(found => found.State == ContributionState.Received)
            .Select(found => found.Id).ToListAsync();
        var paid = await db.Disbursements.AsNoTracking()
            .Where(found => found.State == DisbursementState.Paid || found.State == DisbursementState.PaymentReturned)
            .Select(found => found.Id).ToListAsync();
        var returned = await db.ExpectedReturns.AsNoTracking().Where(found => found.State == ExpectedReturnState.Received)
            .Select(found => found.Id).ToListAsync();
        lines.Should().BeEquivalentTo([.. received, .. paid, .. returned]);
    }

    [Fact]
    public async Task Seed_EverythingInvented_SaysSo()
    {
        await using var db = demo.Read();

        (await db.Parties.AsNoTracking().Where(party => !party.Fictional).Select(party => party.Name).ToListAsync())
            .Should().BeEquivalentTo("國家發展委員會", "行政院農業委員會", "臺中市政府");
        (await db.Parties.AsNoTracking().Where(party => party.Fictional).ToListAsync()).Should()
            .OnlyContain(party => party.Name.EndsWith("(虛構)"));
        (await db.Contributions.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Description.StartsWith("(虛構)"));
        (await db.Disbursements.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Purpose.StartsWith("(虛構)"));
        (await db.PayeeBankAccounts.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Holder.EndsWith("(虛構)"));
        (await db.BankAccounts.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Name.Contains("(虛構)"));
    }

    [Fact]
    public async Task Seed_Returns_OneIsOverdueAndOneIsNotReported()
    {
        var today = DemoFixture.Now.InZone(BooksTimeZone.Taipei).Date;
        await using var db = demo.Read();
        var open = await db.ExpectedReturns.AsNoTracking().Where(found => found.State != ExpectedReturnState.Received).ToListAsync();

        open.Should().OnlyContain(found => found.DueOn < today, "all of them are late");
        open.Select(found => found.State).Should().BeEquivalentTo([ExpectedReturnState.Due, ExpectedReturnState.AwaitingReport]);
    }

    [Fact]
    public async Task Seed_CentralCases_KeepTheirCeilings()
    {
        await using var db = demo.Read();
        var cases = await (
            from disbursement in db.Disbursements
            join fund in db.Funds on new { disbursement.DedicatedAccountId, Id = disbursement.FundId }
                equals new { fund.DedicatedAccountId, fund.Id }
            join programme in db.Programmes on new { fund.DedicatedAccountId, Id = fund.DesignationId!.Value }
                equals new { programme.DedicatedAccountId, programme.Id }
            where fund.Designation == DesignationKind.WorkItem && programme.CaseCeiling != null
            select new { disbursement.Amount, programme.CaseCeiling }).ToListAsync();

        cases.Should().HaveCountGreaterThan(5).And.OnlyContain(found => found.Amount <= found.CaseCeiling);
        cases.Select(found => found.CaseCeiling).Distinct().Should().BeEquivalentTo(new long?[] { 3_000_000, 5_000_000 });
    }

    [Fact]
    public async Task Seed_Everybody_CanSignInAndHoldsOneRole()
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var signIns = scope.ServiceProvider.GetRequiredService<UserManager<SignIn>>();
        await using var db = demo.Read();
        foreach (var person in DemoPeople.All)
        {
            var signIn = await signIns.FindByNameAsync(person.SignInName);
            var holding = await db.RoleHoldings.AsNoTracking().SingleAsync(held => held.PersonId == signIn!.PersonId);

            (await signIns.CheckPasswordAsync(signIn!, DemoPeople.Password)).Should().BeTrue(person.SignInName);
            holding.Role.Should().Be(person.Role.Code);
            (holding.PartyId is null).Should().Be(person.Role != Role.Company, "only company people are tied to a company");
        }
    }

    [Fact]
    public async Task Seed_BusinessNumbers_HaveValidCheckDigits()
    {
        await using var db = demo.Read();
        var numbers = await db.Parties.AsNoTracking().Where(party => party.UnifiedBusinessNumber != null)
            .Select(party => party.UnifiedBusinessNumber!).ToListAsync();

        numbers.Should().HaveCountGreaterThan(12).And.OnlyHaveUniqueItems();
        numbers.Where(number => !Checks(number)).Should().BeEmpty();

        // The digits of each product with 1 2 1 2 1 2 4 1 sum to a multiple of ten (no seventh digit is 7 here).
        static bool Checks(string number) => number
            .Zip("12121241", (digit, weight) => (digit - '0') * (weight - '0'))
            .Sum(product => (product / 10) + (product % 10)) % 10 == 0;
    }

    [Fact]
    public async Task Seed_EveryCheckOfTheBooks_Passes()
    {
        await using var db = demo.Read();
        var account = await db.DedicatedAccounts.AsNoTracking().SingleAsync();
        var checks = new BookChecks(
            demo.Services.GetRequiredService<LedgerChecks>(), demo.Database.Connections,
            new ServedAccount(account.Id, account.Code, account.NameZh, account.NameEn, account.Currency));

        (await checks.RunAll(null, CancellationToken.None)).Should().HaveCountGreaterThan(10).And.OnlyContain(check => check.Ok);
    }

    [Fact]
    public async Task Seed_WhatCameBack_IsSpentAgain()
    {
        await using var db = demo.Read();
        var uses = await (
            from use in db.LotUses
            join lot in db.Lots on new { use.DedicatedAccountId, Id = use.LotId } equals new { lot.DedicatedAccountId, lot.Id }
            where lot.Kind == LotKind.Return && use.Used > 0
            select use.DocumentId).Distinct().CountAsync();

        uses.Should().Be(3);
    }

    [Fact]
    public async Task Seed_RecordedInstants_RunThroughTheYearsUpToNow()
    {
        await using var db = demo.Read();
        var recorded = await db.Leaves.AsNoTracking().OrderBy(leaf => leaf.LeafIndex).Select(leaf => leaf.RecordedAt).ToListAsync();

        recorded.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        recorded[0].InUtc().Year.Should().Be(2021);
        recorded[^1].Should().BeLessThan(DemoFixture.Now + NodaTime.Duration.FromSeconds(1));
    }
}
