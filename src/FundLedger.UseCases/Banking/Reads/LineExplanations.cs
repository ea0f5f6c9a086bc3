using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>A document that expects exactly the line's amount in its direction.</summary>
/// <param name="On">When it was pledged, became due or was sent.</param>
/// <param name="SameName">The line's counterparty is the document's party.</param>
public sealed record Candidate(DocumentKind Kind, string PaymentReference, string Party, string Description, LocalDate? On, bool SameName);

/// <summary>Finds what an unidentified line could be: only the amount decides, a person chooses.</summary>
public sealed class LineExplanations(AuthorizedReader reader)
{
    private const int Most = 50;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.ReconcileBank, Policies.ImportStatement);

    public Task<Result<IReadOnlyList<Candidate>>> For(
        Actor actor, LineRow line, CancellationToken stop) => reader.Read<IReadOnlyList<Candidate>>(Policy, actor, async db =>
    {
        var candidates = line.Amount.IsNegative
            ? await Payments(db, -line.Amount.MinorUnits, stop)
            : [.. await Contributions(db, line.Amount.MinorUnits, stop), .. await Returns(db, line.Amount.MinorUnits, stop)];
        return
        [
            .. candidates.Select(candidate => candidate with { SameName = SameName(candidate.Party, line) })
                .OrderByDescending(candidate => candidate.SameName).ThenBy(candidate => candidate.On),
        ];
    }, stop);

    private static bool SameName(string party, LineRow line) =>
        line.Counterparty.Contains(party, StringComparison.OrdinalIgnoreCase)
            || line.Description.Contains(party, StringComparison.OrdinalIgnoreCase);

    private static Task<List<Candidate>> Contributions(ReadingDb db, long amount, CancellationToken stop) => (
            from contribution in db.Contributions
            join party in db.Parties on contribution.PayerPartyId equals party.Id
            where contribution.State == ContributionState.Expected && contribution.Amount == amount
            orderby contribution.PledgedOn
            select new Candidate(
                DocumentKind.Contribution, contribution.PaymentReference, party.Name, contribution.Description, contribution.PledgedOn,
                    false))
            .Take(Most).ToListAsync(stop);

    private static Task<List<Candidate>> Returns(ReadingDb db, long amount, CancellationToken stop) => (
            from expected in db.ExpectedReturns
            join agreement in db.ReturnAgreements on expected.AgreementId equals agreement.Id
            join party in db.Parties on agreement.PayerPartyId equals party.Id
            join venture in db.Ventures on agreement.VentureId equals venture.Id
            where expected.State == ExpectedReturnState.Due && expected.Amount == amount
            orderby expected.DueOn
            select new Candidate(DocumentKind.ExpectedReturn, expected.PaymentReference, party.Name, venture.Name, expected.DueOn, false))
            .Take(Most).ToListAsync(stop);

    private static Task<List<Candidate>> Payments(ReadingDb db, long amount, CancellationToken stop) => (
            from order in db.PaymentOrders
            join disbursement in db.Disbursements on order.DisbursementId equals disbursement.Id
            join account in db.PayeeBankAccounts on disbursement.PayeeBankAccountId equals account.Id
            where !order.Confirmed && order.Amount == amount
            orderby order.Id
            select new Candidate(
                DocumentKind.Disbursement, order.PaymentReference, account.Holder, disbursement.Purpose, disbursement.RequestedOn, false))
            .Take(Most).ToListAsync(stop);
}
