using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Contributions that are paid to a virtual account of their own.</summary>
public sealed class VirtualAccountMatchTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Contributions_UnderAProfile_GetOneNumberEachAfterAnother()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        (await desk.Promise(fund, 100)).VirtualAccountNumber.Should().BeNull("the bank has given no enterprise code yet");
        await AddProfile(desk, "92345", 8);
        (await desk.Promise(fund, 100)).VirtualAccountNumber.Should().Be("92345000000016");
        (await desk.Promise(fund, 100)).VirtualAccountNumber.Should().Be("92345000000023");
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.Promise(fund, 100))));
        many.Select(gift => gift.VirtualAccountNumber).Distinct().Should().HaveCount(8);
        await desk.Verify();
    }

    [Fact]
    public async Task Numbers_AreGivenOnlyWhileTheProfileIsInForce_AndUntilTheyAreUsedUp()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        await AddProfile(desk, "81111", 8, desk.Books.Today.PlusDays(-9), desk.Books.Today.PlusDays(-1));
        await AddProfile(desk, "82222", 8, desk.Books.Today.PlusDays(1));
        (await desk.Promise(fund, 100)).VirtualAccountNumber.Should().BeNull();
        await AddProfile(desk, "8333", 3, desk.Books.Today);
        (await desk.Promise(fund, 100)).VirtualAccountNumber.Should().StartWith("8333001");
        await desk.Books.Write<bool>(async session =>
        {
            var profile = await session.Db.VirtualAccountProfiles.SingleAsync(row => row.EnterpriseCode == "8333");
            session.Db.Contributions.Add(new Contribution
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                Kind = ContributionKind.Donation,
                PayerPartyId = await session.Db.Parties.Select(party => party.Id).FirstAsync(),
                Amount = 1,
                PledgedOn = session.Today,
                PaymentReference = "x",
                Description = "last",
                VirtualAccountNumber = profile.Number(999),
            });
            return true;
        });
        var after = await desk.Promise(fund, 100);
        after.VirtualAccountNumber.Should().BeNull("999 was the last");
        after.PaymentReference.Should().StartWith("RF", "there is always the reference");
    }

    [Fact]
    public async Task Line_PaidToTheNumber_IsMatchedLikeTheReference()
    {
        var desk = await BankDesk.Open(fixture.Database);
        await AddProfile(desk, "92345", 8);
        var fund = await desk.Books.AddFund();
        var (first, second, third) = (await desk.Promise(fund, 700), await desk.Promise(fund, 800), await desk.Promise(fund, 900));
        await desk.Import(
            0, desk.Moved(700, first.VirtualAccountNumber!, "in the reference"),
            desk.Moved(800, "", $"轉入 {second.VirtualAccountNumber} 捐款"),
            desk.Moved(900, third.PaymentReference, $"both {third.VirtualAccountNumber}"));
        (await desk.Match()).Should().Be(new MatchRun(Matched: 3, Unidentified: 0, Waiting: 0));
        (await desk.Line("in the reference")).MatchReason.Should().Be(MatchReason.ExactNumber(first.VirtualAccountNumber!));
        (await desk.Line($"both {third.VirtualAccountNumber}")).MatchReason.Should().StartWith("[\"ExactReference\"");
        (await desk.Books.Available(fund)).Should().Be(2_400);
        await desk.Verify();
    }

    [Fact]
    public async Task Line_WithANumberOfNobodyOrOfAnother_GoesToTheSuspenseFund()
    {
        var desk = await BankDesk.Open(fixture.Database);
        await AddProfile(desk, "92345", 8);
        var fund = await desk.Books.AddFund();
        var (first, second) = (await desk.Promise(fund, 700), await desk.Promise(fund, 700));
        await desk.Import(
            0, desk.Moved(700, "92345999999995", "nobody"), desk.Moved(700, "92345000000017", "wrong digit"),
            desk.Moved(700, first.PaymentReference, $"two {second.VirtualAccountNumber}"),
            desk.Moved(701, second.VirtualAccountNumber!, "too much"));
        (await desk.Match()).Should().Be(new MatchRun(Matched: 0, Unidentified: 4, Waiting: 0));
        (await Why(desk, "nobody")).Should().Be(BankingRefusals.ReferenceUnknown("92345999999995"));
        (await Why(desk, "wrong digit")).Should().Be(BankingRefusals.NoReferenceOnLine());
        (await Why(desk, $"two {second.VirtualAccountNumber}")).Code.Should().Be(nameof(BankingRefusals.SeveralReferencesOnLine));
        (await Why(desk, "too much")).Should().Be(ContributionRefusals.ReceiptAmountDiffers(Money.Twd(701), Money.Twd(700)));
    }

    [Fact]
    public async Task Letter_SaysWhereToPay_AndTheNumbersOwnBankAccount()
    {
        var desk = await BankDesk.Open(fixture.Database);
        await desk.AddSecondBank();
        var fund = await desk.Books.AddFund();
        var without = await desk.Promise(fund, 100);
        await AddProfile(desk, "92345", 8, bank: BankDesk.SecondBank);
        var gift = await desk.Promise(fund, 100);
        var letters = new PaymentLetters(desk.Reader);
        (await letters.Read(desk.Books.Officer, without.PublicCode, default)).Value!.Bank!.Code.Should().Be(BankDesk.Bank);
        (await letters.Read(desk.Books.Officer, gift.PublicCode, default)).Value!.Bank!.Code.Should().Be(BankDesk.SecondBank);
        (await letters.Read(desk.Books.Officer, "NOWHERE", default)).Value.Should().BeNull();
    }

    private static async Task AddProfile(
        BankDesk desk, string enterpriseCode, int digits, LocalDate? from = null, LocalDate? to = null, string bank = BankDesk.Bank) =>
        await desk.Books.Write<bool>(async session =>
        {
            session.Db.VirtualAccountProfiles.Add(new VirtualAccountProfile
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Code = enterpriseCode,
                BankAccountId = await session.Db.BankAccounts.Where(account => account.Code == bank).Select(account => account.Id)
                    .SingleAsync(),
                EnterpriseCode = enterpriseCode,
                SerialDigits = digits,
                Weights = "371",
                Modulus = 10,
                ValidFrom = from ?? session.Today,
                ValidTo = to,
            });
            return true;
        });

    private static async Task<Refusal> Why(BankDesk desk, string description)
    {
        var (code, arguments) = MatchReason.Read((await desk.Line(description)).MatchReason!);
        return new Refusal(code, [.. arguments]);
    }
}
