using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Vouchers;

/// <summary>The numbers are stored.</summary>
public enum ManualVoucherState
{
    Draft = 1,
    Submitted = 2,
    Posted = 3,
    Rejected = 4,
    Withdrawn = 5,
}

public enum ManualVoucherTrigger
{
    Submit = 1,
    Approve = 2,
    Reject = 3,
    Withdraw = 4,
}

/// <summary>The workflow of manual vouchers as data: always two people, at any amount.</summary>
public static class ManualVoucherWorkflow
{
    /// <summary>Days in a waiting state after which a voucher is late.</summary>
    public const int DaysToAct = 7;

    private static readonly Period Limit = Period.FromDays(DaysToAct);

    public static Workflow<ManualVoucherState, ManualVoucherTrigger> Table { get; } = new(
        DocumentKind.ManualVoucher, "manual_voucher",
        [
            new(ManualVoucherState.Draft, StateMeaning.Draft, PathOrder: 1) { TimeLimit = Limit },
            new(ManualVoucherState.Submitted, StateMeaning.Open, PathOrder: 2) { TimeLimit = Limit },
            new(ManualVoucherState.Posted, StateMeaning.Completed, PathOrder: 3),
            new(ManualVoucherState.Rejected, StateMeaning.Stopped),
            new(ManualVoucherState.Withdrawn, StateMeaning.Stopped),
        ],
        [
            new(ManualVoucherState.Draft, ManualVoucherTrigger.Submit, ManualVoucherState.Submitted, Duty.Preparer),
            new(ManualVoucherState.Submitted, ManualVoucherTrigger.Approve, ManualVoucherState.Posted, Duty.VoucherApprover),
            new(ManualVoucherState.Submitted, ManualVoucherTrigger.Reject, ManualVoucherState.Rejected,
                Duty.VoucherApprover) { NeedsReason = true },
            new(ManualVoucherState.Submitted, ManualVoucherTrigger.Withdraw, ManualVoucherState.Withdrawn, Duty.Preparer),
        ]);
}
