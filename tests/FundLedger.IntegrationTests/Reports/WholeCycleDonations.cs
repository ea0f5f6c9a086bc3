using FundLedger.Data.Writing;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Donations;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>A conditional gift that another person decided about and that was accepted; its money has not come.</summary>
internal static class WholeCycleDonations
{
    public static async Task Add(Books books, AuthorizedLedger ledger, string fund, long gift, Actor officer, Actor decider)
    {
        (await books.Write<bool>(session => Task.FromResult<Domain.Result<bool>>(AddLists(session)))).IsRefused.Should().BeFalse();
        await using var db = books.Read();
        var donor = await db.Parties.Where(party => party.DedicatedAccountId == books.AccountId && party.Name == "第二企業")
            .Select(party => party.PublicCode).FirstAsync();
        var request = new DonationRequest(
            Books.Unique("key"), donor, Money.Twd(500), [new IntendedInstalment(books.Today.PlusDays(30), 500)],
            [new IntendedDesignation(fund, BasisPoints: DonationTerms.Whole)], "校園改造")
        {
            Conditions = "命名",
        };
        var donation = (await new IntendDonation(ledger).Run(request, officer, default)).Value;
        await Step(DonationTrigger.Clear, "無對價", decider);
        await Step(DonationTrigger.Accept, null, officer);
        await AskBack(books, ledger, fund, gift, officer);

        async Task Step(DonationTrigger trigger, string? reason, Actor person) => (await new AdvanceDonation(ledger).Run(
            new DonationStepRequest(Books.Unique("key"), donation.PublicCode, trigger, null, reason), person, default))
            .Refusal.Should().BeNull();
    }

    /// <summary>A refund that nobody has approved.</summary>
    private static async Task AskBack(Books books, AuthorizedLedger ledger, string fund, long gift, Actor officer)
    {
        await using var db = books.Read();
        var code = await db.Contributions.Where(row => row.DedicatedAccountId == books.AccountId && row.Id == gift)
            .Select(row => row.PublicCode).SingleAsync();
        var lot = (await books.Lots(fund)).First(row => row.Kind == LotKind.Contribution && row.DocumentId == gift && row.Remaining > 0);
        (await new RefundContribution(ledger).Run(
            new GiftRefundRequest(Books.Unique("key"), code, lot.Id, Money.Twd(1), "letter", books.Today), officer, default))
            .Refusal.Should().BeNull();
    }

    /// <summary>A contractor, and a company that it controls.</summary>
    private static bool AddLists(WriteSession session)
    {
        session.Db.ScreeningListEntries.Add(new ScreeningListEntry
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            List = ScreeningList.Contractor,
            UnifiedBusinessNumber = "22099131",
            Name = "第三企業",
            NameKey = "第三企業",
            ValidFrom = session.Today,
            ValidTo = session.Today.PlusYears(1),
            Reference = "115-A-1",
        });
        session.Db.Affiliations.Add(new Affiliation
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            ParentNumber = "22099131",
            ParentName = "第三企業",
            SubsidiaryNumber = "04595257",
            SubsidiaryName = "第四企業",
            ValidFrom = session.Today,
            ValidTo = session.Today.PlusYears(1),
            Source = "商工登記",
        });
        return true;
    }
}
