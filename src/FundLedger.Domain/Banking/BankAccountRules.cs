using System.Text.RegularExpressions;
using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>What a bank account of ours must meet.</summary>
public static partial class BankAccountRules
{
    /// <summary>Three digits of the bank and four of the branch.</summary>
    private const int WithBranch = 7;
    private const int BankAlone = 3;
    private const int ShortestNumber = 6;
    private const int LongestNumber = 16;

    /// <summary>Refused: <see cref="BankAccountRefusals.BankCodeNotValid"/>.</summary>
    public static Refusal? CheckBankCode(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length is BankAlone or WithBranch && code.All(char.IsAsciiDigit) ? null : BankAccountRefusals.BankCodeNotValid(code);
    }

    /// <summary>Refused: <see cref="BankAccountRefusals.AccountNumberNotValid"/>.</summary>
    public static Refusal? CheckNumber(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number.Length is >= ShortestNumber and <= LongestNumber && number.All(char.IsAsciiDigit)
            ? null
            : BankAccountRefusals.AccountNumberNotValid(number);
    }

    /// <summary>Refused: <see cref="BankAccountRefusals.LedgerAccountNotOfBank"/>.</summary>
    public static Refusal? CheckLedgerAccount(string code) =>
        OfBank().IsMatch(code) ? null : BankAccountRefusals.LedgerAccountNotOfBank(code);

    /// <summary>The first ledger account that no bank account has; refused when all 99 are taken.</summary>
    public static Result<string> NextLedgerAccount(IReadOnlySet<string> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        for (var number = 1; number <= 99; number++)
        {
            if (ChartOfAccounts.OfBankAccount(number) is var code && !taken.Contains(code)) return code;
        }

        return BankAccountRefusals.LedgerAccountsUsedUp();
    }

    [GeneratedRegex(@"^1101\.(?!00)[0-9]{2}\z")]
    private static partial Regex OfBank();
}

/// <summary>Why a bank account is not entered. Codes are the method names.</summary>
public static class BankAccountRefusals
{
    public static Refusal BankCodeNotValid(string code) => new(nameof(BankCodeNotValid), code);

    public static Refusal AccountNumberNotValid(string number) => new(nameof(AccountNumberNotValid), number);

    public static Refusal AccountNumberTaken(string number, string holder) => new(nameof(AccountNumberTaken), number, holder);

    public static Refusal LedgerAccountNotOfBank(string code) => new(nameof(LedgerAccountNotOfBank), code);

    public static Refusal LedgerAccountTaken(string code, string holder) => new(nameof(LedgerAccountTaken), code, holder);

    public static Refusal LedgerAccountsUsedUp() => new(nameof(LedgerAccountsUsedUp));
}
