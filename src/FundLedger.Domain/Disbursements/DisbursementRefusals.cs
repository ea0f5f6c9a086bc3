using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Disbursements;

public static class DisbursementRefusals
{
    public static Refusal DisbursementNotFound(string code) => new(nameof(DisbursementNotFound), code);

    public static Refusal PurposeMissing() => new(nameof(PurposeMissing));

    public static Refusal DisbursementAmountNotPositive(Money amount) => new(nameof(DisbursementAmountNotPositive), amount);

    /// <param name="expected">The currency's code in which the dedicated account is kept.</param>
    public static Refusal DisbursementInOtherCurrency(Money amount, string expected) =>
        new(nameof(DisbursementInOtherCurrency), amount, expected);

    public static Refusal VentureNotFound(string venture) => new(nameof(VentureNotFound), venture);

    public static Refusal PayeeHasNoBankAccount(string payee) => new(nameof(PayeeHasNoBankAccount), payee);

    public static Refusal FundDesignatedElsewhere(string fund, string venture) => new(nameof(FundDesignatedElsewhere), fund, venture);

    public static Refusal CaseCeilingExceeded(Money amount, Money ceiling) => new(nameof(CaseCeilingExceeded), amount, ceiling);

    public static Refusal PayeeBankAccountChanged(string code) => new(nameof(PayeeBankAccountChanged), code);

    /// <param name="usableFrom">The first day on which it may be paid to.</param>
    public static Refusal PayeeAccountCoolingOff(string code, LocalDate usableFrom) =>
        new(nameof(PayeeAccountCoolingOff), code, usableFrom);

    public static Refusal DisbursementChanged(string code) => new(nameof(DisbursementChanged), code);

    public static Refusal NothingToPay() => new(nameof(NothingToPay));

    public static Refusal AlreadyInPaymentFile(string code) => new(nameof(AlreadyInPaymentFile), code);

    public static Refusal PaymentAmountDiffers(Money paid, Money ordered) => new(nameof(PaymentAmountDiffers), paid, ordered);

    public static Refusal PaymentCameBack(string code) => new(nameof(PaymentCameBack), code);

    public static Refusal NothingToRefund(string code, DisbursementState state) => new(nameof(NothingToRefund), code, state);

    public static Refusal RefundAbovePaid(string code, Money refund, Money left) => new(nameof(RefundAbovePaid), code, refund, left);

    public static Refusal PartlyRefunded(string code) => new(nameof(PartlyRefunded), code);
}
