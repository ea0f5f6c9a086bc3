using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Screening;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Donations;
using FundLedger.UseCases.Donations.Reads;

namespace FundLedger.IntegrationTests.Donations;

/// <summary>A donation from the intent to the money, and every way it ends before that.</summary>
public sealed class DonationTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Donation_Accepted_IsExpectedByInstalmentsAndMovedByTheMoney()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        var donation = (await desk.Intend(await desk.Request(DonationDesk.Mist, 1_000_001, 333_333, 333_334, 333_334))).Value;
        donation.State.Should().Be(DonationState.Screened);
        (await desk.List(desk.Officer)).Waiting.Should().Be(1);
        var accepted = (await desk.Step(donation.PublicCode, DonationTrigger.Accept, desk.Officer, key: "accept")).Value;
        accepted.References.Should().HaveCount(3).And.OnlyHaveUniqueItems();
        (await desk.Step(donation.PublicCode, DonationTrigger.Accept, desk.Officer, key: "accept")).Value.References.Should()
            .Equal(accepted.References, "the same key is the same acceptance");

        var story = (await desk.Story(donation.PublicCode))!;
        story.Contributions.Select(gift => (gift.Amount, gift.State, gift.Instalment, gift.DueOn)).Should().Equal(
            (333_333, ContributionState.Expected, 1, desk.Books.Today),
            (333_334, ContributionState.Expected, 2, desk.Books.Today.PlusMonths(1)),
            (333_334, ContributionState.Expected, 3, desk.Books.Today.PlusMonths(2)));
        foreach (var (gift, index) in story.Contributions.Select((gift, index) => (gift, index)))
        {
            await desk.Receive(gift.PublicCode);
            (await desk.Story(donation.PublicCode))!.Donation.State.Should()
                .Be(index < 2 ? DonationState.PartlyReceived : DonationState.Received);
        }

        (await desk.Story(donation.PublicCode))!.Steps.Should().HaveCount(5);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Donation_Escalated_IsAcceptedOnlyByANamedDecisionOfAnotherPerson()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        var donation = (await desk.Intend(await desk.Request() with { Conditions = "教室以公司命名" })).Value;
        donation.State.Should().Be(DonationState.Escalated);
        (await desk.Step(donation.PublicCode, DonationTrigger.Accept, desk.Officer)).Refusal!.Code.Should()
            .Be(nameof(WorkflowRefusals.StepNotPermitted));
        (await desk.Step(donation.PublicCode, DonationTrigger.Clear, desk.Officer, "熟識")).Refusal!.Code.Should()
            .Be(nameof(AuthorizationRefusals.NotPermitted));
        (await desk.List(desk.Decider, new DonationFilter(Mine: true))).Page.Rows.Should().ContainSingle();
        (await desk.Step(donation.PublicCode, DonationTrigger.Clear, desk.Decider, "命名為期一年，無對價")).Value.State.Should()
            .Be(DonationState.Screened);
        (await desk.Screening.Screen()).Changed.Should().Be(0, "what was decided about is found again");
        (await desk.Step(donation.PublicCode, DonationTrigger.Accept, desk.Officer)).Refusal.Should().BeNull();
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Donation_OfABidder_IsBlockedAndDeclined()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        await desk.Screening.List("投標中", Screening.ScreeningDesk.Mist, "晨霧精密", "115/06/01", "");
        var donation = (await desk.Intend(await desk.Request())).Value;
        donation.State.Should().Be(DonationState.Blocked);
        (await desk.Step(donation.PublicCode, DonationTrigger.Clear, desk.Decider, "例外")).Refusal!.Code.Should()
            .Be(nameof(WorkflowRefusals.StepNotPermitted));
        (await desk.Screening.Overview()).Open.Rows.Should().ContainSingle().Which.Code.Should().Be(donation.PublicCode);
        (await desk.Step(donation.PublicCode, DonationTrigger.Decline, desk.Officer, "投標期間")).Value.State.Should()
            .Be(DonationState.Declined);
        (await desk.Screening.Overview()).Open.Rows.Should().BeEmpty();
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Donation_ScreenedBeforeTheListChanged_IsNotAcceptedUntilItIsScreenedAgain()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        var donation = (await desk.Intend(await desk.Request())).Value;
        // Past the import, which screens again by itself.
        await desk.Books.Write<bool>(session =>
        {
            session.Db.ScreeningListEntries.Add(new ScreeningListEntry
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                List = ScreeningList.Debarred,
                UnifiedBusinessNumber = Screening.ScreeningDesk.Mist,
                Name = "晨霧精密",
                NameKey = "晨霧精密",
                ValidFrom = session.Today,
                ValidTo = session.Today.PlusYears(1),
                Reference = "府文",
            });
            return Task.FromResult<Domain.Result<bool>>(true);
        });
        (await desk.Step(donation.PublicCode, DonationTrigger.Accept, desk.Officer)).Refusal!.Code.Should()
            .Be(nameof(DonationRefusals.DonationScreeningOutdated));
        (await desk.Screening.Screen()).Changed.Should().Be(1);
        (await desk.Story(donation.PublicCode))!.Donation.State.Should().Be(DonationState.Escalated);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Offer_OfACompany_IsItsOwnAndShowsNotHowItIsFound()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        (await desk.Intend(await desk.Request(DonationDesk.Stream), desk.Company)).Refusal.Should()
            .Be(DonationRefusals.DonationOfAnotherDonor());
        var offered = (await desk.Intend(await desk.Request(donor: null) with { Conditions = "命名" }, desk.Company)).Value;
        var other = (await desk.Intend(await desk.Request(DonationDesk.Stream))).Value;
        (await desk.List(desk.Company)).Page.Rows.Should().ContainSingle().Which.UnderReview.Should().BeTrue();
        (await desk.List(desk.Company, new DonationFilter(DonationState.Blocked))).Page.Rows.Should()
            .ContainSingle("a filter does not tell how it was found");
        var story = (await desk.Story(offered.PublicCode, desk.Company))!;
        (story.Screenings.Count, story.Steps.Count).Should().Be((0, 0));
        (await desk.Story(other.PublicCode, desk.Company)).Should().BeNull();
        (await desk.Step(other.PublicCode, DonationTrigger.Retract, desk.Company)).Refusal.Should()
            .Be(DonationRefusals.DonationNotFound(other.PublicCode));
        (await desk.Step(offered.PublicCode, DonationTrigger.Retract, desk.Company)).Value.State.Should().Be(DonationState.Withdrawn);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Withdraw_OfTheRest_CancelsWhatHasNotCome_AndAnInstalmentIsNotCancelledByItself()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        var donation = (await desk.Intend(await desk.Request(DonationDesk.Mist, 300, 100, 200))).Value;
        (await desk.Step(donation.PublicCode, DonationTrigger.Accept, desk.Officer)).Refusal.Should().BeNull();
        var gifts = (await desk.Story(donation.PublicCode))!.Contributions;
        (await new CancelContribution(desk.Screening.Ledger).Run(
            new CancellationRequest("cancel", gifts[1].PublicCode, "來函"), desk.Officer, default)).Refusal.Should()
            .Be(DonationRefusals.InstalmentOfDonation(donation.PublicCode));
        await desk.Receive(gifts[0].PublicCode);
        (await desk.Step(donation.PublicCode, DonationTrigger.Withdraw, desk.Officer, "捐贈人來函")).Value.State.Should()
            .Be(DonationState.PartlyFulfilled);
        (await desk.Story(donation.PublicCode))!.Contributions.Select(gift => gift.State).Should()
            .Equal(ContributionState.Received, ContributionState.Cancelled);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Intend_OfWhatCannotBe_IsRefusedAndNothingIsKept()
    {
        var desk = await DonationDesk.Open(fixture.Database);
        (await desk.Intend(await desk.Request(donor: null))).Refusal.Should().Be(DonationRefusals.DonorMissing());
        (await desk.Intend(await desk.Request() with { Designations = [] })).Refusal!.Code.Should()
            .Be(nameof(DonationRefusals.DesignationMissing));
        (await desk.Intend(await desk.Request() with { Designations = [new IntendedDesignation("NONE")] })).Refusal!.Code.Should()
            .Be("UnknownFund");
        (await desk.Intend(await desk.Request() with { DryRun = true })).Value.State.Should().Be(DonationState.Screened);
        (await desk.Step("NONE", DonationTrigger.Accept, desk.Officer)).Refusal.Should().Be(DonationRefusals.DonationNotFound("NONE"));
        (await desk.List(desk.Officer)).Page.Rows.Should().BeEmpty();
    }
}
