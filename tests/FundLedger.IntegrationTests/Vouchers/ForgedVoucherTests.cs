using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Checks;

namespace FundLedger.IntegrationTests.Vouchers;

/// <summary>
/// The two vouchers by which one person once moved a district's money and paid a grant. The use case refuses them; put into
/// the books past it, with lots, leaves and all, they are named.
/// </summary>
public sealed class ForgedVoucherTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Voucher_ThatMovesADistrictsMoney_PutInPastTheUseCase_IsNamed()
    {
        var books = await Database.Books.Open(fixture.Database);
        var (giver, taker) = (await books.AddFund(), await books.AddFund());
        await books.BookGift(giver, 1_000_000);
        await PutIn(books, Drafts.Transfer(giver, taker, 1_000_000, books.Today));

        (await Failures(books, "manual-vouchers")).Should().Contain(failure => failure.Contains("no approved manual voucher"))
            .And.Contain(failure => failure.Contains("moves only by documents"));
        (await Failures(books, "designation-changes")).Should().Contain(failure => failure.Contains("without a change of designation"));
    }

    [Fact]
    public async Task Voucher_ThatPaysAGrant_PutInPastTheUseCase_IsNamed()
    {
        var books = await Database.Books.Open(fixture.Database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 4_900_000);
        await books.Write(session =>
        {
            session.Db.BankAccounts.Add(new Domain.Banking.BankAccount
            {
                DedicatedAccountId = books.AccountId,
                Id = session.NewId(),
                Code = "MAIN",
                Name = "專戶",
                AccountNumber = "0000000000",
                BankCode = "0040000",
                LedgerAccount = Drafts.Bank,
            });
            return Task.FromResult<Domain.Result<bool>>(true);
        });
        await PutIn(books, new EntryDraft(
            VoucherKind.Payment, books.Today, "grant",
            [Drafts.Line(ChartOfAccounts.Grants, fund, 4_900_000), Drafts.Line(Drafts.Bank, fund, -4_900_000)]));

        (await Failures(books, "manual-vouchers")).Should().Contain(failure => failure.Contains("no approved manual voucher"))
            .And.Contain(failure => failure.Contains("moves only by documents"));
        (await Failures(books, "bank-balance")).Should().Contain(failure => failure.Contains("not what its booked statement lines say"));
    }

    /// <summary>By the write path itself, which asks only what every entry must meet.</summary>
    private static async Task PutIn(Database.Books books, EntryDraft draft)
    {
        var second = await books.AddPerson("second");
        var entry = await books.Post(
            draft with { Document = new DocumentReference(DocumentKind.ManualVoucher, 999), ApproverId = second.PersonId });
        entry.IsRefused.Should().BeFalse();
    }

    private async Task<IReadOnlyList<string>> Failures(Database.Books books, string check) =>
        (await new LedgerChecks(fixture.Database.Reporting).Run(check, books.AccountId, default)).Failures;
}
