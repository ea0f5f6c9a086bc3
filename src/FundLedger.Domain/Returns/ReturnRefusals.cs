using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Returns;

public static class ReturnRefusals
{
    public static Refusal ExpectedReturnNotFound(string code) => new(nameof(ExpectedReturnNotFound), code);

    public static Refusal ReportAlreadyAccepted(string code) => new(nameof(ReportAlreadyAccepted), code);

    public static Refusal RevenueNegative(Money revenue) => new(nameof(RevenueNegative), revenue);

    public static Refusal ReturnNotDue(string code, ExpectedReturnState state) => new(nameof(ReturnNotDue), code, state);

    public static Refusal ReturnAmountDiffers(Money received, Money expected) => new(nameof(ReturnAmountDiffers), received, expected);

    public static Refusal AgreementShareOutOfRange(int basisPoints) => new(nameof(AgreementShareOutOfRange), basisPoints);

    public static Refusal AgreementPeriodUnknown(int months) => new(nameof(AgreementPeriodUnknown), months);

    public static Refusal AgreementEndsTooEarly(LocalDate startsOn, LocalDate endsOn) =>
        new(nameof(AgreementEndsTooEarly), startsOn, endsOn);

    public static Refusal AgreementGraceOutOfRange(int days, int longest) => new(nameof(AgreementGraceOutOfRange), days, longest);

    public static Refusal FundIsNoReturnsFund(string fund) => new(nameof(FundIsNoReturnsFund), fund);
}
