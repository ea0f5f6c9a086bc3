using System.Text;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Payees;

/// <summary>What a payee's bank account must meet, and from when on it may be paid to.</summary>
public static class PayeeAccountRules
{
    /// <summary>
    /// Code of the event since which the books ask for a confirmed document for every account; what was there before counts as
    /// confirmed.
    /// </summary>
    public const string InForceEvent = "PayeeAccountsNeedTwoPeople";

    /// <summary>Three digits of the bank and four of the branch (總分支機構代號).</summary>
    public const int BankCodeDigits = 7;

    /// <summary>No bank in Taiwan has longer numbers (interbank payments carry sixteen digits).</summary>
    public const int MaximumAccountDigits = 16;

    private const int BankDigits = 3;

    /// <summary>
    /// Days between the confirmation of an account and the first payment to it, so that the payee hears of the change before
    /// money follows it. For accounts confirmed since this rule; a payee's first account has nothing that was exchanged.
    /// </summary>
    public const int CoolingOffDays = 3;

    /// <summary>The first day on which an account confirmed on that day may be paid to.</summary>
    public static LocalDate UsableFrom(LocalDate confirmedOn, bool first) => first ? confirmedOn : confirmedOn.PlusDays(CoolingOffDays);

    /// <summary>Figures as typed, full width or grouped by spaces and dashes, as plain digits; anything else stays.</summary>
    public static string Digits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.Normalize(NormalizationForm.FormKC)
            .Where(character => !char.IsWhiteSpace(character) && character is not ('-' or '‐' or '–' or '−')));
    }

    /// <summary>Refused: what is no bank and branch, no account number or no holder's name.</summary>
    public static Refusal? Check(string bankCode, string accountNumber, string holder)
    {
        if (bankCode.Length != BankCodeDigits || !bankCode.All(char.IsAsciiDigit))
            return PayeeRefusals.PayeeBankCodeNotValid(bankCode, BankCodeDigits);
        if (accountNumber.Length is 0 or > MaximumAccountDigits || !accountNumber.All(char.IsAsciiDigit))
            return PayeeRefusals.PayeeAccountNumberNotValid(accountNumber, MaximumAccountDigits);
        if (string.IsNullOrWhiteSpace(holder)) return PayeeRefusals.PayeeHolderMissing();
        if (!StorableText.Is(holder)) return PayeeRefusals.PayeeHolderNotText();
        return holder.Length > PartyRules.MaximumNameLength
            ? PayeeRefusals.PayeeHolderTooLong(holder.Length, PartyRules.MaximumNameLength)
            : null;
    }

    /// <summary>Whether two accounts are one: the same number at the same bank, whatever branch is named.</summary>
    public static bool Same(string bankCode, string accountNumber, PayeeBankAccount other)
    {
        ArgumentNullException.ThrowIfNull(bankCode);
        ArgumentNullException.ThrowIfNull(other);
        return accountNumber == other.AccountNumber && Bank(bankCode) == Bank(other.BankCode);

        static string Bank(string code) => code[..Math.Min(BankDigits, code.Length)];
    }

    /// <summary>The number as shown to those who neither pay nor confirm: its last four digits.</summary>
    public static string Masked(string accountNumber)
    {
        ArgumentNullException.ThrowIfNull(accountNumber);
        const int Shown = 4;
        return accountNumber.Length <= Shown
            ? new string('•', accountNumber.Length)
            : new string('•', accountNumber.Length - Shown) + accountNumber[^Shown..];
    }
}

/// <summary>Every way a change of a payee's account is refused besides the rules of workflows.</summary>
public static class PayeeRefusals
{
    public static Refusal PayeeNotFound(string code) => new(nameof(PayeeNotFound), code);

    public static Refusal PayeeBankCodeNotValid(string code, int digits) => new(nameof(PayeeBankCodeNotValid), code, digits);

    public static Refusal PayeeAccountNumberNotValid(string number, int digits) =>
        new(nameof(PayeeAccountNumberNotValid), number, digits);

    public static Refusal PayeeHolderMissing() => new(nameof(PayeeHolderMissing));

    public static Refusal PayeeHolderNotText() => new(nameof(PayeeHolderNotText));

    public static Refusal PayeeHolderTooLong(int length, int limit) => new(nameof(PayeeHolderTooLong), length, limit);

    /// <param name="holder">Name of the payee who has it.</param>
    public static Refusal PayeeAccountTaken(string holder) => new(nameof(PayeeAccountTaken), holder);

    public static Refusal PayeeAccountNotNew(string payee) => new(nameof(PayeeAccountNotNew), payee);

    /// <param name="code">Of the change that waits.</param>
    public static Refusal PayeeAccountChangePending(string code) => new(nameof(PayeeAccountChangePending), code);

    public static Refusal PayeeAccountChangeNotFound(string code) => new(nameof(PayeeAccountChangeNotFound), code);

    public static Refusal PayeeAccountChangeChanged(string code) => new(nameof(PayeeAccountChangeChanged), code);
}
