using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Banking;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Payees;
using FundLedger.UseCases.Payees.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Payees;

/// <summary>A payee's bank account is given by two people, and money follows it some days later.</summary>
public sealed class PayeeAccountChangeTests(BooksFixture fixture) : IClassFixture<BooksFixture>, IAsyncLifetime
{
    private const string Number = "004-123 456 789";
    private BankDesk desk = null!;

    public async Task InitializeAsync() => desk = await BankDesk.Open(fixture.Database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Change_UntilAnotherPersonConfirmsIt_GivesThePayeeNothing()
    {
        var (payee, _) = await Payee();
        var code = (await Submit(payee)).Value;
        (await Accounts(payee)).Should().BeEmpty();
        (await Decide(code, PayeeAccountChangeTrigger.Confirm, desk.Books.Officer)).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        (await Accounts(payee)).Should().BeEmpty();

        var chief = await desk.Books.AddPerson("chief");
        (await Decide(code, PayeeAccountChangeTrigger.Confirm, chief)).Value
            .Should().Be(new DecidedPayeeAccount(PayeeAccountChangeState.Confirmed, desk.Books.Today));
        (await Accounts(payee)).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            BankCode = "0040000",
            AccountNumber = "004123456789",
            EditedBy = desk.Books.Officer.PersonId,
            UsableFrom = (LocalDate?)desk.Books.Today,
        });
        await desk.Verify();
    }

    [Fact]
    public async Task Confirm_ByThirtyTwoAtOnce_GivesOneAccount()
    {
        var (payee, _) = await Payee();
        var code = (await Submit(payee)).Value;
        var chiefs = new List<Actor>();
        for (var index = 0; index < 32; index++) chiefs.Add(await desk.Books.AddPerson("chief"));
        var outcomes = await Task.WhenAll(chiefs.Select(chief => Decide(code, PayeeAccountChangeTrigger.Confirm, chief, revision: 1)));
        outcomes.Count(outcome => !outcome.IsRefused).Should().Be(1);
        (await Accounts(payee)).Should().ContainSingle();
    }

    [Fact]
    public async Task Submit_WhatIsNoAccountOrIsSomebodyElses_IsRefused()
    {
        var (payee, name) = await Payee();
        var (other, _) = await Payee();
        (await Submit("nobody")).Refusal.Should().Be(PayeeRefusals.PayeeNotFound("nobody"));
        (await Submit(payee, bank: "004")).RefusalCode().Should().Be(nameof(PayeeRefusals.PayeeBankCodeNotValid));
        (await Submit(payee, number: "12345678901234567")).RefusalCode().Should().Be(nameof(PayeeRefusals.PayeeAccountNumberNotValid));
        (await Submit(payee, holder: " ")).RefusalCode().Should().Be(nameof(PayeeRefusals.PayeeHolderMissing));
        (await Submit(payee, actor: new Actor(1, "nobody"))).RefusalCode().Should().Be("NotPermitted");

        var code = (await Submit(payee)).Value;
        (await Submit(payee, number: "5")).Refusal.Should().Be(PayeeRefusals.PayeeAccountChangePending(code));
        var rival = (await Submit(other)).Value;
        await Confirmed(code);
        (await Decide(rival, PayeeAccountChangeTrigger.Confirm, await desk.Books.AddPerson("chief"))).Refusal
            .Should().Be(PayeeRefusals.PayeeAccountTaken(name), "it was given to another payee meanwhile");
        (await Decide(rival, PayeeAccountChangeTrigger.Withdraw, desk.Books.Officer)).IsRefused.Should().BeFalse();
        (await Submit(other, bank: "0049999")).Refusal.Should().Be(PayeeRefusals.PayeeAccountTaken(name), "of whatever branch");
        (await Submit(payee)).Refusal.Should().Be(PayeeRefusals.PayeeAccountNotNew(name));
        (await Decide("none", PayeeAccountChangeTrigger.Confirm, desk.Books.Officer)).Refusal
            .Should().Be(PayeeRefusals.PayeeAccountChangeNotFound("none"));
    }

    [Fact]
    public async Task Submit_TheSameRequestTwice_IsOneChange()
    {
        var (payee, _) = await Payee();
        var key = BankDesk.Key();
        (await Submit(payee, key: key)).Value.Should().Be((await Submit(payee, key: key)).Value);
    }

    [Fact]
    public async Task Release_ToANewAccount_WaitsForItsDay_ThenIsPaid()
    {
        var fund = await desk.Books.AddFundHolding(10_000);
        var payee = await PayeeOf((await PaidCase.Pay(desk, fund, 1_000)).Payee);
        await Confirmed((await Submit(payee, number: "777", actor: await desk.Books.AddPerson("editor"))).Value);
        var day = desk.Books.Today.PlusDays(PayeeAccountRules.CoolingOffDays);

        var waiting = await PaidCase.Approve(desk, fund, 500, await PartyOf(payee));
        (await waiting.Move(DisbursementTrigger.Release, waiting.Payer)).Refusal
            .Should().Be(DisbursementRefusals.PayeeAccountCoolingOff(waiting.Code, day));
        desk.Books.Clock.Advance(Duration.FromDays(PayeeAccountRules.CoolingOffDays));
        (await waiting.Move(DisbursementTrigger.Release, waiting.Payer)).Refusal.Should().BeNull();
        await waiting.SendAndConfirm();
        await desk.Verify();
    }

    [Fact]
    public async Task Release_WhenTheAccountWasChangedAfterTheApproval_IsRefused_AndAPendingChangeStopsNothing()
    {
        var fund = await desk.Books.AddFundHolding(10_000);
        var paid = await PaidCase.Pay(desk, fund, 1_000);
        var payee = await PayeeOf(paid.Payee);
        var released = await PaidCase.Approve(desk, fund, 500, paid.Payee);
        var stopped = await PaidCase.Approve(desk, fund, 600, paid.Payee);
        var code = (await Submit(payee, number: "778")).Value;
        (await released.Move(DisbursementTrigger.Release, released.Payer)).Refusal.Should().BeNull("nobody has confirmed the change");
        await Confirmed(code);
        (await stopped.Move(DisbursementTrigger.Release, stopped.Payer)).Refusal
            .Should().Be(DisbursementRefusals.PayeeBankAccountChanged(stopped.Code));

        var story = (await new PayeeCase(desk.Reader, Served).Read(stopped.Payer, payee, default)).Value!;
        story.Payments.Select(payment => (payment.Code, payment.NamesPresentAccount))
            .Should().BeEquivalentTo([(released.Code, false), (stopped.Code, false)]);
        story.Accounts.Should().HaveCount(2);
        (story.Accounts[0].AccountNumber, story.Accounts[0].Confirmer).Should().Be(("778", "chief"));
    }

    [Fact]
    public async Task Confirmer_OfThePayeesAccount_TakesNoPartInPayingIt()
    {
        var fund = await desk.Books.AddFundHolding(10_000);
        var paid = await PaidCase.Pay(desk, fund, 1_000);
        var chief = await desk.Books.AddPerson("chief");
        await Confirmed((await Submit(await PayeeOf(paid.Payee), number: "779")).Value, chief);
        desk.Books.Clock.Advance(Duration.FromDays(PayeeAccountRules.CoolingOffDays));
        var next = await PaidCase.Approve(desk, fund, 500, paid.Payee);
        foreach (var person in new[] { chief, desk.Books.Officer })
        {
            (await next.Move(DisbursementTrigger.Release, person)).RefusalCode()
                .Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        }
    }

    [Fact]
    public async Task List_ShowsWhatWaitsFirst_AndNumbersWholeOnlyToThoseWhoPayOrConfirm()
    {
        var (payee, name) = await Payee();
        await Confirmed((await Submit(payee, number: "123456789")).Value);
        await Submit(payee, number: "987654321");
        var list = new PayeeList(desk.Reader);
        var clerk = desk.Books.Officer with { Policies = new HashSet<string> { Policies.SeePayees } };
        var chief = await desk.Books.AddPerson("chief");

        var masked = (await list.Read(clerk, name, pendingOnly: false, 1, 10, default)).Value;
        masked.Page.Rows.Single().Should().Match<PayeeRow>(row => row.AccountNumber == "•••••6789" && row.Pending && !row.MyTurn);
        var whole = (await list.Read(chief, payee, pendingOnly: true, 1, 10, default)).Value;
        whole.Page.Rows.Single().Should().Match<PayeeRow>(row => row.AccountNumber == "123456789" && row.MyTurn);
        whole.Waiting.Should().Be(1);
        (await new PayeeCase(desk.Reader, Served).Read(clerk, payee, default)).Value!.Change!.AccountNumber.Should().Be("•••••4321");
        (await list.Read(new Actor(1, "nobody"), null, pendingOnly: false, 1, 10, default)).RefusalCode().Should().Be("NotPermitted");
        (await new PayeeCase(desk.Reader, Served).Read(clerk, "nobody", default)).Value.Should().BeNull();
    }

    private UseCases.Accounts.ServedAccount Served => new(desk.Books.AccountId, "T", "測試", "Test", Currency.Twd);

    private async Task<(string Code, string Name)> Payee()
    {
        var id = await desk.Books.AddParty(PartyKind.Venture);
        await using var db = desk.Books.Read();
        var party = await db.Parties.SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.Id == id);
        return (party.PublicCode, party.Name);
    }

    private async Task<string> PayeeOf(long party)
    {
        await using var db = desk.Books.Read();
        return await db.Parties.Where(row => row.DedicatedAccountId == desk.Books.AccountId && row.Id == party)
            .Select(row => row.PublicCode).SingleAsync();
    }

    private async Task<long> PartyOf(string payee)
    {
        await using var db = desk.Books.Read();
        return await db.Parties.Where(row => row.DedicatedAccountId == desk.Books.AccountId && row.PublicCode == payee)
            .Select(row => row.Id).SingleAsync();
    }

    private async Task<List<PayeeBankAccount>> Accounts(string payee)
    {
        var party = await PartyOf(payee);
        await using var db = desk.Books.Read();
        return await db.PayeeBankAccounts.Where(row => row.DedicatedAccountId == desk.Books.AccountId && row.PartyId == party)
            .ToListAsync();
    }

    private Task<Result<string>> Submit(
        string payee, string bank = "0040000", string number = Number, string holder = "合作社", string? key = null, Actor? actor = null) =>
        new ChangePayeeAccount(desk.Ledger).Run(
            new PayeeAccountRequest(key ?? BankDesk.Key(), payee, bank, number, holder), actor ?? desk.Books.Officer, default);

    private Task<Result<DecidedPayeeAccount>> Decide(string code, PayeeAccountChangeTrigger trigger, Actor actor, int? revision = null) =>
        new DecidePayeeAccountChange(desk.Ledger).Run(
            new PayeeAccountStepRequest(BankDesk.Key(), code, trigger, revision, "because"), actor, default);

    private async Task Confirmed(string code, Actor? chief = null) =>
        (await Decide(code, PayeeAccountChangeTrigger.Confirm, chief ?? await desk.Books.AddPerson("chief"))).Refusal.Should().BeNull();
}
