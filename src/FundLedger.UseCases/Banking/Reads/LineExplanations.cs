using FundLedger.Data.Engines;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>A document that expects exactly the line's amount in its direction.</summary>
/// <param name="On">When it was pledged, became due or was sent.</param>
/// <param name="SameName">The line's counterparty is the document's party.</param>
public sealed record Candidate(DocumentKind Kind, string PaymentReference, string Party, string Description, LocalDate? On, bool SameName);

/// <summary>Finds what an unidentified line could be: only the amount decides, a person chooses.</summary>
public sealed class LineExplanations(LedgerDbFactory factory, ServedAccount books)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<Candidate>> For(LineRow line, CancellationToken stop)
    {
        var found = line.Amount.IsNegative
            ? await Payments(-line.Amount.MinorUnits, stop)
            : [.. await Contributions(line.Amount.MinorUnits, stop), .. await Returns(line.Amount.MinorUnits, stop)];
        return
        [
            .. found.Select(candidate => candidate with { SameName = SameName(candidate.Party, line) })
                .OrderByDescending(candidate => candidate.SameName).ThenBy(candidate => candidate.On),
        ];
    }

    private static bool SameName(string party, LineRow line) =>
        line.Counterparty.Contains(party, StringComparison.OrdinalIgnoreCase) || line.Description.Contains(party, StringComparison.OrdinalIgnoreCase);

    private async Task<List<Candidate>> Contributions(long amount, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await (
            from contribution in db.Contributions
            join party in db.Parties on new { contribution.DedicatedAccountId, Id = contribution.PayerPartyId } equals new { party.DedicatedAccountId, party.Id }
            where contribution.DedicatedAccountId == books.Id && contribution.State == ContributionState.Expected && contribution.Amount == amount
            orderby contribution.PledgedOn
            select new Candidate(
                DocumentKind.Contribution, contribution.PaymentReference, party.Name, contribution.Description, contribution.PledgedOn, false))
            .Take(Most).ToListAsync(stop);
    }

    private async Task<List<Candidate>> Returns(long amount, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await (
            from expected in db.ExpectedReturns
            join agreement in db.ReturnAgreements on new { expected.DedicatedAccountId, Id = expected.AgreementId } equals new { agreement.DedicatedAccountId, agreement.Id }
            join party in db.Parties on new { agreement.DedicatedAccountId, Id = agreement.PayerPartyId } equals new { party.DedicatedAccountId, party.Id }
            join venture in db.Ventures on new { agreement.DedicatedAccountId, Id = agreement.VentureId } equals new { venture.DedicatedAccountId, venture.Id }
            where expected.DedicatedAccountId == books.Id && expected.State == ExpectedReturnState.Due && expected.Amount == amount
            orderby expected.DueOn
            select new Candidate(DocumentKind.ExpectedReturn, expected.PaymentReference, party.Name, venture.Name, expected.DueOn, false))
            .Take(Most).ToListAsync(stop);
    }

    private async Task<List<Candidate>> Payments(long amount, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await (
            from order in db.PaymentOrders
            join found in db.Disbursements on new { order.DedicatedAccountId, Id = order.DisbursementId } equals new { found.DedicatedAccountId, found.Id }
            join account in db.PayeeBankAccounts on new { found.DedicatedAccountId, Id = found.PayeeBankAccountId } equals new { account.DedicatedAccountId, account.Id }
            where order.DedicatedAccountId == books.Id && !order.Confirmed && order.Amount == amount
            orderby order.Id
            select new Candidate(DocumentKind.Disbursement, order.PaymentReference, account.Holder, found.Purpose, found.RequestedOn, false))
            .Take(Most).ToListAsync(stop);
    }
}
