using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Disbursements.Reads;

/// <summary>A released disbursement that is in no payment file, or only in one that the bank has given back.</summary>
/// <param name="OtherDuty">The part the person who asks has played in it, when that forbids paying it.</param>
public sealed record PayableRow(
    string Code, string Venture, string Payee, string BankCode, string Account, string Fund, string FundZh, string FundEn,
    Money Amount, Instant ReleasedAt, Duty? OtherDuty);

public sealed record PaymentFileRow(
    string Code, Instant CreatedAt, string CreatedBy, string BankAccount, int Orders, int Confirmed, int GivenBack, Money Sum);

public sealed record BankChoice(string Code, string Name);

public sealed class PaymentFileList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PayDisbursement;

    public Task<Result<IReadOnlyList<PayableRow>>> Payable(
        Actor actor, CancellationToken stop) => reader.Read<IReadOnlyList<PayableRow>>(Policy, actor, async db =>
    {
        var table = DisbursementWorkflow.Table;
        var payable = table.Those(row => table.Find(row.State, DisbursementTrigger.ConfirmPayment) is not null);
        var rows = await (
            from disbursement in db.Disbursements
            join venture in db.Ventures on disbursement.VentureId equals venture.Id
            join account in db.PayeeBankAccounts on disbursement.PayeeBankAccountId equals account.Id
            join fund in db.Funds on disbursement.FundId equals fund.Id
            where payable.Contains(disbursement.State)
                && !db.PaymentOrders.Any(order => order.DisbursementId == disbursement.Id && order.GivenBack == null)
            orderby disbursement.StateSince, disbursement.Id
            select new
            {
                disbursement.PublicCode,
                Venture = venture.Name,
                account.Holder,
                account.BankCode,
                account.AccountNumber,
                Fund = fund.Code,
                FundZh = fund.NameZh,
                FundEn = fund.NameEn,
                disbursement.Amount,
                disbursement.StateSince,
                Other = db.WorkflowDuties.Where(duty => duty.DocumentKind == DocumentKind.Disbursement
                        && duty.DocumentId == disbursement.Id && duty.PersonId == actor.PersonId && duty.Duty != Duty.Payer)
                    .Select(duty => (Duty?)duty.Duty).FirstOrDefault(),
            }).ToListAsync(stop);
        return
        [
            .. rows.Select(row => new PayableRow(
                row.PublicCode, row.Venture, row.Holder, row.BankCode, row.AccountNumber, row.Fund, row.FundZh, row.FundEn,
                Money(row.Amount), row.StateSince, row.Other)),
        ];
    }, stop);

    public Task<Result<PageOf<PaymentFileRow>>> Files(
        Actor actor, int number, CancellationToken stop) => reader.Read<PageOf<PaymentFileRow>>(Policy, actor, async db =>
    {
        var files = db.PaymentFiles;
        var total = await files.LongCountAsync(stop);
        var page = Paging.Within(number, Paging.DefaultSize, total);
        var rows = await (
            from file in files
            join bank in db.BankAccounts on file.BankAccountId equals bank.Id
            join person in db.People on file.CreatedBy equals person.Id
            orderby file.Id descending
            select new
            {
                file.PublicCode,
                file.CreatedAt,
                person.DisplayName,
                Bank = bank.Name,
                Orders = db.PaymentOrders.Count(order => order.PaymentFileId == file.Id),
                Confirmed = db.PaymentOrders.Count(order => order.PaymentFileId == file.Id && order.Confirmed),
                GivenBack = db.PaymentOrders.Count(order => order.PaymentFileId == file.Id && order.GivenBack != null),
                Sum = db.PaymentOrders.Where(order => order.PaymentFileId == file.Id).Sum(order => order.Amount),
            }).Skip((page - 1) * Paging.DefaultSize).Take(Paging.DefaultSize).ToListAsync(stop);
        return new PageOf<PaymentFileRow>(
            [.. rows.Select(row =>
                new PaymentFileRow(
                    row.PublicCode, row.CreatedAt, row.DisplayName, row.Bank, row.Orders, row.Confirmed, row.GivenBack, Money(row.Sum)))],
            page, Paging.DefaultSize, total);
    }, stop);

    public Task<Result<IReadOnlyList<BankChoice>>> BankAccounts(
        Actor actor, CancellationToken stop) => reader.Read<IReadOnlyList<BankChoice>>(Policy, actor, async db =>
    {
        return await db.BankAccounts.OrderBy(bank => bank.Code)
            .Select(bank => new BankChoice(bank.Code, bank.Name)).ToListAsync(stop);
    }, stop);

    /// <summary>The file as the bank gets it; null for an unknown code.</summary>
    public Task<Result<byte[]?>> Content(
        Actor actor, string code, CancellationToken stop) => reader.Read<byte[]?>(Policy, actor, async db =>
    {
        return await db.PaymentFiles.Where(file => file.PublicCode == code)
            .Select(file => file.Content).SingleOrDefaultAsync(stop);
    }, stop);

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);
}
