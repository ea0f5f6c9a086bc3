using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Vouchers;

/// <summary>Takes an entry back, line by line, with a reason.</summary>
/// <param name="Adjustment">In period 13, on 31 December.</param>
public sealed record ReversalRequest(string Key, EntryReference Entry, LocalDate BookingDate, string Reason, bool Adjustment = false);

/// <summary>
/// Writes a voucher that takes an entry back, for a second person to approve: a reversal, or a correction when the entry's
/// fiscal year is closed.
/// </summary>
public sealed class PrepareReversal(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PrepareManualVoucher;

    /// <summary>
    /// The voucher's public code. Refused: NotPermitted, EntryNotFound, an entry of a document that takes it back itself, and
    /// whatever the rules of entries refuse.
    /// </summary>
    public Task<Result<string>> Run(ReversalRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, ReversalRequest request, CancellationToken stop)
    {
        if (await session.Posted(request.Entry) is not { } original) return LedgerRefusals.EntryNotFound(request.Entry);
        if (ManualVoucherRules.CheckTakenBackByHand(request.Entry, original.Document?.Kind) is { } owned) return owned;
        var closed = await session.Db.Periods.AnyAsync(
            period => period.FiscalYear == request.Entry.FiscalYear
                && period.Period == FiscalYearPeriods.Closing && period.State == PeriodState.Closed, stop);
        var facts = new ManualVoucherFacts(
            session.Currency, await session.Chart(), original, await ManualVouchers.IsOpening(session, original, stop));
        var id = session.NewId();
        var voucher = new ManualVoucher
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            Purpose = closed ? ManualVoucherPurpose.Correct : ManualVoucherPurpose.Reverse,
            BookingDate = request.BookingDate,
            Description = request.Reason.Trim(),
            Adjustment = request.Adjustment && !closed,
            Amount = original.Postings.Where(line => !line.Amount.IsNegative).Sum(line => line.Amount.MinorUnits),
            OriginalFiscalYear = request.Entry.FiscalYear,
            OriginalNumber = request.Entry.Number,
            PreparedBy = session.Actor.PersonId,
            PreparedOn = session.Today,
        };
        var draft = voucher.Draft(facts, approver: null);
        if (draft.IsRefused) return draft.Refusal;
        foreach (var line in ManualVouchers.Lines(session, id, [.. draft.Value.Postings.Select(line => new VoucherLine(
            line.Account, line.Fund, line.Amount, line.PartyId, line.VentureId))]))
        {
            voucher.Lines.Add(line);
        }

        return await ManualVouchers.Submit(session, voucher, facts);
    }
}
