using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Vouchers;

/// <param name="BookingDate">The first day of the fiscal year in which the books begin, or the day before it.</param>
/// <param name="Rows">As <see cref="OpeningFile"/> reads them.</param>
public sealed record OpeningRequest(string Key, LocalDate BookingDate, string Description, IReadOnlyList<OpeningRow> Rows);

/// <summary>
/// Writes the balances with which an office goes on here for a second person to approve. What could not be booked today is
/// refused at once; nothing is booked before the approval, which asks everything again.
/// </summary>
public sealed class PrepareOpening(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PrepareManualVoucher;

    /// <summary>
    /// The voucher's public code. Refused: NotPermitted, the first row that cannot be booked, a fund that is not in balance, the
    /// same lines once more, and whatever the rules of openings and of entries refuse.
    /// </summary>
    /// <param name="dryRun">Run the same path and keep nothing.</param>
    public async Task<Result<string>> Run(OpeningRequest request, Actor actor, bool dryRun, CancellationToken stop)
    {
        var lines = request.Rows.Select(row => new
        {
            row.Line,
            row.Account,
            row.Fund,
            Amount = row.Amount?.MinorUnits,
            row.Party,
            row.Venture,
        });
        var write = new UseCaseRequest(request.Key, actor, new { request.BookingDate, request.Description, opening = lines }, dryRun);
        return await ledger.Write(Policy, write, session => Decide(session, request, stop), stop);
    }

    private static async Task<Result<string>> Decide(WriteSession session, OpeningRequest request, CancellationToken stop)
    {
        var names = await OpeningNamesInBooks.Read(session.Db, request.Rows, stop);
        var table = OpeningTable.Of(request.Rows, names, session.Currency);
        if (table.Refusal is { } refusal) return refusal;
        var id = session.NewId();
        var voucher = new ManualVoucher
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            Purpose = ManualVoucherPurpose.Opening,
            BookingDate = request.BookingDate,
            Description = request.Description.Trim(),
            // What is above the ledger's limit is refused below.
            Amount = (long)Int128.Min(
                table.Funds.Aggregate(Int128.Zero, (sum, fund) => sum + fund.Debits.MinorUnits), EntryRules.LargestAmount),
            PreparedBy = session.Actor.PersonId,
            PreparedOn = session.Today,
            Lines = ManualVouchers.Lines(session, id, [.. table.Lines.Select(line => new VoucherLine(
                line.Row.Account, line.Row.Fund, line.Row.Amount!.Value, line.PartyId, line.VentureId))]),
        };
        if (await Same(session, voucher, stop) is { } twin) return OpeningRefusals.OpeningAlreadyPrepared(twin);
        return await ManualVouchers.Submit(session, voucher, new ManualVoucherFacts(session.Currency, names.Accounts));
    }

    /// <summary>Code of an opening with the same lines that waits for approval or stands in the books; null when there is none.</summary>
    private static async Task<string?> Same(WriteSession session, ManualVoucher voucher, CancellationToken stop)
    {
        var others = await session.Db.ManualVouchers.AsNoTracking().Include(other => other.Lines)
            .Where(other => other.Purpose == ManualVoucherPurpose.Opening && other.Amount == voucher.Amount
                && (other.State == ManualVoucherState.Submitted || other.State == ManualVoucherState.Posted)
                && !session.Db.Entries.Any(back =>
                    back.ReversesFiscalYear == other.EntryFiscalYear && back.ReversesNumber == other.EntryNumber))
            .OrderBy(other => other.Id).ToListAsync(stop);
        var lines = Lines(voucher).ToArray();
        return others.FirstOrDefault(other => Lines(other).SequenceEqual(lines))?.PublicCode;

        static IEnumerable<(string, string, long, long?, long?)> Lines(ManualVoucher voucher) => voucher.Lines
            .Select(line => (line.Account, line.Fund, line.Amount, line.PartyId, line.VentureId)).Order();
    }
}
