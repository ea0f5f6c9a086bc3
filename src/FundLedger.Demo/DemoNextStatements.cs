using FundLedger.Data.Reading;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Demo;

/// <summary>
/// What the invented bank would send today: files that a person who tries the demo can import. They bring what the books
/// expect (pledges, overdue returns, payments under way) and one line that matches nothing.
/// </summary>
public sealed class DemoNextStatements(BooksReader reader, IClock clock)
{
    private const int UnplacedDollars = 33_000;

    /// <summary>One file for each account with something to tell; none on a day up to which statements are imported already.</summary>
    public async Task<IReadOnlyList<(string FileName, byte[] Content)>> Create(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(BooksTimeZone.Taipei).Date;
        var files = new List<(string FileName, byte[] Content)>();
        await using var db = reader.Open();
        foreach (var bank in DemoBank.Accounts)
        {
            var last = await (
                from statement in db.BankStatements
                join owner in db.BankAccounts on statement.BankAccountId equals owner.Id
                where owner.Code == bank.Code
                orderby statement.ToDate descending, statement.Id descending
                select statement).FirstOrDefaultAsync(stop);
            if (last is null || last.ToDate >= today) continue;
            var lines = bank == DemoBank.Main ? await Pledged(db, stop) : await Owed(db, stop);
            lines.AddRange(await UnderWay(db, bank, stop));
            if (lines.Count == 0) continue;
            if (bank == DemoBank.Main) lines.Add(new Line(UnplacedDollars, "", "不明匯款人(虛構)", "(虛構) 匯款，未附銷帳編號"));

            var entries = lines.Select((line, index) => new StatementEntry(
                today, today, line.Dollars, line.Reference, line.Counterparty, line.Description, FormattableString.Invariant(
                    $"{bank.Code[0]}{today.Year:D4}{today.Month:D2}{today.Day:D2}{index + 1:D3}"))).ToArray();
            files.Add(DemoBank.File(
                bank,
                new BankStatement(
                    bank.Number, DemoBank.Currency, last.Closing, last.Closing + entries.Sum(entry => entry.Amount), last.ToDate.PlusDays(
                        1), today, null, entries),
                LocalDatePattern.Iso.Format(today), now));
        }

        return files;
    }

    private static async Task<List<Line>> Pledged(ReadingDb db, CancellationToken stop) => (await (
        from contribution in db.Contributions
        join payer in db.Parties on contribution.PayerPartyId equals payer.Id
        where contribution.State == ContributionState.Expected
        orderby contribution.Id
        select new { contribution.Amount, contribution.PaymentReference, payer.Name, contribution.Description }).ToListAsync(stop))
        .Select(pledge => new Line(pledge.Amount, pledge.PaymentReference, pledge.Name, pledge.Description)).ToList();

    private static async Task<List<Line>> Owed(ReadingDb db, CancellationToken stop) => (await (
        from expected in db.ExpectedReturns
        join agreement in db.ReturnAgreements on expected.AgreementId equals agreement.Id
        join payer in db.Parties on agreement.PayerPartyId equals payer.Id
        where expected.State == ExpectedReturnState.Due
        orderby expected.Id
        select new { expected.Amount, expected.PaymentReference, payer.Name }).ToListAsync(stop))
        .Select(due => new Line(due.Amount ?? 0, due.PaymentReference, due.Name, "(虛構) 收益分享回流")).ToList();

    private static async Task<List<Line>> UnderWay(ReadingDb db, DemoAccount bank, CancellationToken stop) => (await (
        from order in db.PaymentOrders
        join file in db.PaymentFiles on order.PaymentFileId equals file.Id
        join owner in db.BankAccounts on file.BankAccountId equals owner.Id
        join disbursement in db.Disbursements on order.DisbursementId equals disbursement.Id
        join payee in db.Parties on disbursement.PayeePartyId equals payee.Id
        where !order.Confirmed && owner.Code == bank.Code
        orderby order.Id
        select new { order.Amount, order.PaymentReference, payee.Name, disbursement.Purpose }).ToListAsync(stop))
        .Select(payment => new Line(-payment.Amount, payment.PaymentReference, payment.Name, payment.Purpose)).ToList();

    private sealed record Line(long Dollars, string Reference, string Counterparty, string Description);
}
