using System.Globalization;
using System.Text;
using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>What a statement must satisfy before any of its lines may touch the books.</summary>
public static class StatementRules
{
    /// <summary>
    /// Every rule the statement breaks, in the order checked; empty when it may be imported:
    /// <see cref="StatementRefusals.StatementOfOtherAccount"/>, <see cref="StatementRefusals.StatementOfOtherCurrency"/>,
    /// <see cref="StatementRefusals.StatementDoesNotTie"/>, and the first
    /// <see cref="StatementRefusals.StatementAmountHasFraction"/> (an amount finer than the currency's booked unit). A file that
    /// names no account is of the one that was chosen for it.
    /// </summary>
    public static IReadOnlyList<Refusal> Check(BankStatement statement, string expectedAccount, Currency expectedCurrency)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(expectedCurrency);
        var refusals = new List<Refusal>();
        if (statement.Account.Length > 0 && !SameAccount(statement.Account, expectedAccount))
        {
            refusals.Add(StatementRefusals.StatementOfOtherAccount(statement.Account, expectedAccount));
        }

        if (statement.Currency != expectedCurrency.Code)
        {
            refusals.Add(StatementRefusals.StatementOfOtherCurrency(statement.Currency, expectedCurrency.Code));
        }

        if (!statement.Ties)
        {
            refusals.Add(StatementRefusals.StatementDoesNotTie(statement));
        }

        var amounts = statement.Entries.Select(entry => entry.Amount).Prepend(statement.Closing).Prepend(statement.Opening);
        foreach (var amount in amounts.Where(amount => IsFinerThan(amount, expectedCurrency)).Take(1))
        {
            refusals.Add(StatementRefusals.StatementAmountHasFraction(amount, expectedCurrency.Code));
        }

        return refusals;
    }

    /// <summary>
    /// Same letters and digits, whatever the spacing, hyphens, width or case. Leading zeros count: a bank's numbers
    /// have a fixed length, so a number without its zeros has been damaged on the way (usually by a spreadsheet),
    /// and guessing which account was meant is not this program's business.
    /// </summary>
    public static bool SameAccount(string left, string right) =>
        string.Equals(NormalisedAccount(left), NormalisedAccount(right), StringComparison.Ordinal);

    /// <summary>The account's letters (upper case) and digits only, half width.</summary>
    public static string NormalisedAccount(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var text = new StringBuilder(account.Length);
        foreach (var character in account.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(character)) text.Append(char.ToUpper(character, CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static bool IsFinerThan(decimal amount, Currency currency) => decimal.Round(amount, currency.Exponent) != amount;
}
