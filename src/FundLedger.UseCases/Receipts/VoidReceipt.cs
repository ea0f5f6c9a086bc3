using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Receipts;

/// <param name="Receipt">Its code or its number.</param>
public sealed record VoidRequest(string Key, string Receipt, string Reason);

/// <summary>
/// Voids a receipt, for a reason that it keeps; its number is not given again, and its gift may get another receipt, which names it.
/// Refused: no such receipt, and what <see cref="Receipt.Void"/> refuses.
/// </summary>
public sealed class VoidReceipt(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.IssueReceipts;

    public Task<Result<IssuedReceipt>> Run(VoidRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<IssuedReceipt>> Decide(WriteSession session, VoidRequest request, CancellationToken stop)
    {
        var found = await new ReceiptBook(session, stop).Find(request.Receipt);
        if (found.IsRefused) return found.Refusal;
        var receipt = found.Value;
        if (receipt.Void(request.Reason, session.Actor, session.Today) is { } refusal) return refusal;
        session.Audit("ReceiptVoided", receipt.PublicCode, receipt.FullNumber, receipt.VoidReason!);
        return new IssuedReceipt(receipt.PublicCode, receipt.FullNumber.ToString());
    }
}
