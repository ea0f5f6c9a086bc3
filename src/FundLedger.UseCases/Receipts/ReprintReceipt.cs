using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Receipts;

/// <param name="Receipt">Its code or its number.</param>
public sealed record ReprintRequest(string Key, string Receipt);

/// <summary>
/// Issues a receipt again, as a copy (副本): counted, and marked as one from then on. Refused: no such receipt, and what
/// <see cref="Receipt.Reprint"/> refuses.
/// </summary>
public sealed class ReprintReceipt(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.IssueReceipts;

    /// <summary>The receipt's code.</summary>
    public Task<Result<string>> Run(ReprintRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, ReprintRequest request, CancellationToken stop)
    {
        var found = await new ReceiptBook(session, stop).Find(request.Receipt);
        if (found.IsRefused) return found.Refusal;
        var receipt = found.Value;
        if (receipt.Reprint() is { } refusal) return refusal;
        session.Audit("ReceiptReprinted", receipt.PublicCode, receipt.FullNumber, receipt.CopyCount);
        return receipt.PublicCode;
    }
}
