using System.Globalization;
using System.Text;
using CsvHelper;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// Writes statements as a bank would, for the demonstration, the benchmarks and the tests. What is written reads back
/// equal, given tidy texts, both dates, and references within the format's length; anything else is the caller's bug.
/// </summary>
public static class StatementWriter
{
    private const int FirstThreeDigitYear = 2011;
    /// <summary>A valid camt.053.001.08 file; the caller keeps the stream.</summary>
    /// <param name="messageId">Unique per file, at most 35 characters.</param>
    /// <param name="createdAt">The moment the bank claims to have made the file.</param>
    public static void WriteCamt(IReadOnlyList<BankStatement> statements, Stream output, string messageId, Instant createdAt) =>
        CamtWriter.Write(statements, output, messageId, createdAt);

    /// <summary>
    /// The layout <see cref="CsvProfiles.TaiwanGeneric"/>: years of the Republic, money out and in side by side, running
    /// balance, every field quoted so that a cut file shows. Reversal marks have no place in it. The caller keeps the stream.
    /// </summary>
    /// <param name="big5">Code page 950 instead of UTF-8 with byte order mark; a character it lacks throws.</param>
    public static void WriteCsv(BankStatement statement, Stream output, bool big5 = false)
    {
        ArgumentNullException.ThrowIfNull(statement);
        using var text = new StreamWriter(output, big5 ? StatementText.Big5 : new UTF8Encoding(true, true), leaveOpen: true);
        using var csv = CsvWriter.Create(
            text, new CsvWriterOptions { Quoting = CsvQuoting.Always, ValidateFieldCount = false }, leaveOpen: true);
        csv.WriteRecord("帳號", statement.Account);
        csv.WriteRecord("幣別", statement.Currency);
        if (statement.From is { } from && statement.To is { } to) csv.WriteRecord("查詢期間", $"{Date(from)}~{Date(to)}");
        if (statement.SequenceNumber is not null) csv.WriteRecord("對帳單編號", statement.SequenceNumber);
        csv.WriteRecord("期初餘額", Plain(statement.Opening));
        csv.WriteRecord("期末餘額", Plain(statement.Closing));
        csv.WriteRecord("筆數", statement.Entries.Count.ToString(CultureInfo.InvariantCulture));
        csv.WriteRecord("交易日期", "起息日", "摘要", "支出", "存入", "餘額", "對方戶名", "銷帳編號", "交易序號");
        var balance = statement.Opening;
        foreach (var entry in statement.Entries)
        {
            balance += entry.Amount;
            csv.WriteRecord(
                Date(entry.BookingDate),
                Date(entry.ValueDate),
                entry.Description,
                entry.Amount < 0 ? Plain(-entry.Amount) : "",
                entry.Amount < 0 ? "" : Plain(entry.Amount),
                Plain(balance),
                entry.Counterparty,
                entry.Reference,
                entry.BankReference ?? "");
        }
    }

    private static string Date(LocalDate date) => date.Year < FirstThreeDigitYear
        ? LocalDatePattern.Iso.Format(date)
        : string.Create(CultureInfo.InvariantCulture, $"{date.Year - RepublicCalendar.YearOffset}/{date.Month:00}/{date.Day:00}");

    private static string Plain(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
