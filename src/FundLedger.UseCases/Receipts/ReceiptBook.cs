using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Receipts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Receipts;

/// <summary>The receipts of one write: numbers are given out under the lock of the series that the write holds, so none is lost.</summary>
internal sealed class ReceiptBook(WriteSession session, CancellationToken stop)
{
    private readonly ReceiptNumbers numbers = new(async series => await session.Db.Receipts
        .Where(receipt => receipt.FiscalYear == series.FiscalYear && receipt.TaxClass == series.Class)
        .MaxAsync(receipt => (long?)receipt.Number, stop) ?? 0);

    /// <summary>Issues the gift's receipt, or refuses as <see cref="ReceiptRules.Check"/> says.</summary>
    /// <param name="issuedOn">Null: today.</param>
    public async Task<Result<Receipt>> Issue(Contribution gift, TaxClass taxClass, LocalDate? issuedOn)
    {
        var date = issuedOn ?? session.Today;
        var facts = new ReceiptFacts(
            gift, await session.Db.Parties.AsNoTracking().SingleAsync(party => party.Id == gift.PayerPartyId, stop),
            await TakenBack(gift),
            await session.Db.Receipts.AsNoTracking().Where(receipt => receipt.ContributionId == gift.Id)
                .OrderByDescending(receipt => receipt.Id).FirstOrDefaultAsync(stop))
        {
            Refunded = await session.Db.GiftRefunds
                .Where(refund => refund.ContributionId == gift.Id && refund.State == GiftRefundState.Booked)
                .SumAsync(refund => refund.Amount, stop),
        };
        if (ReceiptRules.Check(facts, date, session.Today) is { } refusal) return refusal;

        var number = await numbers.Next(new ReceiptSeries(date.Year, taxClass));
        var receipt = ReceiptRules.Issue(facts, session.NewId(), number, date, session.Actor);
        session.Db.Receipts.Add(receipt);
        session.Audit("ReceiptIssued", receipt.PublicCode, number, gift.PublicCode);
        return receipt;
    }

    /// <summary>Voids the receipt that stands for a gift of which its donor was refunded; the rest may get another one.</summary>
    /// <param name="refund">Public code of the refund, which the receipt then names.</param>
    public async Task VoidAfterRefund(long contribution, string refund)
    {
        var standing = await session.Db.Receipts.SingleOrDefaultAsync(
            receipt => receipt.ContributionId == contribution && receipt.VoidedOn == null, stop);
        if (standing is null) return;
        if (standing.Void($"退還捐贈 {refund}", session.Actor, session.Today) is { } refusal)
            throw new InvalidOperationException($"A standing receipt is not voided: {refusal.Code}.");
        session.Audit("ReceiptVoided", standing.PublicCode, standing.FullNumber, standing.VoidReason!);
    }

    /// <summary>The receipt of that code or number. Refused: ReceiptNotFound.</summary>
    public async Task<Result<Receipt>> Find(string codeOrNumber)
    {
        var found = ReceiptNumber.Find(codeOrNumber) is { } number
            ? await session.Db.Receipts.SingleOrDefaultAsync(
                receipt => receipt.FiscalYear == number.Series.FiscalYear && receipt.TaxClass == number.Series.Class
                    && receipt.Number == number.Number, stop)
            : await session.Db.Receipts.SingleOrDefaultAsync(receipt => receipt.PublicCode == codeOrNumber, stop);
        return found is null ? ReceiptRefusals.ReceiptNotFound(codeOrNumber) : found;
    }

    private async Task<EntryReference?> TakenBack(Contribution gift) =>
        gift is { EntryFiscalYear: { } year, EntryNumber: { } number }
        && await session.Db.Entries.AnyAsync(entry => entry.ReversesFiscalYear == year && entry.ReversesNumber == number, stop)
            ? new EntryReference(year, number)
            : null;
}
