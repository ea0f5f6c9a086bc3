using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Disbursements of a <see cref="Books"/>, moved by the workflow; each step in a write of its own.</summary>
public static class Cases
{
    /// <summary>A draft over that amount, requested by nobody yet; gives its public code.</summary>
    public static async Task<string> DraftDisbursement(this Books books, string fund, long dollars)
    {
        var (editor, confirmer) = (await books.AddPerson("editor"), await books.AddPerson("confirmer"));
        var written = await books.Write<string>(async session =>
        {
            var fundId = await session.Db.Funds.Where(found => found.Code == fund).Select(found => found.Id).SingleAsync();
            var (venture, payee) = await Payee(session, editor, confirmer);
            var disbursement = new Disbursement
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                Purpose = "kitchen",
                VentureId = venture,
                PayeePartyId = payee.PartyId,
                PayeeBankAccountId = payee.Id,
                FundId = fundId,
                Amount = dollars,
                Instrument = Instrument.Grant,
                RequestedOn = session.Today,
            };
            disbursement.Begin(session.Now);
            session.Db.Disbursements.Add(disbursement);
            return disbursement.PublicCode;
        });
        return written.Value;
    }

    /// <summary>Takes one step; authorizing also sets the money aside, as it does in the application.</summary>
    public static Task<Result<string>> Move(
        this Books books, string disbursementCode, DisbursementTrigger trigger, Actor actor, int? revision = null, string? key = null) =>
        books.Write<string>(
            async session =>
            {
                var disbursement = await session.Load(session.Db.Disbursements.Where(
                    row => row.PublicCode == disbursementCode));
                return await Step(session, disbursement!, trigger, revision);
            },
            key, content: (disbursementCode, trigger).ToString(), actor: actor);

    private static async Task<Result<string>> Step(
        WriteSession session, Disbursement disbursement, DisbursementTrigger trigger, int? revision)
    {
        var facts = new DisbursementFacts((await session.Funds(disbursement.FundId))[disbursement.FundId], session.Currency, session.Today)
        {
            Payee = await session.Db.PayeeBankAccounts.AsNoTracking().SingleAsync(account => account.Id == disbursement.PayeeBankAccountId),
        };
        var step = disbursement.Fire(trigger, new StepRequest(session.Actor, session.Now, "because", revision), facts);
        if (step.IsRefused) return step.Refusal;
        session.Audit("DisbursementMoved", disbursement.PublicCode, trigger);
        var booked = await session.Book(disbursement, step.Value);
        return booked.IsRefused ? booked.Refusal : disbursement.State.ToString();
    }

    /// <summary>The first venture of the books, with its operator's bank account; made when there is none yet.</summary>
    private static async Task<(long Venture, PayeeBankAccount Account)> Payee(WriteSession session, Actor editor, Actor confirmer)
    {
        if (await session.Db.Ventures.OrderBy(row => row.Id).FirstOrDefaultAsync() is { OperatorPartyId: { } known } found)
            return (found.Id, await session.Db.PayeeBankAccounts.FirstAsync(row => row.PartyId == known));
        var operating = new Party
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Kind = PartyKind.Venture,
            Name = "cooperative",
            Fictional = true,
        };
        var venture = new Venture
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Name = "kitchen",
            Kind = "revenue",
            OperatorPartyId = operating.Id,
        };
        session.Db.AddRange(operating, venture);
        var account = await session.AddPayeeAccount(operating.Id, editor, confirmer, "987654321", operating.Name);
        return (venture.Id, account);
    }
}
