using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Vouchers;

/// <summary>
/// What an opening (開帳) must meet besides <see cref="EntryRules"/>: the balances with which books that were kept elsewhere go
/// on here, by fund. It touches accounts that other manual vouchers may not, and therefore only while nothing else is booked.
/// </summary>
public static class OpeningRules
{
    /// <summary>
    /// Whether an account carries a balance from one year to the next. Income and expenses begin at nothing, and what was
    /// encumbered is encumbered again by its case.
    /// </summary>
    public static bool MayTouch(LedgerAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Type is AccountType.Asset or AccountType.Liability or AccountType.NetAssets;
    }

    /// <summary>The fiscal year in which books that are opened on this day begin.</summary>
    public static int FirstYear(LocalDate date) => date.Month == 1 ? date.Year : date.Year + 1;

    /// <summary>
    /// Null for the first day of a fiscal year and the day before it, and the same year as the openings before. Refused:
    /// <see cref="OpeningRefusals.OpeningNotAtYearBegin"/>, <see cref="OpeningRefusals.OpeningOfAnotherYear"/>.
    /// </summary>
    /// <param name="earlier">Booking date of an opening that stands; null when there is none.</param>
    public static Refusal? CheckDate(LocalDate date, LocalDate? earlier)
    {
        if (date is not ({ Month: 1, Day: 1 } or { Month: 12, Day: 31 })) return OpeningRefusals.OpeningNotAtYearBegin(date);
        return earlier is { } other && FirstYear(other) != FirstYear(date) ? OpeningRefusals.OpeningOfAnotherYear(date, other) : null;
    }
}

/// <summary>Every way an opening is refused besides the rules of entries and of workflows.</summary>
public static class OpeningRefusals
{
    /// <param name="megabytes">The most that is read.</param>
    public static Refusal OpeningFileTooLarge(string file, int megabytes) => new(nameof(OpeningFileTooLarge), file, megabytes);

    public static Refusal OpeningFileEmpty() => new(nameof(OpeningFileEmpty));

    /// <param name="columns">The columns that must be there, as the template names them.</param>
    public static Refusal OpeningColumnsMissing(string columns) => new(nameof(OpeningColumnsMissing), columns);

    public static Refusal OpeningRowTooLong(int line, int limit) => new(nameof(OpeningRowTooLong), line, limit);

    /// <summary>More cells than headings: a comma between thousands, without quotation marks, cuts an amount in two.</summary>
    /// <param name="line">Line of the file, counted from 1.</param>
    public static Refusal OpeningRowTooWide(int line) => new(nameof(OpeningRowTooWide), line);

    public static Refusal OpeningFieldMissing(int line, string column) => new(nameof(OpeningFieldMissing), line, column);

    public static Refusal OpeningAmountNotReadable(int line, string column, string text) =>
        new(nameof(OpeningAmountNotReadable), line, column, text);

    public static Refusal OpeningAmountMissing(int line) => new(nameof(OpeningAmountMissing), line);

    public static Refusal OpeningDebitAndCredit(int line) => new(nameof(OpeningDebitAndCredit), line);

    public static Refusal OpeningPartyUnknown(int line, string party) => new(nameof(OpeningPartyUnknown), line, party);

    public static Refusal OpeningVentureUnknown(int line, string venture) => new(nameof(OpeningVentureUnknown), line, venture);

    public static Refusal OpeningTouchesAccount(int line, string account) => new(nameof(OpeningTouchesAccount), line, account);

    public static Refusal OpeningNotAtYearBegin(LocalDate date) => new(nameof(OpeningNotAtYearBegin), date);

    public static Refusal OpeningOfAnotherYear(LocalDate date, LocalDate earlier) => new(nameof(OpeningOfAnotherYear), date, earlier);

    public static Refusal OpeningAfterFirstEntry(EntryReference entry) => new(nameof(OpeningAfterFirstEntry), entry);

    /// <param name="code">Of the voucher that waits or is booked with the same lines.</param>
    public static Refusal OpeningAlreadyPrepared(string code) => new(nameof(OpeningAlreadyPrepared), code);
}
