using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>The refusals of the ledger, in the order the rules are checked. Codes are the method names.</summary>
public static class LedgerRefusals
{
    public static Refusal AmountNotReadable(string text) => new(nameof(AmountNotReadable), text);

    public static Refusal AmountTooLarge(string text) => new(nameof(AmountTooLarge), text);

    public static Refusal AmountHasFraction(string text, string currency) => new(nameof(AmountHasFraction), text, currency);

    public static Refusal EntryNumberNotReadable(string text) => new(nameof(EntryNumberNotReadable), text);

    public static Refusal RequestKeyMissing() => new(nameof(RequestKeyMissing));

    public static Refusal RequestKeyTooLong(int length, int limit) => new(nameof(RequestKeyTooLong), length, limit);

    public static Refusal RequestKeyNotText() => new(nameof(RequestKeyNotText));

    public static Refusal RequestKeyPadded() => new(nameof(RequestKeyPadded));

    /// <param name="code">With white space at an end.</param>
    public static Refusal CodePadded(string code) => new(nameof(CodePadded), code);

    public static Refusal RequestKeyReused(string key) => new(nameof(RequestKeyReused), key);

    public static Refusal DescriptionMissing() => new(nameof(DescriptionMissing));

    public static Refusal DescriptionTooLong(int length, int limit) => new(nameof(DescriptionTooLong), length, limit);

    public static Refusal DescriptionNotText() => new(nameof(DescriptionNotText));

    public static Refusal EntryHasTooFewLines(int lines) => new(nameof(EntryHasTooFewLines), lines);

    public static Refusal EntryHasTooManyLines(int lines, int limit) => new(nameof(EntryHasTooManyLines), lines, limit);

    public static Refusal BookingDateTooEarly(LocalDate date, LocalDate earliest) => new(nameof(BookingDateTooEarly), date, earliest);

    public static Refusal BookingDateInFuture(LocalDate date, LocalDate today) => new(nameof(BookingDateInFuture), date, today);

    public static Refusal AdjustmentNotAtYearEnd(LocalDate date) => new(nameof(AdjustmentNotAtYearEnd), date);

    public static Refusal ReversalInClosedYear(EntryReference entry) => new(nameof(ReversalInClosedYear), entry);

    public static Refusal PeriodSoftClosed(int fiscalYear, int period) => new(nameof(PeriodSoftClosed), fiscalYear, period);

    public static Refusal PeriodClosed(int fiscalYear, int period) => new(nameof(PeriodClosed), fiscalYear, period);

    public static Refusal UnknownAccount(int line, string account) => new(nameof(UnknownAccount), line, account);

    public static Refusal ClosingTouchesAccount(int line, string account) => new(nameof(ClosingTouchesAccount), line, account);

    public static Refusal AccountClosedToManualVouchers(int line, string account) =>
        new(nameof(AccountClosedToManualVouchers), line, account);

    public static Refusal UnknownFund(int line, string fund) => new(nameof(UnknownFund), line, fund);

    public static Refusal UnknownParty(int line, long party) => new(nameof(UnknownParty), line, party);

    public static Refusal UnknownVenture(int line, long venture) => new(nameof(UnknownVenture), line, venture);

    public static Refusal AmountIsZero(int line) => new(nameof(AmountIsZero), line);

    public static Refusal CurrencyDiffers(int line, string currency, string expected) =>
        new(nameof(CurrencyDiffers), line, currency, expected);

    public static Refusal EntryDoesNotBalance(Money difference) => new(nameof(EntryDoesNotBalance), difference);

    public static Refusal FundDoesNotBalance(string fund, Money difference) => new(nameof(FundDoesNotBalance), fund, difference);

    public static Refusal EncumbranceDoesNotBalance(string fund, Money difference) =>
        new(nameof(EncumbranceDoesNotBalance), fund, difference);

    public static Refusal ReversalNeedsReason() => new(nameof(ReversalNeedsReason));

    public static Refusal EntryNotFound(EntryReference entry) => new(nameof(EntryNotFound), entry);

    public static Refusal EntryAlreadyReversed(EntryReference entry) => new(nameof(EntryAlreadyReversed), entry);

    public static Refusal CorrectionNeedsClosedYear(EntryReference entry) => new(nameof(CorrectionNeedsClosedYear), entry);

    public static Refusal ReversalLeavesFiscalYear(EntryReference entry, LocalDate date) =>
        new(nameof(ReversalLeavesFiscalYear), entry, date);

    public static Refusal InsufficientAvailable(string fund, Money available, Money needed) =>
        new(nameof(InsufficientAvailable), fund, available, needed);

    public static Refusal LotNotInFund(long lot, string fund) => new(nameof(LotNotInFund), lot, fund);

    public static Refusal LotTooSmall(long lot, Money remaining, Money needed) => new(nameof(LotTooSmall), lot, remaining, needed);

    public static Refusal EncumbranceTooSmall(string fund, Money encumbered, Money needed) =>
        new(nameof(EncumbranceTooSmall), fund, encumbered, needed);

    public static Refusal RiseWithoutOrigin(string fund, Money amount) => new(nameof(RiseWithoutOrigin), fund, amount);

    public static Refusal TransferNotEven(Money given, Money taken) => new(nameof(TransferNotEven), given, taken);

    public static Refusal LotInUse(long lot, Money remaining, Money needed) => new(nameof(LotInUse), lot, remaining, needed);
}
