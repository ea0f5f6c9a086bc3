using System.Globalization;
using System.Text;
using FundLedger.Domain.Screening;
using NodaTime;

namespace FundLedger.UnitTests.Screening;

public sealed class DonorScreeningTests
{
    private const string Donor = "04595257";
    private const string Other = "22099131";
    private static readonly LocalDate Today = new(2026, 7, 1);

    /// <summary>What can be the matter with a gift, with the facts of each.</summary>
    public static IReadOnlyList<(string Situation, ScreeningFacts Facts)> Situations { get; } =
    [
        ("nothing is known", Facts()),
        ("supervised", Facts(Listed(ScreeningList.Supervised))),
        ("supervised until yesterday", Facts(Listed(ScreeningList.Supervised, to: Today.PlusDays(-1)))),
        ("bidder, the tender runs", Facts(Listed(ScreeningList.Bidder, to: Today))),
        ("bidder, the tender ended yesterday", Facts(Listed(ScreeningList.Bidder, to: Today.PlusDays(-1)))),
        ("contractor, the contract runs", Facts(Listed(ScreeningList.Contractor, to: Today.PlusDays(30)))),
        ("contractor, ended a year ago to the day", Facts(Listed(ScreeningList.Contractor, to: Today.PlusMonths(-12)))),
        ("contractor, ended a year and a day ago", Facts(Listed(ScreeningList.Contractor, to: Today.PlusMonths(-12).PlusDays(-1)))),
        ("contractor from tomorrow", Facts(Listed(ScreeningList.Contractor, from: Today.PlusDays(1)))),
        ("debarred from grants", Facts(Listed(ScreeningList.Debarred, to: Today.PlusYears(1)))),
        ("entry withdrawn", Facts(Listed(ScreeningList.Bidder, withdrawn: true))),
        ("its subsidiary bids", Facts(Listed(ScreeningList.Bidder, number: Other), group: [new(Other, "子公司")])),
        ("its name is listed, without a number", Facts(Listed(ScreeningList.Bidder, number: null, name: "晨霧精密有限公司"))),
        ("its name is listed, with another number", Facts(Listed(ScreeningList.Bidder, number: Other))),
        ("conditional gift", Facts() with { Conditions = "命名權" }),
        ("gift in euros", Facts() with { ForeignCurrency = "EUR" }),
    ];

    /// <summary>The table in the decision is what the rules that books begin with say.</summary>
    [Fact]
    public void Rules_InEverySituation_ComeToWhatTheDecisionsTableSays()
    {
        var table = new StringBuilder("| the donor or the gift | outcome | by |\n|---|---|---|\n");
        foreach (var (situation, facts) in Situations)
        {
            var decision = DonorScreening.Decide(facts, ScreeningRules.Seed, Today);
            var rules = string.Join(", ", decision.Findings.Select(finding => $"{finding.RuleCode}/{finding.RuleVersion}"));
            table.Append(CultureInfo.InvariantCulture, $"| {situation} | {decision.Outcome.ToString().ToLowerInvariant()} | {rules} |\n");
        }

        var decisionText = File.ReadAllText(Path.Combine(
            SourceFolder.Root, "src/decisions/0025-who-gives-is-screened-by-dated-rules.md")).ReplaceLineEndings("\n");
        decisionText.Should().Contain(table.ToString());
    }

    [Fact]
    public void Decide_OfSeveralFindings_IsTheStrictest()
    {
        var decision = Decide(Facts(Listed(ScreeningList.Debarred, to: Today.PlusYears(1)), Listed(ScreeningList.Bidder)) with
        {
            Conditions = "命名權",
        });
        decision.Outcome.Should().Be(ScreeningOutcome.Block);
        decision.Strictest!.Kind.Should().Be(ScreeningRuleKind.TenderBidder);
        decision.Findings.Should().HaveCount(3);
        decision.Rules.Should().HaveCount(7);
    }

    [Fact]
    public void Decide_OfTheCreditedDonor_CountsAsOfTheLegalOne()
    {
        var credited = new ScreenedDonor(8, "掛名公司", Other, []);
        var facts = Facts(Listed(ScreeningList.Supervised, number: Other));
        Decide(facts with { Donors = [.. facts.Donors, credited] }).Findings.Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { PartyId = 8L, Match = ScreeningMatch.Donor, Reference = "A-1" });
    }

    [Fact]
    public void Refusal_OfWhatIsFound_NamesTheDonorTheRuleAndTheEntry()
    {
        ScreeningRefusals.Of(Decide(Facts())).Should().BeNull();
        ScreeningRefusals.Of(Decide(Facts(Listed(ScreeningList.Bidder)))).Should().Be(
            ScreeningRefusals.GiftBlocked("晨霧精密股份有限公司", ScreeningRuleKind.TenderBidder, "晨霧精密股份有限公司, A-1"));
        ScreeningRefusals.Of(Decide(Facts() with { ForeignCurrency = "EUR" })).Should().Be(
            ScreeningRefusals.GiftNeedsDecision("晨霧精密股份有限公司", ScreeningRuleKind.ForeignCurrency, "EUR"));
    }

    [Fact]
    public void Rule_WithAFurtherVersion_HoldsUntilThatBeginsAndEndsWhenItSays()
    {
        ScreeningRule[] versions =
        [
            Rule(1, ScreeningOutcome.Block, new(2020, 1, 1)), Rule(2, ScreeningOutcome.Escalate, new(2026, 8, 1), new(2026, 12, 31)),
        ];
        ScreeningRules.InForce(versions, new(2026, 7, 31)).Single().Version.Should().Be(1);
        ScreeningRules.InForce(versions, new(2026, 8, 1)).Single().Version.Should().Be(2);
        ScreeningRules.InForce(versions, new(2027, 1, 1)).Should().BeEmpty("the version in force has ended");
        ScreeningRules.InForce(versions, new(2019, 12, 31)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("晨霧精密股份有限公司", "晨霧精密有限公司", true)]
    [InlineData("Ｍｉｓｔ 精密（股）", "mist精密股", true)]
    [InlineData("台中建設有限公司", "臺中建設股份有限公司", true)]
    [InlineData("晨霧精密", "晨霧精機", false)]
    [InlineData("有限公司", "股份有限公司", false)]
    public void LookAlike_OfNamesThatDifferInWriting_IsTheSame(string one, string other, bool same) =>
        (ScreeningListEntry.LookAlike(one) == ScreeningListEntry.LookAlike(other)).Should().Be(same);

    [Fact]
    public void Group_IsThoseAboveAndEverythingTheyControl_ButNotWhoSharesASubsidiary()
    {
        Affiliation[] relations =
        [
            Controls("11111111", Donor), Controls("00000000", "11111111"), Controls("11111111", "33333333"),
            Controls(Donor, "44444444"), Controls("99999999", "44444444"), Controls("55555555", "11111111", to: Today.PlusDays(-1)),
        ];
        CompanyGroup.Of(Donor, relations, Today).Select(company => company.Number).Should()
            .Equal("00000000", "11111111", "33333333", "44444444");
        CompanyGroup.Of("44444444", relations, Today).Select(company => company.Number).Should().Contain("99999999");
        CompanyGroup.Of(null, relations, Today).Should().BeEmpty();
        CompanyGroup.Of("00000000", [Controls("00000000", Donor), Controls(Donor, "00000000")], Today).Should().ContainSingle();
    }

    [Fact]
    public void Result_KeepsWhatWasFound_AndKnowsTheSameAgain()
    {
        var decision = Decide(Facts(Listed(ScreeningList.Bidder)));
        var result = ScreeningResult.Of(new(Domain.Ledger.DocumentKind.Contribution, 5), decision, 1, 9, 3, Today, default);
        result.Should().BeEquivalentTo(new { DocumentId = 5L, Outcome = ScreeningOutcome.Block, PersonId = 3L, ScreenedOn = Today });
        result.Rules.Should().StartWith("BIDDER/1 CONDITIONAL/1");
        result.Finds(decision).Should().BeTrue();
        result.Finds(Decide(Facts())).Should().BeFalse();
    }

    [Fact]
    public void Check_OfRulesEntriesAndRelations_RefusesWhatCannotBe()
    {
        ScreeningRules.Check(ScreeningOutcome.Pass, Today, null, 0)!.Code.Should().Be(nameof(ScreeningRefusals.ScreeningRuleWithoutEffect));
        ScreeningRules.Check(ScreeningOutcome.Block, Today, null, 121)!.Code.Should()
            .Be(nameof(ScreeningRefusals.ScreeningMonthsNotPossible));
        ScreeningRules.Check(ScreeningOutcome.Block, Today, Today.PlusDays(-1), 0)!.Code.Should()
            .Be(nameof(ScreeningRefusals.ScreeningPeriodNotPossible));
        ScreeningRules.Check(ScreeningOutcome.Block, Today, Today, 12).Should().BeNull();
        Affiliation.Check(Donor, Donor, Today, null)!.Code.Should().Be(nameof(ScreeningRefusals.AffiliationWithItself));
        Affiliation.Check(Donor, "12345678", Today, null).Should().NotBeNull();
        Affiliation.Check(Donor, Other, Today, null).Should().BeNull();
    }

    [Theory]
    [InlineData("2027-06-30", true)]
    [InlineData("2031-07-01", true)]
    [InlineData("2027-06-29", false)]
    [InlineData("2031-07-02", false)]
    [InlineData(null, false)]
    public void Check_OfADebarment_AsksForOneToFiveYears(string? to, bool possible)
    {
        LocalDate? last = to is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(to).Value;
        (ScreeningListEntry.Check(ScreeningList.Debarred, Today, last) is null).Should().Be(possible);
        ScreeningListEntry.Check(ScreeningList.Debarred, Today, Today)!.Code.Should()
            .Be(nameof(ScreeningRefusals.DebarmentPeriodNotPossible));
    }

    private static ScreeningDecision Decide(ScreeningFacts facts) => DonorScreening.Decide(facts, ScreeningRules.Seed, Today);

    private static ScreeningFacts Facts(params ScreeningListEntry[] listed) => Facts(listed, []);

    private static ScreeningFacts Facts(ScreeningListEntry listed, IReadOnlyList<GroupCompany> group) => Facts([listed], group);

    private static ScreeningFacts Facts(ScreeningListEntry[] listed, IReadOnlyList<GroupCompany> group) =>
        new([new ScreenedDonor(7, "晨霧精密股份有限公司", Donor, group)], listed);

    private static ScreeningListEntry Listed(
        ScreeningList list, LocalDate? from = null, LocalDate? to = null, string? number = Donor, string name = "晨霧精密股份有限公司",
        bool withdrawn = false) => new()
        {
            Id = (long)list,
            List = list,
            UnifiedBusinessNumber = number,
            Name = name,
            NameKey = ScreeningListEntry.LookAlike(name),
            ValidFrom = from ?? new LocalDate(2024, 1, 1),
            ValidTo = to,
            Reference = "A-1",
            Withdrawn = withdrawn,
        };

    private static ScreeningRule Rule(int version, ScreeningOutcome outcome, LocalDate from, LocalDate? to = null) => new()
    {
        Code = "BIDDER",
        Version = version,
        Kind = ScreeningRuleKind.TenderBidder,
        Outcome = outcome,
        ValidFrom = from,
        ValidTo = to,
        Source = "test",
    };

    private static Affiliation Controls(string parent, string subsidiary, LocalDate? to = null) => new()
    {
        ParentNumber = parent,
        ParentName = parent,
        SubsidiaryNumber = subsidiary,
        SubsidiaryName = subsidiary,
        ValidFrom = new LocalDate(2020, 1, 1),
        ValidTo = to,
        Source = "test",
    };
}
