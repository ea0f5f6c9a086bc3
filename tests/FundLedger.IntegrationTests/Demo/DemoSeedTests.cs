using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Returns;
using FundLedger.Web.Demo;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Demo;

public sealed class DemoSeedTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public void Seed_FreshDatabase_TellsTheYears() =>
        demo.Progress.Should().Equal("2021", "2022", "2023", "2024", "2025", "2026");

    [Fact]
    public async Task Seed_SecondRun_AddsNothing()
    {
        var before = await DemoCounts.Of(demo.Database);

        var seeded = await new DemoSeed(demo.Database.Factory, DemoFixture.ClockAt(DemoFixture.Now)).SeedAsync(new DemoFixture.Told([]), CancellationToken.None);

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
        budgets.Where(budget => budget.Provisional).Select(budget => budget.FiscalYear).Distinct().Should().BeEquivalentTo([2023, 2024, 2025]);
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
                join account in db.LedgerAccounts on new { posting.DedicatedAccountId, Id = posting.LedgerAccountId } equals new { account.DedicatedAccountId, account.Id }
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
            Enum.GetValues<DisbursementState>().Except([DisbursementState.Authorized]), "authorized cases are encumbered in the same write");
        (await db.Contributions.AsNoTracking().Select(found => found.State).Distinct().ToListAsync()).Should().BeEquivalentTo(Enum.GetValues<ContributionState>());
        (await db.ExpectedReturns.AsNoTracking().Select(found => found.State).Distinct().ToListAsync()).Should().BeEquivalentTo(Enum.GetValues<ExpectedReturnState>());
        (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.Unidentified)).Should().Be(2);
        (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.Explained)).Should().Be(1);
        (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.New)).Should().Be(0);
    }

    [Fact]
    public async Task Seed_ReceivedAndPaid_CameByTheBank()
    {
        await using var db = demo.Read();
        var lines = await db.StatementLines.AsNoTracking().Where(line => line.MatchedId != null).Select(line => line.MatchedId!.Value).ToListAsync();

        var received = await db.Contributions.AsNoTracking().Where(found => found.State == ContributionState.Received).Select(found => found.Id).ToListAsync();
        var paid = await db.Disbursements.AsNoTracking().Where(found => found.State == DisbursementState.Paid).Select(found => found.Id).ToListAsync();
        var returned = await db.ExpectedReturns.AsNoTracking().Where(found => found.State == ExpectedReturnState.Received).Select(found => found.Id).ToListAsync();
        lines.Should().BeEquivalentTo([.. received, .. paid, .. returned]);
    }

    [Fact]
    public async Task Seed_EverythingInvented_SaysSo()
    {
        await using var db = demo.Read();

        (await db.Parties.AsNoTracking().Where(party => !party.Fictional).Select(party => party.Name).ToListAsync())
            .Should().BeEquivalentTo("國家發展委員會", "行政院農業委員會", "臺中市政府");
        (await db.Parties.AsNoTracking().Where(party => party.Fictional).ToListAsync()).Should().OnlyContain(party => party.Name.EndsWith("(虛構)"));
        (await db.Contributions.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Description.StartsWith("(虛構)"));
        (await db.Disbursements.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Purpose.StartsWith("(虛構)"));
        (await db.PayeeBankAccounts.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Holder.EndsWith("(虛構)"));
        (await db.BankAccounts.AsNoTracking().ToListAsync()).Should().OnlyContain(found => found.Name.Contains("(虛構)"));
    }

    [Fact]
    public async Task Seed_WhatCameBack_IsSpentAgain()
    {
        await using var db = demo.Read();
        var uses = await (
            from use in db.LotUses
            join lot in db.Lots on new { use.DedicatedAccountId, Id = use.LotId } equals new { lot.DedicatedAccountId, lot.Id }
            where lot.Kind == FundLedger.Domain.Ledger.LotKind.Return && use.Used > 0
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
        recorded[^1].Should().BeLessThanOrEqualTo(DemoFixture.Now);
    }
}
