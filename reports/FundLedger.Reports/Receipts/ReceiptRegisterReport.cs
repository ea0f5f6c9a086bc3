using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Receipts;
using NodaTime;

namespace FundLedger.Reports;

/// <param name="FiscalYear">Only the series of that year; null: all.</param>
public sealed record ReceiptRegisterParameters(long DedicatedAccountId, int? FiscalYear = null);

/// <summary>One receipt of the register; amounts in minor units.</summary>
/// <param name="Contribution">Code of the gift.</param>
/// <param name="Replaces">The void receipt in whose place it is; null for a gift's first.</param>
public sealed record RegisteredReceipt(
    ReceiptNumber Number, string Code, ReceiptState State, string Donor, string? BusinessNumber, long Amount, LocalDate ReceivedOn,
    LocalDate IssuedOn, string? Issuer, int Copies, LocalDate? VoidedOn, string? VoidReason, string Contribution, EntryReference? Entry,
    ReceiptNumber? Replaces);

/// <summary>How a series stands.</summary>
/// <param name="Last">Its highest number.</param>
/// <param name="Missing">The first numbers that no receipt has, at most <see cref="ReceiptRegister.MostMissing"/>.</param>
/// <param name="MissingCount">How many there are.</param>
public sealed record RegisteredSeries(
    ReceiptSeries Series, ReceiptNumber Last, int Issued, int Voided, IReadOnlyList<ReceiptNumber> Missing, long MissingCount);

/// <summary>The register of receipts (收據登記簿) with a check of every series for gaps.</summary>
public sealed record ReceiptRegister(Currency Currency, int? FiscalYear, IReadOnlyList<RegisteredReceipt> Receipts)
{
    /// <summary>As many missing numbers of a series are named.</summary>
    public const int MostMissing = 20;

    public IReadOnlyList<RegisteredSeries> Series { get; } = [.. Receipts.GroupBy(receipt => receipt.Number.Series).Select(Checked)];

    public long Amount(ReceiptState state) => Receipts.Where(receipt => receipt.State == state).Sum(receipt => receipt.Amount);

    private static RegisteredSeries Checked(IGrouping<ReceiptSeries, RegisteredReceipt> series)
    {
        var (missing, next) = (new List<ReceiptNumber>(), 1L);
        foreach (var receipt in series)
        {
            for (; next < receipt.Number.Number && missing.Count < MostMissing; next++)
                missing.Add(new ReceiptNumber(series.Key, next));
            next = receipt.Number.Number + 1;
        }

        var last = series.Last().Number;
        return new RegisteredSeries(
            series.Key, last, series.Count(), series.Count(receipt => receipt.State == ReceiptState.Voided), missing,
            last.Number - series.Select(receipt => receipt.Number.Number).Distinct().LongCount());
    }
}

/// <summary>Makes the register.</summary>
public sealed class ReceiptRegisterReport(ReportingDatabase database)
{
    public Task<Result<ReceiptRegister>> Run(ReceiptRegisterParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<ReceiptRegister>> Read(Snapshot snapshot, ReceiptRegisterParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        var rows = await snapshot.Rows<Row>("Receipts.register", new
        {
            account = books.Id,
            first = parameters.FiscalYear ?? 0,
            last = parameters.FiscalYear ?? int.MaxValue,
        });
        return new ReceiptRegister(books.Currency, parameters.FiscalYear, [.. rows.Select(row => row.Of())]);
    }

    private sealed record Row(
        int FiscalYear, int TaxClass, long Number, string Code, int State, string Donor, string? BusinessNumber, long Amount,
        LocalDate ReceivedOn, LocalDate IssuedOn, string? Issuer, int Copies, LocalDate? VoidedOn, string? VoidReason,
        string Contribution, int? EntryFiscalYear, long? EntryNumber, int? ReplacedFiscalYear, int? ReplacedTaxClass, long? ReplacedNumber)
    {
        public RegisteredReceipt Of() => new(
            Numbered(FiscalYear, TaxClass, Number), Code, (ReceiptState)State, Donor, BusinessNumber, Amount, ReceivedOn, IssuedOn, Issuer,
            Copies, VoidedOn, VoidReason, Contribution,
            EntryFiscalYear is { } entryYear && EntryNumber is { } entry ? new EntryReference(entryYear, entry) : null,
            ReplacedFiscalYear is { } year && ReplacedTaxClass is { } taxClass && ReplacedNumber is { } number
                ? Numbered(year, taxClass, number) : null);

        private static ReceiptNumber Numbered(int year, int taxClass, long number) =>
            new(new ReceiptSeries(year, (TaxClass)taxClass), number);
    }
}
