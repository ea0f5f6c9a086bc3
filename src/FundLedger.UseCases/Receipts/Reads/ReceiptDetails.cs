using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Receipts.Reads;

/// <summary>A receipt as others name it.</summary>
public sealed record ReceiptLink(string Code, string Number, ReceiptState State)
{
    /// <summary>The receipts of a gift that the person may see, the first one first.</summary>
    public static async Task<IReadOnlyList<ReceiptLink>> OfGift(ReadingDb db, Actor actor, long contribution, CancellationToken stop)
    {
        var receipts = await VisibleReceipts.Of(db, actor).Where(row => row.ContributionId == contribution).OrderBy(row => row.Id)
            .ToListAsync(stop);
        return [.. receipts.Select(Of)];
    }

    internal static ReceiptLink Of(Receipt receipt) => new(receipt.PublicCode, receipt.FullNumber.ToString(), receipt.State);
}

/// <summary>What a gift is for: a fund's name in both languages.</summary>
public sealed record ReceiptPurpose(string NameZh, string NameEn);

/// <summary>One receipt and what it says of its gift.</summary>
/// <param name="Gift">The contribution's code.</param>
/// <param name="Entry">That booked the money.</param>
/// <param name="ReplacedBy">The receipt in its place; null where there is none.</param>
public sealed record ReceiptStory(
    Receipt Receipt, string Gift, string Description, IReadOnlyList<ReceiptPurpose> Purposes, EntryReference? Entry, bool Fictional,
    string Issuer, string? Voider, ReceiptLink? Replaces, ReceiptLink? ReplacedBy);

/// <summary>Reads receipts as they are printed.</summary>
public sealed class ReceiptDetails(AuthorizedReader reader)
{
    /// <summary>As many receipts are printed together.</summary>
    public const int MostAtOnce = 500;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = ReceiptList.Policy;

    /// <summary>Null for an unknown code, and for another donor's: not even its existence shows.</summary>
    public Task<Result<ReceiptStory?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var receipt = await VisibleReceipts.Of(db, actor).SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            return receipt is null ? null : await Story(db, receipt, stop);
        }, stop);

    /// <summary>Of a series from one number to another what the person may see, at most <see cref="MostAtOnce"/>, by number.</summary>
    public Task<Result<IReadOnlyList<ReceiptStory>>> ReadRange(
        Actor actor, ReceiptNumber first, ReceiptNumber last, CancellationToken stop) =>
        reader.Read<IReadOnlyList<ReceiptStory>>(Policy, actor, async db =>
        {
            var receipts = await VisibleReceipts.Of(db, actor)
                .Where(row => row.FiscalYear == first.Series.FiscalYear && row.TaxClass == first.Series.Class
                    && row.Number >= first.Number && row.Number <= last.Number)
                .OrderBy(row => row.Number).Take(MostAtOnce).ToListAsync(stop);
            var stories = new List<ReceiptStory>(receipts.Count);
            foreach (var receipt in receipts) stories.Add(await Story(db, receipt, stop));
            return stories;
        }, stop);

    private static async Task<ReceiptStory> Story(ReadingDb db, Receipt receipt, CancellationToken stop)
    {
        var gift = await db.Contributions.SingleAsync(row => row.Id == receipt.ContributionId, stop);
        var purposes = await (
            from share in db.Set<Domain.Contributions.ContributionShare>()
            join fund in db.Funds on share.FundId equals fund.Id
            where share.ContributionId == gift.Id
            orderby share.Line
            select new ReceiptPurpose(fund.NameZh, fund.NameEn)).ToListAsync(stop);
        var replaces = await db.Receipts.SingleOrDefaultAsync(row => row.Id == receipt.ReplacesReceiptId, stop);
        var replacedBy = await db.Receipts.SingleOrDefaultAsync(row => row.ReplacesReceiptId == receipt.Id, stop);
        return new ReceiptStory(
            receipt, gift.PublicCode, gift.Description, purposes,
            gift is { EntryFiscalYear: { } year, EntryNumber: { } number } ? new EntryReference(year, number) : null,
            await db.Parties.Where(row => row.Id == receipt.DonorPartyId).Select(row => row.Fictional).SingleAsync(stop),
            (await Name(db, receipt.IssuedBy, stop))!, await Name(db, receipt.VoidedBy, stop),
            replaces is null ? null : ReceiptLink.Of(replaces), replacedBy is null ? null : ReceiptLink.Of(replacedBy));
    }

    private static Task<string?> Name(ReadingDb db, long? person, CancellationToken stop) =>
        db.People.Where(row => row.Id == person).Select(row => row.DisplayName).SingleOrDefaultAsync(stop);
}
