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
        var lines = voucher.Lines
            .Select(line => new PostingDraft(line.Account, line.Fund, line.Amount, line.Party, line.Venture, line.Lot)).ToArray();
        if (ManualVoucherRules.Check(lines, actor, approver) is { } refusal) return refusal;

        var draft = new EntryDraft(ManualVoucherRules.KindOf(lines), voucher.BookingDate, voucher.Description, lines)
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
            if (await CheckTakenBackByHand(session, request.Entry, stop) is { } refusal) return refusal;
            var reversed = await session.Reverse(request.Entry, request.BookingDate, request.Reason, request.Adjustment);
            return reversed.Select(entry => entry.Reference);
        }, stop);

    internal static async Task<Refusal?> CheckTakenBackByHand(WriteSession session, EntryReference reference, CancellationToken stop)
    {
        var owner = await session.Db.Entries.AsNoTracking()
            .Where(entry => entry.FiscalYear == reference.FiscalYear && entry.Number == reference.Number)
            .Select(entry => entry.DocumentKind).SingleOrDefaultAsync(stop);
        return ManualVoucherRules.CheckTakenBackByHand(reference, owner);
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
            if (await ReverseEntry.CheckTakenBackByHand(session, request.Entry, stop) is { } refusal) return refusal;
            var corrected = await session.Correct(request.Entry, request.BookingDate, request.Reason);
            return corrected.Select(entry => entry.Reference);
        }, stop);
}

/// <summary>Why a file of vouchers cannot be read.</summary>
public static class VoucherRefusals
{
    public static Refusal VoucherFileEmpty() => new(nameof(VoucherFileEmpty));

    public static Refusal VoucherFieldMissing(string field) => new(nameof(VoucherFieldMissing), field);
}
