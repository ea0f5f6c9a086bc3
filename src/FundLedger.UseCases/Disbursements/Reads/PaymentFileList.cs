using FundLedger.Data.Engines;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Disbursements.Reads;

/// <summary>A released disbursement that stands in no payment file yet.</summary>
/// <param name="OtherDuty">The part the person who asks has played in it, when that forbids paying it.</param>
public sealed record PayableRow(
    string Code, string Venture, string Payee, string BankCode, string Account, string Fund, Money Amount, Instant ReleasedAt, Duty? OtherDuty);

public sealed record PaymentFileRow(
    string Code, Instant CreatedAt, string CreatedBy, string BankAccount, int Orders, int Confirmed, Money Sum);

public sealed record BankChoice(string Code, string Name);

public sealed class PaymentFileList(LedgerDbFactory factory, ServedAccount books)
{
    public async Task<IReadOnlyList<PayableRow>> Payable(long person, CancellationToken stop)
    {
        await using var db = factory.Create();
        var rows = await (
            from found in db.Disbursements
            join venture in db.Ventures on new { found.DedicatedAccountId, Id = found.VentureId } equals new { venture.DedicatedAccountId, venture.Id }
            join account in db.PayeeBankAccounts on new { found.DedicatedAccountId, Id = found.PayeeBankAccountId } equals new { account.DedicatedAccountId, account.Id }
            join fund in db.Funds on new { found.DedicatedAccountId, Id = found.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            where found.DedicatedAccountId == books.Id && found.State == DisbursementState.Released
                && !db.PaymentOrders.Any(order => order.DedicatedAccountId == books.Id && order.DisbursementId == found.Id)
            orderby found.StateSince, found.Id
            select new
            {
                found.PublicCode,
                Venture = venture.Name,
                account.Holder,
                account.BankCode,
                account.AccountNumber,
                Fund = fund.Code,
                found.Amount,
                found.StateSince,
                Other = found.Duties.Where(duty => duty.PersonId == person && duty.Duty != Duty.Payer).Select(duty => (Duty?)duty.Duty).FirstOrDefault(),
            }).ToListAsync(stop);
        return
        [
            .. rows.Select(row => new PayableRow(
                row.PublicCode, row.Venture, row.Holder, row.BankCode, row.AccountNumber, row.Fund, Money(row.Amount), row.StateSince, row.Other)),
        ];
    }

    public async Task<PageOf<PaymentFileRow>> Files(int number, CancellationToken stop)
    {
        await using var db = factory.Create();
        var files = db.PaymentFiles.Where(file => file.DedicatedAccountId == books.Id);
        var total = await files.LongCountAsync(stop);
        var page = Paging.Within(number, Paging.DefaultSize, total);
        var rows = await (
            from file in files
            join bank in db.BankAccounts on new { file.DedicatedAccountId, Id = file.BankAccountId } equals new { bank.DedicatedAccountId, bank.Id }
            join person in db.People on file.CreatedBy equals person.Id
            orderby file.Id descending
            select new
            {
                file.PublicCode,
                file.CreatedAt,
                person.DisplayName,
                Bank = bank.Name,
                Orders = db.PaymentOrders.Count(order => order.DedicatedAccountId == books.Id && order.PaymentFileId == file.Id),
                Confirmed = db.PaymentOrders.Count(order => order.DedicatedAccountId == books.Id && order.PaymentFileId == file.Id && order.Confirmed),
                Sum = db.PaymentOrders.Where(order => order.DedicatedAccountId == books.Id && order.PaymentFileId == file.Id).Sum(order => order.Amount),
            }).Skip((page - 1) * Paging.DefaultSize).Take(Paging.DefaultSize).ToListAsync(stop);
        return new PageOf<PaymentFileRow>(
            [.. rows.Select(row => new PaymentFileRow(row.PublicCode, row.CreatedAt, row.DisplayName, row.Bank, row.Orders, row.Confirmed, Money(row.Sum)))],
            page, Paging.DefaultSize, total);
    }

    public async Task<IReadOnlyList<BankChoice>> BankAccounts(CancellationToken stop)
    {
        await using var db = factory.Create();
        return await db.BankAccounts.Where(bank => bank.DedicatedAccountId == books.Id).OrderBy(bank => bank.Code)
            .Select(bank => new BankChoice(bank.Code, bank.Name)).ToListAsync(stop);
    }

    /// <summary>The file as the bank gets it; null for an unknown code.</summary>
    public async Task<byte[]?> Content(string code, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await db.PaymentFiles.Where(file => file.DedicatedAccountId == books.Id && file.PublicCode == code)
            .Select(file => file.Content).SingleOrDefaultAsync(stop);
    }

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);
}
