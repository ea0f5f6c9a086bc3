using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Returns;

/// <summary>Records what a venture owes back for a disbursement: a share of all its income.</summary>
public sealed record AgreementRequest(
    string Key, string Disbursement, int ShareBasisPoints, int PeriodMonths, LocalDate StartsOn, LocalDate EndsOn, int GraceDays,
        string ReturnFund);

public sealed class RecordAgreement(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManageReturns;

    public Task<Result<string>> Run(AgreementRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, AgreementRequest request, CancellationToken stop)
    {
        var disbursement = await session.Db.Disbursements.AsNoTracking().SingleOrDefaultAsync(
            row => row.PublicCode == request.Disbursement, stop);
        if (disbursement is null) return DisbursementRefusals.DisbursementNotFound(request.Disbursement);
        var fund = await session.Db.Funds.AsNoTracking().SingleOrDefaultAsync(
            row => row.Code == request.ReturnFund, stop);
        if (fund is null) return LedgerRefusals.UnknownFund(1, request.ReturnFund);
        if (ReturnRules.Check(request.ShareBasisPoints, request.PeriodMonths, request.StartsOn, request.EndsOn, request.GraceDays,
            fund.ToDomain()) is { } refusal)
        {
            return refusal;
        }

        var agreement = new ReturnAgreement
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            DisbursementId = disbursement.Id,
            VentureId = disbursement.VentureId,
            PayerPartyId = disbursement.PayeePartyId,
            Kind = ReturnKind.IncomeShare,
            ShareBasisPoints = request.ShareBasisPoints,
            PeriodMonths = request.PeriodMonths,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            GraceDays = request.GraceDays,
            ReturnFundId = fund.Id,
        };
        session.Db.ReturnAgreements.Add(agreement);
        session.Audit("ReturnAgreementRecorded", agreement.PublicCode);
        return agreement.PublicCode;
    }
}
