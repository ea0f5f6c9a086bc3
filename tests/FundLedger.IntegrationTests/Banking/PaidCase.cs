using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Disbursements;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>A disbursement that five people have taken to the payee, by the application's own use cases.</summary>
internal sealed class PaidCase
{
    private readonly BankDesk desk;

    private PaidCase(BankDesk desk, string code, long payee) => (this.desk, Code, Payee) = (desk, code, payee);

    public string Code { get; }

    public long Payee { get; }

    public Actor Authorizer { get; private set; } = null!;

    public Actor Payer { get; private set; } = null!;

    /// <summary>Of the payment that the bank has made.</summary>
    public string Reference { get; private set; } = "";

    public static async Task<PaidCase> Pay(BankDesk desk, string fund, long dollars, Instrument instrument = Instrument.Grant)
    {
        var (venture, payee) = await AddVenture(desk.Books);
        var paid = await Approve(desk, fund, dollars, venture, payee, instrument);
        await paid.Must(DisbursementTrigger.Release, paid.Payer);
        await paid.SendAndConfirm();
        return paid;
    }

    /// <summary>A case of a payee that there is already, whose money is set aside.</summary>
    public static async Task<PaidCase> Approve(BankDesk desk, string fund, long dollars, long payee)
    {
        await using var db = desk.Books.Read();
        var venture = await db.Ventures.Where(row => row.DedicatedAccountId == desk.Books.AccountId && row.OperatorPartyId == payee)
            .Select(row => row.PublicCode).SingleAsync();
        return await Approve(desk, fund, dollars, venture, payee, Instrument.Grant);
    }

    private static async Task<PaidCase> Approve(
        BankDesk desk, string fund, long dollars, string venture, long payee, Instrument instrument)
    {
        var requester = await desk.Books.AddPerson("requester");
        var request = new DisbursementRequest(BankDesk.Key(), venture, fund, Money.Twd(dollars), instrument, "穀倉整修");
        var code = (await new RequestDisbursement(desk.Ledger).Run(request, requester, default)).Value;
        var paid = new PaidCase(desk, code, payee)
        {
            Authorizer = await desk.Books.AddPerson("authorizer"),
            Payer = await desk.Books.AddPerson("payer"),
        };
        await paid.Must(DisbursementTrigger.Submit, requester);
        await paid.Must(DisbursementTrigger.Certify, await desk.Books.AddPerson("certifier"));
        await paid.Must(DisbursementTrigger.Authorize, paid.Authorizer);
        return paid;
    }

    /// <summary>The payment file and the bank's line that confirms it.</summary>
    public async Task SendAndConfirm()
    {
        (await Export()).Refusal.Should().BeNull();
        var disbursement = await Disbursement();
        Reference = PaymentReference.Of(disbursement.Reference);
        var line = await desk.Bring(-disbursement.Amount, Books.Unique("payment"), Reference);
        line.State.Should().Be(StatementLineState.Matched);
    }

    public Task<Result<string>> Export() => new ExportPaymentFile(desk.Ledger).Run(
        new PaymentFileRequest(BankDesk.Key(), BankDesk.Bank, [Code]), Payer, default);

    public Task<Result<string>> Move(DisbursementTrigger trigger, Actor actor, string? reason = null) =>
        new AdvanceDisbursement(desk.Ledger).Run(
            new DisbursementStepRequest(BankDesk.Key(), Code, trigger, null, reason), actor, default);

    public async Task<Disbursement> Disbursement()
    {
        await using var db = desk.Books.Read();
        return await db.Disbursements.AsNoTracking()
            .SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.PublicCode == Code);
    }

    /// <summary>The lines of the case's entries after these many.</summary>
    public async Task<IReadOnlyList<(string Account, string Fund, long Amount)>> PostingsAfter(int known) =>
        [.. (await desk.Postings(DocumentKind.Disbursement, (await Disbursement()).Id)).Skip(known)];

    /// <summary>Lines posted up to the payment: encumbrance 2, release 4, payment file 2, payment 2.</summary>
    public const int UntilPaid = 10;

    public static async Task ChangePayeeAccount(Books books, long payee, Actor editor)
    {
        var confirmer = await books.AddPerson("confirmer");
        (await books.Write<bool>(async session =>
        {
            await session.AddPayeeAccount(payee, editor, confirmer, Books.Unique("").TrimStart('-'), "梅子社區合作社");
            return true;
        })).IsRefused.Should().BeFalse();
    }

    private async Task Must(DisbursementTrigger trigger, Actor actor) => (await Move(trigger, actor)).Refusal.Should().BeNull();

    private static async Task<(string Code, long Payee)> AddVenture(Books books)
    {
        var (editor, confirmer) = (await books.AddPerson("editor"), await books.AddPerson("confirmer"));
        return (await books.Write<(string, long)>(async session =>
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
            await session.AddPayeeAccount(payee.Id, editor, confirmer, Books.Unique("").TrimStart('-'), "梅子社區合作社");
            return (venture.PublicCode, payee.Id);
        })).Value;
    }
}
