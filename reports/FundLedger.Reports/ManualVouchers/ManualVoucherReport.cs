using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using NodaTime;

namespace FundLedger.Reports;

/// <param name="From">First booking date; null: from the beginning.</param>
/// <param name="To">Last booking date; null: to the end.</param>
public sealed record ManualVoucherParameters(long DedicatedAccountId, LocalDate? From = null, LocalDate? To = null);

/// <summary>One manual voucher, or an entry written by hand that has none.</summary>
/// <param name="Group">Vouchers of one number may be parts of one.</param>
/// <param name="Code">Null for an entry without a voucher.</param>
/// <param name="State">Null for an entry without a voucher.</param>
/// <param name="Amount">The debits, in minor units.</param>
/// <param name="Decider">Who approved, rejected or withdrew it; null while it waits.</param>
public sealed record ReportedVoucher(
    int Group, string? Code, ManualVoucherPurpose? Purpose, ManualVoucherState? State, LocalDate BookingDate, string? Description,
    IReadOnlyList<string> Accounts, IReadOnlyList<string> Funds, long Amount, string? Preparer, LocalDate PreparedOn, string? Decider,
    Instant? DecidedAt, EntryReference? Entry);

/// <summary>
/// The exception report (例外報表): every entry written by hand, and every voucher that asks for one. Those that may be parts
/// of one stand together: one preparer, one account and fund, within <see cref="ManualVoucherRules.DaysTogether"/> days.
/// </summary>
public sealed record ManualVoucherExceptions(Currency Currency, LocalDate? From, LocalDate? To, IReadOnlyList<ReportedVoucher> Vouchers)
{
    /// <summary>What a group comes to, without what was rejected or withdrawn.</summary>
    public long Together(int group) => Vouchers
        .Where(voucher => voucher.Group == group && voucher.State is not (ManualVoucherState.Rejected or ManualVoucherState.Withdrawn))
        .Sum(voucher => voucher.Amount);
}

/// <summary>Makes the exception report. Refused: a first date after the last.</summary>
public sealed class ManualVoucherReport(ReportingDatabase database)
{
    public Task<Result<ManualVoucherExceptions>> Run(ManualVoucherParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<ManualVoucherExceptions>> Read(Snapshot snapshot, ManualVoucherParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        if (parameters is { From: { } from, To: { } to } && from > to) return ReportRefusals.ReportDatesReversed(from, to);
        var question = new
        {
            account = books.Id,
            first = parameters.From ?? EntryRules.EarliestBookingDate,
            last = parameters.To ?? LocalDate.MaxIsoValue,
        };
        var lines = (await snapshot.Rows<LineRow>("ManualVouchers.lines", question)).ToLookup(line => line.Id);
        var found = (await snapshot.Rows<VoucherRow>("ManualVouchers.vouchers", question)).Select(row => row.Of(lines[row.Id]))
            .Concat((await snapshot.Rows<EntryLineRow>("ManualVouchers.without-voucher", question))
                .GroupBy(line => (line.FiscalYear, line.Number)).Select(entry => EntryLineRow.Of([.. entry])));
        return new ManualVoucherExceptions(books.Currency, parameters.From, parameters.To, [.. VoucherGroups.Of(found)]);
    }

    private sealed record LineRow(long Id, string Account, string Fund);

    private sealed record VoucherRow(
        long Id, string Code, int Purpose, int State, LocalDate BookingDate, string Description, long Amount, long PreparedBy,
        string Preparer, LocalDate PreparedOn, string? Decider, Instant? DecidedAt, int? FiscalYear, long? Number)
    {
        public UngroupedVoucher Of(IEnumerable<LineRow> lines)
        {
            var touched = lines.Select(line => (line.Account, line.Fund)).ToHashSet();
            return new UngroupedVoucher(PreparedBy, touched, group => new ReportedVoucher(
                group, Code, (ManualVoucherPurpose)Purpose, (ManualVoucherState)State, BookingDate, Description,
                UngroupedVoucher.Accounts(touched), UngroupedVoucher.Funds(touched), Amount, Preparer, PreparedOn, Decider, DecidedAt,
                FiscalYear is { } year && Number is { } number ? new EntryReference(year, number) : null), PreparedOn);
        }
    }

    private sealed record EntryLineRow(
        int FiscalYear, long Number, LocalDate BookingDate, long PreparedBy, string? Preparer, string? Decider, Instant RecordedAt,
        string? Description, string Account, string Fund, long Amount)
    {
        public static UngroupedVoucher Of(IReadOnlyList<EntryLineRow> lines)
        {
            var entry = lines[0];
            var touched = lines.Select(line => (line.Account, line.Fund)).ToHashSet();
            var day = entry.RecordedAt.InZone(BooksTimeZone.Taipei).Date;
            return new UngroupedVoucher(entry.PreparedBy, touched, group => new ReportedVoucher(
                group, null, null, null, entry.BookingDate, entry.Description, UngroupedVoucher.Accounts(touched),
                UngroupedVoucher.Funds(touched), lines.Where(line => line.Amount > 0).Sum(line => line.Amount), entry.Preparer, day,
                entry.Decider, entry.RecordedAt, new EntryReference(entry.FiscalYear, entry.Number)), day);
        }
    }
}
