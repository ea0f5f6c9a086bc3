using System.Runtime.CompilerServices;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Journal;

/// <summary>One line of a manual voucher; the amount is debit positive.</summary>
public sealed record VoucherLine(string Account, string Fund, Money Amount, long? Party, long? Venture, long? Lot);

/// <param name="Adjustment">A year-end adjustment: period 13, booked on 31 December.</param>
public sealed record ManualVoucher(
    string Key, LocalDate BookingDate, string Description, IReadOnlyList<VoucherLine> Lines, bool Adjustment = false);

/// <summary>
/// Posts an entry a person has written. Accounts that workflows own are closed to it; a net rise of spendable money
/// opens a lot of kind manual, a net fall uses lots first in, first out. Above a tier, and in a soft-closed period, a
/// second person is needed.
/// </summary>
public sealed class PostManualVoucher(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PostManualVoucher;

    /// <summary>
    /// Debits above this need a second person: the larger of the two case ceilings in the programme's papers, NT$5,000,000.
    /// </summary>
    public const long SecondPersonAbove = 5_000_000;

    public async Task<Result<EntryReference>> Run(ManualVoucher voucher, Actor actor, Actor? approver, bool dryRun, CancellationToken stop)
    {
        var request = Request(voucher, actor, approver, dryRun);
        return request.IsRefused ? request.Refusal : await ledger.Post(Policy, request.Value.Request, request.Value.Entry, stop);
    }

    /// <summary>Posts vouchers in order, thousands in one transaction; the first refusal ends the run and is the last outcome.</summary>
    public async IAsyncEnumerable<Result<EntryReference>> RunMany(
        IAsyncEnumerable<Result<ManualVoucher>> vouchers, Actor actor, Actor? approver, [EnumeratorCancellation] CancellationToken stop)
    {
        Refusal? refused = null;
        await foreach (var outcome in ledger.PostMany(Policy, actor, UntilRefused(), stop))
        {
            yield return outcome;
            if (outcome.IsRefused) yield break;
        }

        if (refused is not null) yield return refused;

        async IAsyncEnumerable<(UseCaseRequest Request, Func<WriteRequest, EntryRequest> Entry)> UntilRefused()
        {
            await foreach (var voucher in vouchers.WithCancellation(stop))
            {
                var request = voucher.Then(read => Request(read, actor, approver, dryRun: false));
                refused = request.Refusal;
                if (request.IsRefused) yield break;
                yield return request.Value;
            }
        }
    }

    private static Result<(UseCaseRequest Request, Func<WriteRequest, EntryRequest> Entry)> Request(
        ManualVoucher voucher, Actor actor, Actor? approver, bool dryRun)
    {
        if (approver?.PersonId == actor.PersonId) return VoucherRefusals.ApproverIsPreparer();
        var debits = voucher.Lines.Where(line => !line.Amount.IsNegative).Aggregate(Int128.Zero, (sum, line) => sum + line.Amount.MinorUnits);
        if (debits > SecondPersonAbove && approver is null) return VoucherRefusals.SecondPersonNeeded(Money.Twd(SecondPersonAbove));

        var draft = new EntryDraft(
            Kind(voucher), voucher.BookingDate, voucher.Description,
            voucher.Lines.Select(line => new PostingDraft(line.Account, line.Fund, line.Amount, line.Party, line.Venture, line.Lot)).ToArray())
        {
            Manual = true,
            ApproverId = approver?.PersonId,
            Adjustment = voucher.Adjustment,
            Opens = new LotOrigin(LotKind.Manual),
        };
        return (
            new UseCaseRequest(voucher.Key, actor, new { voucher, Approver = approver?.PersonId }, dryRun),
            write => new EntryRequest(write, draft)
            {
                NewDocument = DocumentKind.ManualVoucher,
                AuditCode = "ManualVoucherPosted",
                AuditArguments = [approver?.Name ?? ""],
            });
    }

    /// <summary>Receipt when cash at bank rises, payment when it falls, else transfer.</summary>
    private static VoucherKind Kind(ManualVoucher voucher)
    {
        var cash = voucher.Lines
            .Where(line => line.Account.StartsWith(ChartOfAccounts.CashAtBank, StringComparison.Ordinal))
            .Aggregate(Int128.Zero, (sum, line) => sum + line.Amount.MinorUnits);
        return cash > 0 ? VoucherKind.Receipt : cash < 0 ? VoucherKind.Payment : VoucherKind.Transfer;
    }
}

/// <summary>Takes an entry back, line by line, with a reason.</summary>
/// <param name="Adjustment">In period 13, on 31 December.</param>
public sealed record ReversalRequest(string Key, EntryReference Entry, LocalDate BookingDate, string Reason, bool Adjustment = false);

public sealed class ReverseEntry(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PostManualVoucher;

    public Task<Result<EntryReference>> Run(ReversalRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), async session =>
        {
            if (await OwnedByWorkflow(session, request.Entry, stop) is { } refusal) return refusal;
            var reversed = await session.Reverse(request.Entry, request.BookingDate, request.Reason, request.Adjustment);
            return reversed.Select(entry => entry.Reference);
        }, stop);

    /// <summary>An entry that a workflow made is taken back by that workflow, which knows what else must change.</summary>
    internal static async Task<Refusal?> OwnedByWorkflow(WriteSession session, EntryReference reference, CancellationToken stop)
    {
        var owner = await session.Db.Entries.AsNoTracking()
            .Where(entry => entry.DedicatedAccountId == session.AccountId && entry.FiscalYear == reference.FiscalYear && entry.Number == reference.Number)
            .Select(entry => entry.DocumentKind).SingleOrDefaultAsync(stop);
        return owner is null or DocumentKind.ManualVoucher or DocumentKind.YearClosing ? null : VoucherRefusals.EntryBelongsToWorkflow(reference);
    }
}

/// <summary>Takes back an entry of a closed fiscal year by a correction voucher of today's year.</summary>
public sealed class CorrectEntry(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PostManualVoucher;

    public Task<Result<EntryReference>> Run(ReversalRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, new { Corrects = request }), async session =>
        {
            if (await ReverseEntry.OwnedByWorkflow(session, request.Entry, stop) is { } refusal) return refusal;
            var corrected = await session.Correct(request.Entry, request.BookingDate, request.Reason);
            return corrected.Select(entry => entry.Reference);
        }, stop);
}

public static class VoucherRefusals
{
    public static Refusal ApproverIsPreparer() => new(nameof(ApproverIsPreparer));

    public static Refusal SecondPersonNeeded(Money above) => new(nameof(SecondPersonNeeded), above);

    public static Refusal EntryBelongsToWorkflow(EntryReference entry) => new(nameof(EntryBelongsToWorkflow), entry);

    public static Refusal VoucherFileNotReadable(string problem) => new(nameof(VoucherFileNotReadable), problem);

    public static Refusal VoucherFieldMissing(string field) => new(nameof(VoucherFieldMissing), field);
}
