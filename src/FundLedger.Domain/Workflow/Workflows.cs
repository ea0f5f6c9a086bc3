using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;

namespace FundLedger.Domain.Workflow;

/// <summary>Every workflow there is. The checks replay all of them; the database's guards are made from them.</summary>
public static class Workflows
{
    public static IReadOnlyList<IWorkflow> All { get; } =
    [
        DisbursementWorkflow.Table, ManualVoucherWorkflow.Table, AccessChangeWorkflow.Table, PayeeAccountChangeWorkflow.Table,
        DrawDownWorkflow.Table,
        DonationWorkflow.Table, GiftRefundWorkflow.Table,
    ];

    /// <summary>The workflow of a kind of document; null for a kind that none governs.</summary>
    public static IWorkflow? Find(DocumentKind kind) => All.SingleOrDefault(workflow => workflow.Document == kind);
}
