using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using NodaTime;

namespace FundLedger.UseCases.Vouchers;

/// <summary>One line of a manual voucher; the amount is debit positive.</summary>
public sealed record VoucherLine(string Account, string Fund, Money Amount, long? Party = null, long? Venture = null, long? Lot = null);

/// <param name="Adjustment">A year-end adjustment: period 13, booked on 31 December.</param>
public sealed record ManualVoucherRequest(
    string Key, LocalDate BookingDate, string Description, IReadOnlyList<VoucherLine> Lines, bool Adjustment = false);

/// <summary>
/// Writes an entry for a second person to approve. What could not be booked today is refused at once; nothing is booked
/// before the approval, which asks everything again.
/// </summary>
public sealed class PrepareManualVoucher(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PrepareManualVoucher;

    /// <summary>The voucher's public code. Refused: NotPermitted, and whatever the rules of entries refuse.</summary>
    /// <param name="dryRun">Run the same path and keep nothing.</param>
    public Task<Result<string>> Run(ManualVoucherRequest request, Actor actor, bool dryRun, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(request.Key, actor, new { voucher = request }, dryRun), session => Decide(session, request), stop);

    private static async Task<Result<string>> Decide(WriteSession session, ManualVoucherRequest request)
    {
        var debits = request.Lines.Where(line => !line.Amount.IsNegative)
            .Aggregate(Int128.Zero, (sum, line) => sum + line.Amount.MinorUnits);
        var id = session.NewId();
        var voucher = new ManualVoucher
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            Purpose = ManualVoucherPurpose.Post,
            BookingDate = request.BookingDate,
            Description = request.Description.Trim(),
            Adjustment = request.Adjustment,
            // What is above the ledger's limit is refused below.
            Amount = (long)Int128.Min(debits, EntryRules.LargestAmount),
            PreparedBy = session.Actor.PersonId,
            PreparedOn = session.Today,
            Lines = ManualVouchers.Lines(session, id, request.Lines),
        };
        return await ManualVouchers.Submit(session, voucher, new ManualVoucherFacts(session.Currency, await session.Chart()));
    }
}
