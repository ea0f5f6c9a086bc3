using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Disbursements;

namespace FundLedger.IntegrationTests.Disbursements;

/// <summary>What stops a disbursement, asked of the use cases on a real database.</summary>
public sealed class DisbursementRefusalTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly Books books = fixture.Books;
    private readonly AuthorizedLedger ledger = new(
        fixture.Books.Writer, new ServedAccount(fixture.Books.AccountId, "test", "測試專戶", "Test account", Currency.Twd));

    [Fact]
    public async Task Request_ForAVentureNobodyKnows_IsRefused() =>
        (await Request("nobody", await books.AddFund(), books.Officer)).Refusal.Should().Be(DisbursementRefusals.VentureNotFound("nobody"));

    [Fact]
    public async Task Request_ForAVentureWithoutABankAccount_IsRefused()
    {
        var (venture, _) = await AddVenture(editor: null);

        (await Request(venture, await books.AddFund(), books.Officer)).RefusalCode().Should()
            .Be(nameof(DisbursementRefusals.PayeeHasNoBankAccount));
    }

    [Fact]
    public async Task Advance_ACodeNobodyHasGiven_IsRefused() =>
        (await Move("nobody", DisbursementTrigger.Submit, books.Officer)).Refusal.Should()
            .Be(DisbursementRefusals.DisbursementNotFound("nobody"));

    [Fact]
    public async Task Export_OfNothing_IsRefused() =>
        (await Export(books.Officer)).Refusal.Should().Be(DisbursementRefusals.NothingToPay());

    [Fact]
    public async Task Release_AfterThePayeesBankAccountChanged_IsRefused()
    {
        var (venture, payee) = await AddVenture(await books.AddPerson("editor"));
        var (code, payer) = await Authorized(venture);
        await AddBankAccount(payee, await books.AddPerson("another editor"));

        (await Move(code, DisbursementTrigger.Release, payer)).Refusal.Should().Be(DisbursementRefusals.PayeeBankAccountChanged(code));
    }

    [Fact]
    public async Task Export_OfADisbursementThatStandsInAFile_IsRefused()
    {
        var (venture, _) = await AddVenture(await books.AddPerson("editor"));
        var (code, payer) = await Authorized(venture);
        (await Move(code, DisbursementTrigger.Release, payer)).IsRefused.Should().BeFalse();
        await AddOwnBankAccount();
        (await Export(payer, code)).IsRefused.Should().BeFalse();

        (await Export(payer, code)).Refusal.Should().Be(DisbursementRefusals.AlreadyInPaymentFile(code));
    }

    /// <summary>A case whose money is set aside, and a person free to pay it.</summary>
    private async Task<(string Code, Actor Payer)> Authorized(string venture)
    {
        var requester = await books.AddPerson("requester");
        var code = (await Request(venture, await books.AddFundHolding(1_000), requester)).Value;
        (await Move(code, DisbursementTrigger.Submit, requester)).IsRefused.Should().BeFalse();
        (await Move(code, DisbursementTrigger.Certify, await books.AddPerson("certifier"))).IsRefused.Should().BeFalse();
        (await Move(code, DisbursementTrigger.Authorize, await books.AddPerson("authorizer"))).Value.Should()
            .Be(nameof(DisbursementState.Encumbered));
        return (code, await books.AddPerson("payer"));
    }

    private Task<Result<string>> Request(string venture, string fund, Actor actor) => new RequestDisbursement(ledger).Run(
        new DisbursementRequest(Key(), venture, fund, Money.Twd(500), Instrument.Grant, "kitchen"), actor, CancellationToken.None);

    private Task<Result<string>> Move(string code, DisbursementTrigger trigger, Actor actor) =>
        new AdvanceDisbursement(ledger).Run(new DisbursementStepRequest(Key(), code, trigger, null), actor, CancellationToken.None);

    private Task<Result<string>> Export(Actor actor, params string[] codes) =>
        new ExportPaymentFile(ledger).Run(new PaymentFileRequest(Key(), "MAIN", codes), actor, CancellationToken.None);

    /// <param name="editor">Who entered the operator's bank account; null: nobody has.</param>
    private async Task<(string Code, long Payee)> AddVenture(Actor? editor)
    {
        var added = await books.Write<(string, long)>(session =>
        {
            var payee = new Party
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                Kind = PartyKind.Venture,
                Name = "梅子社區合作社",
                Fictional = true,
            };
            var venture = new Venture
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                Name = "石岡穀倉",
                Kind = "revenue",
                OperatorPartyId = payee.Id,
            };
            session.Db.AddRange(payee, venture);
            return Task.FromResult<Result<(string, long)>>((venture.PublicCode, payee.Id));
        });
        if (editor is not null) await AddBankAccount(added.Value.Item2, editor);
        return added.Value;
    }

    private async Task AddBankAccount(long payee, Actor editor)
    {
        var confirmer = await books.AddPerson("confirmer");
        (await books.Write<bool>(async session =>
        {
            await session.AddPayeeAccount(payee, editor, confirmer, Books.Unique("").TrimStart('-'), "梅子社區合作社");
            return true;
        })).IsRefused.Should().BeFalse();
    }

    private async Task AddOwnBankAccount() => (await books.Write<bool>(session =>
    {
        session.Db.Add(new BankAccount
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = "MAIN",
            Name = "公庫",
            BankCode = "004",
            AccountNumber = "012345678901",
            LedgerAccount = Books.Bank,
        });
        return Task.FromResult<Result<bool>>(true);
    })).IsRefused.Should().BeFalse();

    private static string Key() => Books.Unique("case");
}
