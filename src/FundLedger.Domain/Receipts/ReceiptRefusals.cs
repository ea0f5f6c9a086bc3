using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Receipts;

/// <summary>Every way a receipt is refused, in the order in which the rules ask. Numbers are texts, as they are written.</summary>
public static class ReceiptRefusals
{
    /// <param name="code">Of the contribution.</param>
    public static Refusal ReceiptOnlyOfGifts(string code, ContributionKind kind) => new(nameof(ReceiptOnlyOfGifts), code, kind);

    public static Refusal ReceiptBeforeMoney(string code) => new(nameof(ReceiptBeforeMoney), code);

    /// <param name="entry">The entry that brought the money and was taken back.</param>
    public static Refusal ReceiptOfRefundedGift(string code) => new(nameof(ReceiptOfRefundedGift), code);

    public static Refusal ReceiptOfReversedGift(string code, EntryReference entry) => new(nameof(ReceiptOfReversedGift), code, entry);

    public static Refusal ReceiptIssuedAlready(string code, ReceiptNumber number) =>
        new(nameof(ReceiptIssuedAlready), code, number.ToString());

    public static Refusal ReceiptDatedBeforeMoney(LocalDate date, LocalDate receivedOn) =>
        new(nameof(ReceiptDatedBeforeMoney), date, receivedOn);

    public static Refusal ReceiptDatedInFuture(LocalDate date, LocalDate today) => new(nameof(ReceiptDatedInFuture), date, today);

    /// <param name="fiscalYear">The year whose numbers are being given out.</param>
    public static Refusal ReceiptDatedInOtherYear(LocalDate date, int fiscalYear) =>
        new(nameof(ReceiptDatedInOtherYear), date, fiscalYear);

    /// <param name="codeOrNumber">What was asked for.</param>
    public static Refusal ReceiptNotFound(string codeOrNumber) => new(nameof(ReceiptNotFound), codeOrNumber);

    public static Refusal ReceiptIsVoid(ReceiptNumber number, LocalDate voidedOn) =>
        new(nameof(ReceiptIsVoid), number.ToString(), voidedOn);

    public static Refusal VoidNeedsReason(ReceiptNumber number) => new(nameof(VoidNeedsReason), number.ToString());

    public static Refusal NoReceiptChosen() => new(nameof(NoReceiptChosen));

    public static Refusal TooManyReceiptsChosen(int chosen, int most) => new(nameof(TooManyReceiptsChosen), chosen, most);
}
