using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Banking;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Banking;

public sealed class ReconcileBankTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Reconcile_ByTheSchedulerNightAfterNight_IsWrittenOnlyWhenSomethingIsNew()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var scheduler = (await desk.Books.AddPerson("scheduler")) with { Scheduler = true };
        var fund = await desk.Books.AddFund();
        var gift = await desk.Promise(fund, 700);
        await desk.Import(0, desk.Moved(700, gift.PaymentReference, "gift"));

        for (var night = 0; night < 3; night++)
            (await Run(desk, scheduler)).Should().Equal(new ReconciliationResult(BankDesk.Bank, 700, 0, 0));
        (await Written(desk)).Should().Equal((700, 0, scheduler.PersonId));

        await desk.Match();
        for (var night = 0; night < 2; night++)
            (await Run(desk, scheduler)).Should().Equal(new ReconciliationResult(BankDesk.Bank, 700, 700, 0));
        (await Written(desk)).Should().Equal((700, 0, scheduler.PersonId), (700, 700, scheduler.PersonId));
        (await Audited(desk)).Should().Be(2);
    }

    [Fact]
    public async Task Reconcile_ByAPersonOfWhatTheSchedulerFound_IsWrittenOnceUnderThatPersonsName()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var scheduler = (await desk.Books.AddPerson("scheduler")) with { Scheduler = true };
        var other = await desk.Books.AddPerson("other");
        await desk.Import(0, desk.Moved(700, "", "unknown"));

        foreach (var actor in new[] { scheduler, desk.Books.Officer, desk.Books.Officer, scheduler, other }) await Run(desk, actor);

        (await Written(desk)).Select(row => row.By).Should().Equal(scheduler.PersonId, desk.Books.Officer.PersonId, other.PersonId);
    }

    private static async Task<ReconciliationResult[]> Run(BankDesk desk, Actor actor) =>
        (await new ReconcileBank(desk.Ledger).Run(BankDesk.Key(), actor, default)).Value;

    private static async Task<(long Bank, long Books, long By)[]> Written(BankDesk desk)
    {
        await using var db = desk.Books.Read();
        var rows = await db.BankReconciliations.Where(row => row.DedicatedAccountId == desk.Books.AccountId).OrderBy(row => row.Id)
            .ToListAsync();
        return rows.Select(row => (row.StatementBalance, row.BookBalance, row.PreparedBy)).ToArray();
    }

    private static async Task<long> Audited(BankDesk desk)
    {
        await using var db = desk.Books.Read();
        return await db.AuditEvents.CountAsync(
            row => row.DedicatedAccountId == desk.Books.AccountId && row.Code == "BankReconciled");
    }
}
