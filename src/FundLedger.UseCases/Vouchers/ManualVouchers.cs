using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Vouchers;

/// <summary>What the use cases of vouchers have in common.</summary>
internal static class ManualVouchers
{
    public static List<ManualVoucherLine> Lines(WriteSession session, long voucher, IReadOnlyList<VoucherLine> lines) =>
    [
        .. lines.Select((line, index) => new ManualVoucherLine
        {
            DedicatedAccountId = session.AccountId,
            VoucherId = voucher,
            Line = index + 1,
            Account = line.Account,
            Fund = line.Fund,
            Amount = line.Amount.MinorUnits,
            PartyId = line.Party,
            VentureId = line.Venture,
            LotId = line.Lot,
        }),
    ];

    /// <summary>Whether an opening booked the entry.</summary>
    public static async Task<bool> IsOpening(WriteSession session, PostedEntry? entry, CancellationToken stop) =>
        entry?.Document is { Kind: DocumentKind.ManualVoucher } document && await session.Db.ManualVouchers.AnyAsync(
            voucher => voucher.Id == document.Id && voucher.Purpose == ManualVoucherPurpose.Opening, stop);

    /// <summary>Keeps the voucher in the approver's queue; refused when it could not be booked as things are.</summary>
    public static async Task<Result<string>> Submit(WriteSession session, ManualVoucher voucher, ManualVoucherFacts facts)
    {
        var draft = voucher.Draft(facts, approver: null);
        if (draft.IsRefused) return draft.Refusal;
        if (await session.Check(draft.Value) is { } refusal) return refusal;
        session.Db.ManualVouchers.Add(voucher);
        var step = voucher.Submit(session.Actor, session.Now);
        if (step.IsRefused) return step.Refusal;
        var booked = await session.Book(voucher, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("ManualVoucherPrepared", voucher.PublicCode, new Money(voucher.Amount, session.Currency));
        return voucher.PublicCode;
    }
}
