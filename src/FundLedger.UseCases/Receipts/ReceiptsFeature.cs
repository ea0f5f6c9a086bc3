using FundLedger.UseCases.Access;
using FundLedger.UseCases.Receipts.Reads;

namespace FundLedger.UseCases.Receipts;

public static class ReceiptsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(IssueReceipt), typeof(IssueReceipts), typeof(VoidReceipt), typeof(ReprintReceipt),
            typeof(ReceiptList), typeof(ReceiptDetails), typeof(WaitingGifts),
        ],
        Work =
        [
            new("WorkReceiptsToIssue", WorkKind.Waiting, Policies.IssueReceipts, "/receipts/issue", ReceiptsWork.Waiting),
            new("WorkReceiptsOfReversedGifts", WorkKind.Wrong, Policies.IssueReceipts, "/receipts", ReceiptsWork.OfReversedGifts),
        ],
        Menu = [new("Receipts", "/receipts", Policies.SeeOwnReceipts, 26, MenuGroup.Income)],
    };
}
