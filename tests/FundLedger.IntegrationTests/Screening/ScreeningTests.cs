using FundLedger.Domain.Screening;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;

namespace FundLedger.IntegrationTests.Screening;

/// <summary>Gifts are screened where they are booked, and again when rules, lists or groups change.</summary>
public sealed class ScreeningTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const string Mist = "晨霧精密股份有限公司";

    [Fact]
    public async Task Gift_OfANormalDonor_IsBookedWithItsScreening()
    {
        var desk = await ScreeningDesk.Open(fixture.Database);
        var gift = (await desk.Give(Mist)).Value;
        var result = (await desk.Results(gift.PublicCode)).Should().ContainSingle().Which;
        (result.Outcome, result.Findings.Count, result.PersonId).Should().Be((ScreeningOutcome.Pass, 0, desk.Books.Officer.PersonId));
        result.Rules.Split(' ').Should().HaveCount(ScreeningRules.Seed.Count);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Gift_OfWhoIsListed_IsRefusedAndNothingIsKept()
    {
        var desk = await ScreeningDesk.Open(fixture.Database);
        await desk.List("投標中", ScreeningDesk.Mist, "晨霧精密", "115/06/01", "115/07/31");
        await desk.List("停止補助", ScreeningDesk.Stream, "溪畔食品", "115/01/01", "116/12/31", "115-B-2");
        (await desk.Give(Mist)).Refusal.Should().Be(
            ScreeningRefusals.GiftBlocked(Mist, ScreeningRuleKind.TenderBidder, "晨霧精密, 115-A-1"));
        (await desk.Give("溪畔食品有限公司")).Refusal.Should().Be(
            ScreeningRefusals.GiftNeedsDecision("溪畔食品有限公司", ScreeningRuleKind.DebarredParty, "溪畔食品, 115-B-2"));
        (await desk.Screen()).Should().Be(new UseCases.Screening.ScreenedGifts(0, 0));
        (await desk.Give("林小姐")).Refusal.Should().BeNull();
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Gift_OfABiddersParent_IsFoundByTheGroup()
    {
        var desk = await ScreeningDesk.Open(fixture.Database);
        await desk.Master.Enter(
            "affiliation", "parent_number|parent_name|subsidiary_number|subsidiary_name|valid_from|source",
            $"{ScreeningDesk.Parent}|杉林控股|22099131|杉林營造|110/01/01|商工登記");
        await desk.List("投標中", "22099131", "杉林營造股份有限公司", "115/06/01", "");
        (await desk.Give("杉林控股股份有限公司")).Refusal.Should().Be(ScreeningRefusals.GiftBlocked(
            "杉林控股股份有限公司", ScreeningRuleKind.TenderBidder, "杉林營造股份有限公司, 115-A-1"));
    }

    [Fact]
    public async Task List_ImportedAfterAPromise_ScreensItAgainAndTheNextNightFindsNothingNew()
    {
        var desk = await ScreeningDesk.Open(fixture.Database);
        var gift = (await desk.Give(Mist)).Value;
        await desk.List("履約廠商", ScreeningDesk.Mist, Mist, "115/01/01", "115/06/30");
        var results = await desk.Results(gift.PublicCode);
        results.Select(result => result.Outcome).Should().Equal(ScreeningOutcome.Pass, ScreeningOutcome.Block);
        var open = (await desk.Overview()).Open.Rows.Should().ContainSingle().Which;
        (open.Code, open.Outcome, open.Findings.Single().Reference).Should().Be((gift.PublicCode, ScreeningOutcome.Block, "115-A-1"));
        (await desk.Screen()).Should().Be(new UseCases.Screening.ScreenedGifts(1, 0));

        await desk.Master.Enter(
            "screening-list", "list|unified_business_number|name|valid_from|reference|withdrawn",
            $"履約廠商|{ScreeningDesk.Mist}|{Mist}|115/01/01|115-A-1|是");
        (await desk.Overview()).Open.Rows.Should().BeEmpty();
        (await desk.Results(gift.PublicCode)).Should().HaveCount(3);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Rule_ChangedByAFurtherVersion_IsAskedFromItsDayOn()
    {
        var desk = await ScreeningDesk.Open(fixture.Database);
        await desk.List("投標中", ScreeningDesk.Mist, Mist, "115/06/01", "");
        var report = await desk.Master.Enter("screening-rule", "code|outcome|source", "BIDDER|須經決定|本市接受捐贈要點");
        report.Changed.Should().Be(1);
        (await desk.Give(Mist)).Refusal!.Code.Should().Be(nameof(ScreeningRefusals.GiftNeedsDecision));
        (await desk.Overview()).Rules.Single(rule => rule.Code == "BIDDER").Version.Should().Be(2);
        await desk.Master.Enter("screening-rule", "code|valid_to", "BIDDER|115/06/30");
        (await desk.Give(Mist)).Refusal.Should().BeNull("the rule has ended");
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("screening-list", "list|name|valid_from|valid_to|reference", "投標中|甲|115/06/01|115/05/31|A", "valid_to",
        nameof(ScreeningRefusals.ScreeningPeriodNotPossible))]
    [InlineData("screening-list", "list|name|valid_from|valid_to|reference", "停止補助|甲|115/06/01|115/08/31|A", "valid_to",
        nameof(ScreeningRefusals.DebarmentPeriodNotPossible))]
    [InlineData("screening-rule", "code|kind|outcome|valid_from|months_after|source", "A|投標中|block|115/01/01|121|要點", "months_after",
        nameof(ScreeningRefusals.ScreeningMonthsNotPossible))]
    [InlineData("affiliation", "parent_number|parent_name|subsidiary_number|subsidiary_name|valid_from|source",
        "04595257|甲|04595257|甲|115/01/01|登記", "subsidiary_number", nameof(ScreeningRefusals.AffiliationWithItself))]
    public async Task Row_ThatCannotBe_IsRefusedAtItsCell(string kind, string header, string line, string column, string code)
    {
        var desk = await ScreeningDesk.Open(fixture.Database);
        (await desk.Master.Refused(kind, header, line)).Should().Be((column, code));
    }

    [Fact]
    public async Task Run_ByWhoMayNot_IsRefused()
    {
        var desk = await ScreeningDesk.Open(fixture.Database);
        var auditor = desk.Master.WithRole(Domain.People.Role.Auditor);
        (await new UseCases.Screening.RunScreening(desk.Ledger).Run("run", auditor, default)).Refusal!.Code.Should()
            .Be(nameof(AuthorizationRefusals.NotPermitted));
    }
}
