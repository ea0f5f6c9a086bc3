using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Payees;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Disbursements;

/// <summary>Drafts a disbursement to a venture's operator out of one fund.</summary>
public sealed record DisbursementRequest(
    string Key, string VentureCode, string Fund, Money Amount, Instrument Instrument, string Purpose, bool DryRun = false);

public sealed class RequestDisbursement(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.RequestDisbursement;

    /// <summary>The new draft's public code.</summary>
    public Task<Result<string>> Run(DisbursementRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, DisbursementRequest request, CancellationToken stop)
    {
        var venture = await session.Db.Ventures.SingleOrDefaultAsync(
            row => row.PublicCode == request.VentureCode, stop);
        if (venture is null) return DisbursementRefusals.VentureNotFound(request.VentureCode);
        var fund = await session.Db.Funds.AsNoTracking().SingleOrDefaultAsync(
            row => row.Code == request.Fund, stop);
        if (fund is null) return LedgerRefusals.UnknownFund(1, request.Fund);

        var programme = await ProgrammeOf(session, fund.ToDomain(), stop);
        if (DisbursementRules.Check(fund.ToDomain(), venture, programme, request.Amount, session.Currency, request.Purpose) is { } refusal)
            return refusal;
        var payee = await session.Db.PayeeBankAccounts.AsNoTracking()
            .Where(account => account.PartyId == venture.OperatorPartyId)
            .OrderByDescending(account => account.Id).FirstOrDefaultAsync(stop);
        if (payee is null) return DisbursementRefusals.PayeeHasNoBankAccount(venture.Name);

        var disbursement = new Disbursement
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Purpose = request.Purpose.Trim(),
            VentureId = venture.Id,
            PayeePartyId = payee.PartyId,
            PayeeBankAccountId = payee.Id,
            FundId = fund.Id,
            Amount = request.Amount.MinorUnits,
            Instrument = request.Instrument,
            RequestedOn = session.Today,
        };
        session.Db.Disbursements.Add(disbursement);
        var editor = await session.Db.People.AsNoTracking().SingleAsync(person => person.Id == payee.EditedBy, stop);
        var confirmer = await PayeeAccounts.Confirmer(session.Db, payee, stop);
        var entered = new Actor(editor.Id, editor.DisplayName);
        if (disbursement.OpenDraft(session.Actor, entered, session.Now, confirmer) is { } duty) return duty;
        session.Audit("DisbursementDrafted", disbursement.PublicCode, request.Amount);
        return disbursement.PublicCode;
    }

    private static async Task<Programme?> ProgrammeOf(WriteSession session, Fund fund, CancellationToken stop) =>
        fund.Designation == DesignationKind.WorkItem
            ? await session.Db.Programmes.AsNoTracking().SingleOrDefaultAsync(
                programme => programme.Id == fund.DesignationId, stop)
            : null;
}
