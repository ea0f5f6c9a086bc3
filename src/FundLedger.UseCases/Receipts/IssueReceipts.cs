using System.Globalization;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Receipts.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Receipts;

/// <summary>Asks for the receipts of many gifts at once.</summary>
/// <param name="Contributions">Codes of the gifts, at most <see cref="IssueReceipts.MostChosen"/>; null: all that wait.</param>
/// <param name="IssuedOn">The date on all of them; null: today.</param>
/// <param name="Most">Stop after so many; null: none is left.</param>
/// <param name="DryRun">Run the same path and roll back: says what would be issued, <see cref="IssueReceipts.MostChosen"/> at most.</param>
public sealed record ReceiptsRequest(
    string Key, TaxClass TaxClass = TaxClass.GovernmentGift, LocalDate? IssuedOn = null, IReadOnlyList<string>? Contributions = null,
    int? Most = null, bool DryRun = false);

/// <param name="Amount">Sum of the receipts, in minor units.</param>
/// <param name="First">Number of the first one; null where none was issued.</param>
/// <param name="Waiting">Gifts, of those asked for, that still have no receipt.</param>
public sealed record IssuedReceipts(int Issued, long Amount, string? First, string? Last, int Waiting)
{
    /// <summary>Together with those of the next write.</summary>
    internal IssuedReceipts Then(IssuedReceipts next) =>
        new(Issued + next.Issued, Amount + next.Amount, First ?? next.First, next.Last ?? Last, next.Waiting);
}

/// <summary>
/// Issues the receipts of all gifts that wait for one, in the order in which the money came; a hundred in one write. What already has
/// its receipt is passed over, so that an interrupted run goes on where it ended. Refused: nothing or too much chosen, and what
/// <see cref="ReceiptRules.Check"/> says of the date; receipts of earlier writes then stay.
/// </summary>
public sealed class IssueReceipts(AuthorizedLedger ledger)
{
    /// <summary>As many codes can be named at once.</summary>
    public const int MostChosen = 500;

    private const int InOneWrite = 100;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.IssueReceipts;

    /// <param name="progress">Receives how many have been issued so far.</param>
    public async Task<Result<IssuedReceipts>> Run(
        ReceiptsRequest request, Actor actor, IProgress<int>? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Contributions is { Count: 0 }) return await Refuse(request, actor, ReceiptRefusals.NoReceiptChosen(), stop);
        if (request.Contributions is { Count: > MostChosen } chosen)
            return await Refuse(request, actor, ReceiptRefusals.TooManyReceiptsChosen(chosen.Count, MostChosen), stop);

        var all = new IssuedReceipts(0, 0, null, null, 0);
        for (var part = 1; ; part++)
        {
            var size = Math.Min(request.DryRun ? MostChosen : InOneWrite, (request.Most ?? int.MaxValue) - all.Issued);
            var key = string.Create(CultureInfo.InvariantCulture, $"{request.Key}:{part}");
            var written = await ledger.Write(
                Policy, new UseCaseRequest(key, actor, new { request, size }, request.DryRun),
                session => Decide(session, request, size, stop), stop);
            if (written.IsRefused) return written.Refusal;
            all = all.Then(written.Value);
            progress?.Report(all.Issued);
            if (request.DryRun || all.Waiting == 0 || written.Value.Issued == 0 || all.Issued >= request.Most) return all;
        }
    }

    private async Task<Refusal> Refuse(ReceiptsRequest request, Actor actor, Refusal refusal, CancellationToken stop) =>
        await ledger.CheckPermission(Policy, actor, stop)
            ?? await ledger.Refuse(new UseCaseRequest(request.Key, actor, request), refusal, stop);

    private static async Task<Result<IssuedReceipts>> Decide(
        WriteSession session, ReceiptsRequest request, int size, CancellationToken stop)
    {
        var waiting = WaitingGifts.Of(session.Db);
        if (request.Contributions is { } chosen) waiting = waiting.Where(gift => chosen.Contains(gift.PublicCode));
        var all = await waiting.CountAsync(stop);
        var gifts = await WaitingGifts.InOrder(waiting).AsNoTracking().Take(size).ToListAsync(stop);
        var (book, receipts) = (new ReceiptBook(session, stop), new List<Receipt>(gifts.Count));
        foreach (var gift in gifts)
        {
            var issued = await book.Issue(gift, request.TaxClass, request.IssuedOn);
            if (issued.IsRefused) return issued.Refusal;
            receipts.Add(issued.Value);
        }

        return receipts is []
            ? new IssuedReceipts(0, 0, null, null, all)
            : new IssuedReceipts(
                receipts.Count, receipts.Sum(receipt => receipt.Amount), receipts[0].FullNumber.ToString(),
                receipts[^1].FullNumber.ToString(), all - receipts.Count);
    }
}
