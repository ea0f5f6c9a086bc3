using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Returns.Reads;

/// <summary>A disbursement that spent or set aside some of the money that came back.</summary>
public sealed record ReuseRow(string Code, string Venture, string Purpose, DisbursementState State, Money Amount);

public sealed record ReturnEntry(EntryReference Reference, LocalDate BookingDate, string Description, Money Amount);

/// <param name="Remaining">Of the lot the money opened: neither used nor set aside; null before it came.</param>
public sealed record ReturnStory(
    ExpectedReturn Expected, ReturnAgreement Agreement, string Venture, string Payer, string DisbursementCode, Money Disbursed,
    string FundCode, string FundZh, string FundEn, IReadOnlyList<ReturnEntry> Entries, IReadOnlyList<ReuseRow> Reuse, Money? Remaining);

/// <summary>Reads one expected return: what it rests on, what it posted, and what its money does now.</summary>
public sealed class ExpectedReturnStory(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeReturns;

    /// <summary>The story; null for an unknown code.</summary>
    public Task<Result<ReturnStory?>> Read(
        Actor actor, string code, CancellationToken stop) => reader.Read<ReturnStory?>(Policy, actor, async db =>
    {
        var story = await (
            from expected in db.ExpectedReturns
            join agreement in db.ReturnAgreements on expected.AgreementId equals agreement.Id
            join venture in db.Ventures on agreement.VentureId equals venture.Id
            join payer in db.Parties on agreement.PayerPartyId equals payer.Id
            join disbursement in db.Disbursements on agreement.DisbursementId equals disbursement.Id
            join fund in db.Funds on agreement.ReturnFundId equals fund.Id
            where expected.PublicCode == code
            select new
            {
                Expected = expected,
                Agreement = agreement,
                Venture = venture.Name,
                Payer = payer.Name,
                disbursement.PublicCode,
                disbursement.Amount,
                Fund = fund
            })
            .SingleOrDefaultAsync(stop);
        if (story is null) return null;
        var lots = await db.Lots
            .Where(lot => lot.Kind == LotKind.Return && lot.DocumentId == story.Expected.Id).ToListAsync(stop);
        return new ReturnStory(
            story.Expected, story.Agreement, story.Venture, story.Payer, story.PublicCode, Money(story.Amount),
            story.Fund.Code, story.Fund.NameZh, story.Fund.NameEn, await Entries(db, story.Expected.Id, stop),
            await Reuse(db, [.. lots.Select(lot => lot.Id)], stop), lots.Count == 0 ? null : Money(lots.Sum(lot => lot.Remaining)));
    }, stop);

    private async Task<IReadOnlyList<ReturnEntry>> Entries(ReadingDb db, long id, CancellationToken stop)
    {
        var rows = await (
            from entry in db.Entries
            where entry.DocumentKind == DocumentKind.ExpectedReturn && entry.DocumentId == id
            orderby entry.RecordedAt
            select new
            {
                entry.FiscalYear,
                entry.Number,
                entry.BookingDate,
                Text = db.ErasableTexts.Where(text => text.Id == entry.TextId).Select(text => text.Text).FirstOrDefault(),
                Amount = db.Postings.Where(posting => posting.FiscalYear == entry.FiscalYear
                    && posting.Number == entry.Number && posting.Amount > 0).Sum(posting => posting.Amount),
            }).ToListAsync(stop);
        return [.. rows.Select(
            row => new ReturnEntry(new EntryReference(row.FiscalYear, row.Number), row.BookingDate, row.Text ?? "", Money(row.Amount)))];
    }

    /// <summary>Follows the lots, and those opened from them by a transfer, to the disbursements that took from them.</summary>
    private async Task<IReadOnlyList<ReuseRow>> Reuse(ReadingDb db, long[] lots, CancellationToken stop)
    {
        var ids = (await LotDescendants.Of(db, lots, stop)).ToArray();
        var uses = await (
            from use in db.LotUses
            where use.DocumentKind == DocumentKind.Disbursement && ids.Contains(use.LotId)
            group use.Used + use.Encumbered by use.DocumentId into document
            select new { Id = document.Key, Amount = document.Sum() }).Where(row => row.Amount != 0).ToListAsync(stop);
        var documents = uses.Select(row => row.Id).ToArray();
        var cases = await (
            from disbursement in db.Disbursements
            join venture in db.Ventures on disbursement.VentureId equals venture.Id
            where documents.Contains(disbursement.Id)
            orderby disbursement.Id
            select new { disbursement.Id, disbursement.PublicCode, venture.Name, disbursement.Purpose, disbursement.State })
                .ToListAsync(stop);
        return [.. cases.Select(
            row => new ReuseRow(row.PublicCode, row.Name, row.Purpose, row.State, Money(uses.Single(use => use.Id == row.Id).Amount)))];
    }

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);
}
