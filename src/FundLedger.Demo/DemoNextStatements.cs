using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Returns;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Demo;

/// <summary>
/// What the invented bank would send today: files that somebody who tries the demo can import. They bring what the books
/// expect (pledges, overdue returns, payments under way) and one line that nobody can place.
/// </summary>
public sealed class DemoNextStatements(LedgerDbFactory factory, IClock clock)
{
    private const int UnplacedDollars = 33_000;

    /// <summary>One file for each account with something to tell; none on a day up to which statements are imported already.</summary>
    public async Task<IReadOnlyList<(string FileName, byte[] Content)>> Create(long account, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(BooksTimeZone.Taipei).Date;
        var files = new List<(string FileName, byte[] Content)>();
        await using var db = factory.Create();
        foreach (var bank in DemoBank.Accounts)
        {
            var last = await (
                from statement in db.BankStatements.AsNoTracking()
                join owner in db.BankAccounts on new { statement.DedicatedAccountId, Id = statement.BankAccountId } equals new { owner.DedicatedAccountId, owner.Id }
                where owner.DedicatedAccountId == account && owner.Code == bank.Code
                orderby statement.ToDate descending, statement.Id descending
                select statement).FirstOrDefaultAsync(stop);
            if (last is null || last.ToDate >= today) continue;
            var lines = bank == DemoBank.Main ? await Pledged(db, account, stop) : await Owed(db, account, stop);
            lines.AddRange(await UnderWay(db, account, bank, stop));
            if (lines.Count == 0) continue;
            if (bank == DemoBank.Main) lines.Add(new Line(UnplacedDollars, "", "不明匯款人(虛構)", "(虛構) 匯款，未附銷帳編號"));

            var entries = lines.Select((line, index) => new StatementEntry(
                today, today, line.Dollars, line.Reference, line.Counterparty, line.Description, FormattableString.Invariant($"{bank.Code[0]}{today.Year:D4}{today.Month:D2}{today.Day:D2}{index + 1:D3}"))).ToArray();
            files.Add(DemoBank.File(
                bank,
                new BankStatement(
                    bank.Number, DemoBank.Currency, last.Closing, last.Closing + entries.Sum(entry => entry.Amount), last.ToDate.PlusDays(1), today, null, entries),
                LocalDatePattern.Iso.Format(today), now));
        }

        return files;
    }

    private static async Task<List<Line>> Pledged(LedgerDb db, long account, CancellationToken stop) => (await (
        from contribution in db.Contributions
        join payer in db.Parties on new { contribution.DedicatedAccountId, Id = contribution.PayerPartyId } equals new { payer.DedicatedAccountId, payer.Id }
        where contribution.DedicatedAccountId == account && contribution.State == ContributionState.Expected
        orderby contribution.Id
        select new { contribution.Amount, contribution.PaymentReference, payer.Name, contribution.Description }).ToListAsync(stop))
        .Select(found => new Line(found.Amount, found.PaymentReference, found.Name, found.Description)).ToList();

    private static async Task<List<Line>> Owed(LedgerDb db, long account, CancellationToken stop) => (await (
        from expected in db.ExpectedReturns
        join agreement in db.ReturnAgreements on new { expected.DedicatedAccountId, Id = expected.AgreementId } equals new { agreement.DedicatedAccountId, agreement.Id }
        join payer in db.Parties on new { agreement.DedicatedAccountId, Id = agreement.PayerPartyId } equals new { payer.DedicatedAccountId, payer.Id }
        where expected.DedicatedAccountId == account && expected.State == ExpectedReturnState.Due
        orderby expected.Id
        select new { expected.Amount, expected.PaymentReference, payer.Name }).ToListAsync(stop))
        .Select(found => new Line(found.Amount ?? 0, found.PaymentReference, found.Name, "(虛構) 收益分享回流")).ToList();

    private static async Task<List<Line>> UnderWay(LedgerDb db, long account, DemoAccount bank, CancellationToken stop) => (await (
        from order in db.PaymentOrders
        join file in db.PaymentFiles on new { order.DedicatedAccountId, Id = order.PaymentFileId } equals new { file.DedicatedAccountId, file.Id }
        join owner in db.BankAccounts on new { file.DedicatedAccountId, Id = file.BankAccountId } equals new { owner.DedicatedAccountId, owner.Id }
        join disbursement in db.Disbursements on new { order.DedicatedAccountId, Id = order.DisbursementId } equals new { disbursement.DedicatedAccountId, disbursement.Id }
        join payee in db.Parties on new { disbursement.DedicatedAccountId, Id = disbursement.PayeePartyId } equals new { payee.DedicatedAccountId, payee.Id }
        where order.DedicatedAccountId == account && !order.Confirmed && owner.Code == bank.Code
        orderby order.Id
        select new { order.Amount, order.PaymentReference, payee.Name, disbursement.Purpose }).ToListAsync(stop))
        .Select(found => new Line(-found.Amount, found.PaymentReference, found.Name, found.Purpose)).ToList();

    private sealed record Line(long Dollars, string Reference, string Counterparty, string Description);
}
