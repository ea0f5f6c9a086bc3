using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Disbursements of a <see cref="Books"/>, moved by the workflow; each step in a write of its own.</summary>
public static class Cases
{
    /// <summary>A draft over that amount, requested by nobody yet; gives its public code.</summary>
    public static async Task<string> DraftDisbursement(this Books books, string fund, long dollars)
    {
        var written = await books.Write<string>(async session =>
        {
            var fundId = await session.Db.Funds.Where(found => found.DedicatedAccountId == session.AccountId && found.Code == fund).Select(found => found.Id).SingleAsync();
            var disbursement = new Disbursement
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                Purpose = "kitchen",
                VentureId = 1,
                PayeePartyId = 1,
                PayeeBankAccountId = 1,
                FundId = fundId,
                Amount = dollars,
                Instrument = Instrument.Grant,
                RequestedOn = session.Today,
            };
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
                var disbursement = await session.Db.Disbursements
                    .Include(found => found.Steps.OrderBy(step => step.Sequence)).Include(found => found.Duties)
                    .SingleAsync(found => found.DedicatedAccountId == session.AccountId && found.PublicCode == disbursementCode);
                return await Step(session, disbursement, trigger, revision);
            },
            key, content: (disbursementCode, trigger).ToString(), actor: actor);

    private static async Task<Result<string>> Step(WriteSession session, Disbursement disbursement, DisbursementTrigger trigger, int? revision)
    {
        var step = disbursement.Take(trigger, session.Actor, "because", revision, session.Now);
        if (step.IsRefused) return step.Refusal;
        session.Record(disbursement, step.Value, "because");
        session.Audit("DisbursementMoved", disbursement.PublicCode, trigger);
        if (trigger != DisbursementTrigger.Authorize) return disbursement.State.ToString();

        var fund = (await session.Funds(disbursement.FundId))[disbursement.FundId];
        var posted = await session.Post(disbursement.Encumber(fund, session.Currency, session.Today));
        if (posted.IsRefused) return posted.Refusal;
        var encumbered = disbursement.Take(DisbursementTrigger.Encumber, session.Actor, null, null, session.Now);
        if (encumbered.IsRefused) return encumbered.Refusal;
        session.Record(disbursement, encumbered.Value, null);
        return disbursement.State.ToString();
    }
}
