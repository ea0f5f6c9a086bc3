using System.Globalization;
using System.Text;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>What a statement must satisfy before any of its lines may touch the books.</summary>
public static class StatementRules
{
    /// <summary>
    /// Every rule the statement breaks, in the order checked; empty when it may be imported:
    /// <see cref="StatementRefusals.StatementOfOtherAccount"/>, <see cref="StatementRefusals.StatementOfOtherCurrency"/>,
    /// <see cref="StatementRefusals.StatementDoesNotTie"/>, and the first
    /// <see cref="StatementRefusals.StatementAmountHasFraction"/> (an amount finer than the currency's booked unit).
    /// </summary>
    public static IReadOnlyList<Refusal> Check(BankStatement statement, string expectedAccount, Currency expectedCurrency)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(expectedCurrency);
        var refusals = new List<Refusal>();
        if (!SameAccount(statement.Account, expectedAccount))
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
    /// A statement that begins where the last one ended opens with its closing balance. One that brings known lines again
    /// overlaps it, and an earlier one fills in history: their lines show what they add. Refused:
    /// <see cref="BankingRefusals.StatementDoesNotFollow"/>.
    /// </summary>
    /// <param name="account">Code of the bank account, named in the refusal.</param>
    /// <param name="last">The latest statement of this bank account; null before the first.</param>
    /// <param name="overlaps">Whether any of its lines is in the books already.</param>
    public static Refusal? CheckFollows(string account, BankStatementRecord? last, LocalDate from, Money opening, bool overlaps)
    {
        if (last is null || overlaps || from < last.ToDate || opening.MinorUnits == last.Closing) return null;
        return BankingRefusals.StatementDoesNotFollow(account, new Money(last.Closing, opening.Currency), opening);
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
