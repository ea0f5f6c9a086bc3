using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Funds.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Vouchers.Reads;

/// <summary>An opening that waits for approval or is booked.</summary>
public sealed record EarlierOpening(string Code, ManualVoucherState State, LocalDate BookingDate, string Description, Money Amount);

/// <summary>What a file of opening balances would be.</summary>
/// <param name="Accounts">The chart, by code.</param>
/// <param name="FundNames">Of the funds that exist, by code.</param>
/// <param name="Earlier">Openings there are already: this one would be a further one.</param>
public sealed record PreviewedOpening(
    OpeningTable Table, IReadOnlyDictionary<string, LedgerAccount> Accounts, IReadOnlyDictionary<string, FundChoice> FundNames,
    IReadOnlyList<EarlierOpening> Earlier);

/// <summary>Shows what the rows of a file mean, before anything is prepared.</summary>
public sealed class OpeningPreview(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PrepareManualVoucher;

    public Task<Result<PreviewedOpening>> Read(Actor actor, IReadOnlyList<OpeningRow> rows, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var names = await OpeningNamesInBooks.Read(db, rows, stop);
            var funds = await FundChoice.Read(db, stop);
            var earlier = await db.ManualVouchers
                .Where(voucher => voucher.Purpose == ManualVoucherPurpose.Opening
                    && (voucher.State == ManualVoucherState.Submitted || voucher.State == ManualVoucherState.Posted))
                .OrderBy(voucher => voucher.Id).ToListAsync(stop);
            return new PreviewedOpening(
                OpeningTable.Of(rows, names, books.Currency), names.Accounts, funds.ToDictionary(fund => fund.Code),
                [
                    .. earlier.Select(voucher => new EarlierOpening(
                        voucher.PublicCode, voucher.State, voucher.BookingDate, voucher.Description,
                        new Money(voucher.Amount, books.Currency))),
                ]);
        }, stop);
}
