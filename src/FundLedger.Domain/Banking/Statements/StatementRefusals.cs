using System.Globalization;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// Every way a bank statement is refused, in the order the rules are checked. Codes are the method names.
/// Lines are those of the file, counted from 1; amounts are exact decimals in major units.
/// </summary>
public static class StatementRefusals
{
    private const int LongestQuote = 60;

    // The file as a whole.
    public static Refusal StatementFileEmpty(string fileName) => new(nameof(StatementFileEmpty), fileName);

    public static Refusal StatementFileTooLarge(string fileName, int megabytesAllowed) =>
        new(nameof(StatementFileTooLarge), fileName, megabytesAllowed);

    public static Refusal StatementFormatUnknown(string fileName, string looksLike) =>
        new(nameof(StatementFormatUnknown), fileName, looksLike);

    // Files of a known kind that say nothing final about a day, or not in a form that can be checked.
    public static Refusal StatementIsIntraday(string fileName, string format) => new(nameof(StatementIsIntraday), fileName, format);

    public static Refusal StatementIsNotification(string fileName, string format) => new(nameof(StatementIsNotification), fileName, format);

    public static Refusal StatementIsPaymentStatus(string fileName, string format) =>
        new(nameof(StatementIsPaymentStatus), fileName, format);

    public static Refusal StatementIsPersonalFinance(string fileName, string format) =>
        new(nameof(StatementIsPersonalFinance), fileName, format);

    public static Refusal StatementIsSpreadsheet(string fileName, string format) => new(nameof(StatementIsSpreadsheet), fileName, format);

    // An archive.
    public static Refusal StatementArchiveNotReadable(string fileName) => new(nameof(StatementArchiveNotReadable), fileName);

    public static Refusal StatementArchiveTooLarge(string fileName, int mostEntries, int mostMegabytes) =>
        new(nameof(StatementArchiveTooLarge), fileName, mostEntries, mostMegabytes);

    public static Refusal StatementArchiveNested(string fileName, string entry) =>
        new(nameof(StatementArchiveNested), fileName, Quote(entry));

    public static Refusal StatementArchiveEncrypted(string fileName, string entry) =>
        new(nameof(StatementArchiveEncrypted), fileName, Quote(entry));

    public static Refusal StatementEncodingWrong(int line) => new(nameof(StatementEncodingWrong), line);

    public static Refusal StatementTruncated(int line) => new(nameof(StatementTruncated), line);

    public static Refusal StatementDocumentTypeForbidden(int line) => new(nameof(StatementDocumentTypeForbidden), line);

    public static Refusal StatementNotWellFormed(int line, int column) => new(nameof(StatementNotWellFormed), line, column);

    public static Refusal StatementNestedTooDeeply(int line) => new(nameof(StatementNestedTooDeeply), line);

    public static Refusal StatementTooManyColumns(int line, int most) => new(nameof(StatementTooManyColumns), line, most);

    public static Refusal StatementTooManyLines(int most) => new(nameof(StatementTooManyLines), most);

    public static Refusal StatementEntryTooLarge(int line, int mostElements) => new(nameof(StatementEntryTooLarge), line, mostElements);

    public static Refusal StatementFieldTooLong(int line, int most) => new(nameof(StatementFieldTooLong), line, most);

    /// <param name="looksLike">Names of the encodings the file may be in.</param>
    public static Refusal StatementEncodingDoubtful(int line, string looksLike) => new(nameof(StatementEncodingDoubtful), line, looksLike);

    /// <param name="place">The byte of the line at which the character begins, from 1.</param>
    /// <param name="bytes">Its bytes in hexadecimal.</param>
    public static Refusal StatementBig5CharacterUnknown(int line, int place, string bytes) =>
        new(nameof(StatementBig5CharacterUnknown), line, place, bytes);

    public static Refusal StatementCharacterUnknown(int line) => new(nameof(StatementCharacterUnknown), line);

    public static Refusal StatementVersionNotAccepted(string actual) => new(nameof(StatementVersionNotAccepted), Quote(actual));

    public static Refusal StatementFileHasNoStatement(string fileName) => new(nameof(StatementFileHasNoStatement), fileName);

    // One statement and its lines.
    public static Refusal StatementAccountMissing() => new(nameof(StatementAccountMissing));

    public static Refusal StatementFieldMissing(int line, string field) => new(nameof(StatementFieldMissing), line, field);

    public static Refusal StatementDateNotReadable(int line, string column, string text) =>
        new(nameof(StatementDateNotReadable), line, column, Quote(text));

    public static Refusal StatementAmountNotReadable(int line, string column, string text) =>
        new(nameof(StatementAmountNotReadable), line, column, Quote(text));

    public static Refusal StatementAmountTooLarge(int line, string column, string text) =>
        new(nameof(StatementAmountTooLarge), line, column, Quote(text));

    public static Refusal StatementDirectionNotReadable(int line, string column, string text) =>
        new(nameof(StatementDirectionNotReadable), line, column, Quote(text));

    public static Refusal StatementSignNotDecided(int line, string column, string text) =>
        new(nameof(StatementSignNotDecided), line, column, Quote(text));

    public static Refusal StatementTypeNotReadable(int line, string field, string text) =>
        new(nameof(StatementTypeNotReadable), line, field, Quote(text));

    public static Refusal StatementFieldOutside(int line, string field) => new(nameof(StatementFieldOutside), line, field);

    public static Refusal StatementCurrencyNotReadable(int line, string column, string text) =>
        new(nameof(StatementCurrencyNotReadable), line, column, Quote(text));

    public static Refusal StatementLineTooWide(int line, int columns, int actual) =>
        new(nameof(StatementLineTooWide), line, columns, actual);

    public static Refusal StatementLineHasTwoAmounts(int line) => new(nameof(StatementLineHasTwoAmounts), line);

    public static Refusal StatementMixesAccounts(int line, string first, string other) =>
        new(nameof(StatementMixesAccounts), line, Quote(first), Quote(other));

    public static Refusal StatementMixesCurrencies(string account, string first, string other) =>
        new(nameof(StatementMixesCurrencies), account, Quote(first), Quote(other));

    public static Refusal StatementLineCountDiffers(decimal stated, int actual) =>
        new(nameof(StatementLineCountDiffers), Plain(stated), actual);

    public static Refusal StatementRunningBalanceDiffers(int line, decimal expected, decimal actual) =>
        new(nameof(StatementRunningBalanceDiffers), line, Plain(expected), Plain(actual));

    public static Refusal StatementOpeningMissing(string account) => new(nameof(StatementOpeningMissing), account);

    public static Refusal StatementClosingMissing(string account) => new(nameof(StatementClosingMissing), account);

    // The statement against our books.
    public static Refusal StatementNamesNoAccount() => new(nameof(StatementNamesNoAccount));

    public static Refusal StatementOfUnknownAccount(string account) => new(nameof(StatementOfUnknownAccount), account);

    public static Refusal StatementOfOtherAccount(string actual, string expected) => new(nameof(StatementOfOtherAccount), actual, expected);

    public static Refusal StatementOfOtherCurrency(string actual, string expected) =>
        new(nameof(StatementOfOtherCurrency), actual, expected);

    public static Refusal StatementDoesNotTie(BankStatement statement) => new(
        nameof(StatementDoesNotTie), statement.Account, Plain(statement.Opening), Plain(statement.Credits), Plain(statement.Debits), Plain(
            statement.Closing), Plain(statement.Difference));

    public static Refusal StatementAmountHasFraction(decimal amount, string currency) =>
        new(nameof(StatementAmountHasFraction), Plain(amount), currency);

    /// <summary>Enough of the offending text to find it, never a screenful.</summary>
    private static string Quote(string text) => text.Length <= LongestQuote ? text : StorableText.Cut(text, LongestQuote) + "…";

    private static string Plain(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
