using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Receipts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Receipts;

/// <summary>The cashier's desk of one dedicated account: gifts come, receipts go.</summary>
internal sealed class ReceiptDesk(Books books)
{
    public Books Books => books;

    public ServedAccount Account => new(books.AccountId, "T", "測試", "Test", Currency.Twd);

    public AuthorizedLedger Ledger => new(books.Writer, Account);

    public AuthorizedReader Reader => new(books.Database.ReaderOf(books.AccountId), Ledger);

    public static string Key() => Books.Unique("receipt");

    /// <summary>A gift that the bank has; gives its code.</summary>
    public async Task<string> Gift(long dollars = 1_000, LocalDate? receivedOn = null)
    {
        var code = await Promise(dollars);
        await Receive(code, receivedOn ?? books.Today);
        return code;
    }

    public async Task<string> Promise(long dollars = 1_000, ContributionKind kind = ContributionKind.Donation)
    {
        var fund = await books.AddFund(ContributionRules.SourceOf(kind));
        return (await new BookContribution(Ledger).Run(
            new ContributionRequest(
                Key(), kind, await books.AddParty(), Money.Twd(dollars), [new ContributionPart(fund, dollars)], books.Today, "捐贈"),
            books.Officer, default)).Value.PublicCode;
    }

    public async Task<EntryReference> Receive(string code, LocalDate day) => (await books.Write<EntryReference>(async session =>
    {
        var gift = await session.Db.Contributions.Include(row => row.Shares).SingleAsync(row => row.PublicCode == code);
        var funds = await session.Funds([.. gift.Shares.Select(share => share.FundId)]);
        var posted = await session.Post(gift.Receive(funds, Money.Twd(gift.Amount), Books.Bank, day, day).Value);
        (gift.EntryFiscalYear, gift.EntryNumber) = (posted.Value.Reference.FiscalYear, posted.Value.Reference.Number);
        return posted.Value.Reference;
    })).Value;

    public Task<Result<IssuedReceipt>> Issue(
        string gift, TaxClass taxClass = TaxClass.GovernmentGift, LocalDate? date = null, string? key = null) =>
        new IssueReceipt(Ledger).Run(new ReceiptRequest(key ?? Key(), gift, taxClass, date), books.Officer, default);

    public Task<Result<IssuedReceipts>> IssueAll(ReceiptsRequest? request = null, IProgress<int>? progress = null) =>
        new IssueReceipts(Ledger).Run(request ?? new ReceiptsRequest(Key()), books.Officer, progress, default);

    public Task<Result<IssuedReceipt>> Void(string receipt, string reason = "抬頭錯誤") =>
        new VoidReceipt(Ledger).Run(new VoidRequest(Key(), receipt, reason), books.Officer, default);

    public Task<Result<string>> Reprint(string receipt) =>
        new ReprintReceipt(Ledger).Run(new ReprintRequest(Key(), receipt), books.Officer, default);

    public async Task<Receipt> Read(string code)
    {
        await using var db = books.Read();
        return await db.Receipts.SingleAsync(row => row.PublicCode == code);
    }

    /// <summary>The numbers of one series, in order.</summary>
    public async Task<long[]> Numbers(TaxClass taxClass = TaxClass.GovernmentGift, int year = 2026)
    {
        await using var db = books.Read();
        return await db.Receipts
            .Where(row => row.DedicatedAccountId == books.AccountId && row.TaxClass == taxClass && row.FiscalYear == year)
            .Select(row => row.Number).Order().ToArrayAsync();
    }

    public static Actor Of(Role role, long? party = null) =>
        new(1, "somebody") { Policies = Policies.Granted([role.Code], mayMoveMoney: true), PartyId = party };
}
