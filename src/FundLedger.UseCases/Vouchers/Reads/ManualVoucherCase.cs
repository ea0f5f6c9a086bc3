using FundLedger.Data;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Workflow.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Vouchers.Reads;

/// <summary>A line as shown; debit positive.</summary>
public sealed record VoucherCaseLine(
    int Line, string Account, string AccountZh, string AccountEn, string Fund, string FundZh, string FundEn, Money Amount,
    string? Party, string? Venture, long? Lot);

/// <summary>Another voucher of the same preparer on the same account and fund, within a few days: perhaps a part of one.</summary>
public sealed record RelatedVoucher(string Code, LocalDate BookingDate, string Description, ManualVoucherState State, Money Amount);

/// <summary>Everything that belongs to one manual voucher, for the person who has to decide on it.</summary>
/// <param name="Lines">A page of them: an opening has thousands.</param>
public sealed record ManualVoucherStory(
    ManualVoucher Voucher, Money Amount, string Preparer, PageOf<VoucherCaseLine> Lines, IReadOnlyList<StepTaken> Steps,
    IReadOnlyList<RelatedVoucher> Related)
{
    /// <summary>What this voucher and those beside it come to, without those that ended otherwise.</summary>
    public Money Together => Related.Where(other => other.State is ManualVoucherState.Submitted or ManualVoucherState.Posted)
        .Aggregate(Amount, (sum, other) => sum + other.Amount);
}

/// <summary>Reads one manual voucher.</summary>
public sealed class ManualVoucherCase(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Lines on a page.</summary>
    public const int LinesShown = 200;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeJournal;

    /// <summary>Null for an unknown code.</summary>
    /// <param name="number">Which page of the lines, counted from 1.</param>
    public Task<Result<ManualVoucherStory?>> Read(Actor actor, string code, int number, CancellationToken stop) =>
        reader.Read<ManualVoucherStory?>(Policy, actor, async db =>
        {
            var voucher = await db.ManualVouchers.SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            if (voucher is null) return null;
            voucher.Remember(await db.HistoryOf(voucher).Read(stop));
            var preparer = await db.People.Where(person => person.Id == voucher.PreparedBy).Select(person => person.DisplayName)
                .SingleAsync(stop);
            return new ManualVoucherStory(
                voucher, Amount(voucher.Amount), preparer, await Lines(db, voucher, number, stop), await StepsTaken.Read(db, voucher, stop),
                await Related(db, voucher, stop));
        }, stop);

    private async Task<PageOf<VoucherCaseLine>> Lines(ReadingDb db, ManualVoucher voucher, int number, CancellationToken stop)
    {
        var total = await db.Set<ManualVoucherLine>().LongCountAsync(line => line.VoucherId == voucher.Id, stop);
        var page = Paging.Within(number, LinesShown, total);
        var rows = await (
            from line in db.Set<ManualVoucherLine>()
            join account in db.LedgerAccounts on line.Account equals account.Code
            join fund in db.Funds on line.Fund equals fund.Code
            where line.VoucherId == voucher.Id
            orderby line.Line
            select new
            {
                line,
                account,
                fund,
                Party = db.Parties.Where(party => party.Id == line.PartyId).Select(party => party.Name).FirstOrDefault(),
                Venture = db.Ventures.Where(venture => venture.Id == line.VentureId).Select(venture => venture.Name).FirstOrDefault(),
            }).Skip((page - 1) * LinesShown).Take(LinesShown).ToListAsync(stop);
        return new PageOf<VoucherCaseLine>(
            [
                .. rows.Select(row => new VoucherCaseLine(
                    row.line.Line, row.account.Code, row.account.NameZh, row.account.NameEn, row.fund.Code, row.fund.NameZh,
                    row.fund.NameEn, Amount(row.line.Amount), row.Party, row.Venture, row.line.LotId)),
            ],
            page, LinesShown, total);
    }

    private async Task<IReadOnlyList<RelatedVoucher>> Related(ReadingDb db, ManualVoucher voucher, CancellationToken stop)
    {
        var (first, last) = (
            voucher.PreparedOn.PlusDays(-ManualVoucherRules.DaysTogether), voucher.PreparedOn.PlusDays(ManualVoucherRules.DaysTogether));
        var own = db.Set<ManualVoucherLine>().Where(line => line.VoucherId == voucher.Id);
        var others = await db.ManualVouchers
            .Where(other => other.Id != voucher.Id && other.PreparedBy == voucher.PreparedBy
                && other.PreparedOn >= first && other.PreparedOn <= last
                && db.Set<ManualVoucherLine>().Any(line => line.VoucherId == other.Id
                    && own.Any(mine => mine.Account == line.Account && mine.Fund == line.Fund)))
            .OrderBy(other => other.Id).ToListAsync(stop);
        return
        [
            .. others.Select(other => new RelatedVoucher(
                other.PublicCode, other.BookingDate, other.Description, other.State, Amount(other.Amount))),
        ];
    }

    private Money Amount(long minorUnits) => new(minorUnits, books.Currency);
}
