using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Receipts;

/// <param name="Contribution">Code of the gift.</param>
/// <param name="IssuedOn">The date on the receipt; null: today.</param>
public sealed record ReceiptRequest(
    string Key, string Contribution, TaxClass TaxClass = TaxClass.GovernmentGift, LocalDate? IssuedOn = null, bool DryRun = false);

/// <param name="Code">Of the receipt's page.</param>
/// <param name="Number">As it is written.</param>
public sealed record IssuedReceipt(string Code, string Number);

/// <summary>
/// Issues the receipt of a gift that the bank has received; the next number of its year and class is taken in the same write. Refused:
/// no such contribution, and what <see cref="ReceiptRules.Check"/> refuses.
/// </summary>
public sealed class IssueReceipt(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.IssueReceipts;

    public Task<Result<IssuedReceipt>> Run(ReceiptRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    private static async Task<Result<IssuedReceipt>> Decide(WriteSession session, ReceiptRequest request, CancellationToken stop)
    {
        var gift = await session.Db.Contributions.AsNoTracking().SingleOrDefaultAsync(
            row => row.PublicCode == request.Contribution, stop);
        if (gift is null) return ContributionRefusals.ContributionNotFound(request.Contribution);
        var issued = await new ReceiptBook(session, stop).Issue(gift, request.TaxClass, request.IssuedOn);
        return issued.Select(receipt => new IssuedReceipt(receipt.PublicCode, receipt.FullNumber.ToString()));
    }
}
