using FundLedger.Data.Writing;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Donations;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>A conditional gift that another person decided about and that was accepted; its money has not come.</summary>
internal static class WholeCycleDonations
{
    public static async Task Add(Books books, AuthorizedLedger ledger, string fund, Actor officer, Actor decider)
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

        async Task Step(DonationTrigger trigger, string? reason, Actor person) => (await new AdvanceDonation(ledger).Run(
            new DonationStepRequest(Books.Unique("key"), donation.PublicCode, trigger, null, reason), person, default))
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
