using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Domain.Banking;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Writes every payment file again from its orders and the bank accounts that the cases name, and compares the bytes; and its hash.
/// That the accounts are the approved ones is what <see cref="ApprovalSubjects"/> looks at.
/// </summary>
internal static class PaymentFiles
{
    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var books = await ReportBooks.Read(snapshot, account);
        Written? current = null;
        await using var rows = await snapshot.Stream("Checks.payment-files", new { account });
        while (snapshot.Next(rows))
        {
            stop.ThrowIfCancellationRequested();
            if (current?.Id != rows.GetInt64(0))
            {
                current?.Check(books, findings);
                current = new Written(rows);
            }

            if (!rows.IsDBNull(7)) current.Add(books, rows);
        }

        current?.Check(books, findings);
    }

    /// <summary>A stored file, and the orders it must have been written from.</summary>
    private sealed class Written(DbDataReader row)
    {
        private readonly List<PaymentInstruction> orders = [];
        private readonly string publicCode = row.GetString(1);
        private readonly Instant createdAt = row.Instant(2);
        private readonly byte[] content = row.GetFieldValue<byte[]>(3);
        private readonly byte[] sha256 = row.GetFieldValue<byte[]>(4);
        private readonly string? bankCode = Text(row, 5);
        private readonly string? accountNumber = Text(row, 6);
        private LocalDate? sentOn;
        private bool incomplete;

        public long Id { get; } = row.GetInt64(0);

        public void Add(ReportBooks books, DbDataReader row)
        {
            if (Text(row, 9) is not { } holder || Text(row, 10) is not { } payeeBank || Text(row, 11) is not { } payeeAccount
                || Text(row, 12) is not { } purpose || row.IsDBNull(13))
            {
                incomplete = true;
                return;
            }

            sentOn ??= row.Date(13);
            orders.Add(new PaymentInstruction(
                row.GetString(7), books.Money(row.GetInt64(8)), holder, payeeBank, payeeAccount, purpose));
        }

        public void Check(ReportBooks books, Findings findings)
        {
            findings.Examined++;
            if (!SHA256.HashData(content).AsSpan().SequenceEqual(sha256))
                findings.Add($"The payment file does not have the hash that stands beside it: {Name}");
            if (incomplete || sentOn is null || bankCode is null || accountNumber is null)
                findings.Add($"An order, a payee's account or the entry that the payment file was written from is missing: {Name}");
            else if (!Again(books, sentOn.Value, bankCode, accountNumber).AsSpan().SequenceEqual(content))
                findings.Add($"The payment file is not what its orders and the payees' bank accounts give: {Name}");
        }

        private byte[] Again(ReportBooks books, LocalDate executeOn, string bank, string number) => PaymentInitiation.Write(
            publicCode, createdAt, executeOn,
            new BankAccount { Code = "", Name = "", BankCode = bank, AccountNumber = number, LedgerAccount = "" }, books.NameZh, orders);

        private string Name => string.Create(CultureInfo.InvariantCulture, $"{Id}, {publicCode}");

        private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
