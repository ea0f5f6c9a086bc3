using NodaTime;

namespace FundLedger.Domain.Screening;

/// <summary>The rules that books begin with, which of them hold on a day, and what a rule must meet.</summary>
public static class ScreeningRules
{
    /// <summary>Code of the event since which the checks ask for the screening of every gift.</summary>
    public const string InForceEvent = "GiftsAreScreened";

    public const int MostMonthsAfter = 120;

    public const int MaximumSourceLength = 500;

    private const string Gifts = "臺北市政府接受捐款相關要點（laws.taipei.gov.tw FL089763、FL099073、FL085751），本機關另有規定者從其規定";
    private const string Ethics = "公務員廉政倫理規範第2點第2款（與職務有利害關係）；";
    private const string Debarment = "中央政府各機關對民間團體及個人補（捐）助預算執行應注意事項（停止補（捐）助一年至五年）";

    /// <summary>When the rules below begin to hold: no dedicated account is older.</summary>
    private static readonly LocalDate Begin = new(2019, 1, 1);

    /// <summary>One rule of each kind, version 1. Offices change them under master data, each by a further version.</summary>
    public static IReadOnlyList<ScreeningRule> Seed { get; } =
    [
        Rule("SUPERVISED", ScreeningRuleKind.SupervisedParty, ScreeningOutcome.Block, Ethics + Gifts),
        Rule("BIDDER", ScreeningRuleKind.TenderBidder, ScreeningOutcome.Block, Ethics + Gifts),
        Rule("CONTRACTOR", ScreeningRuleKind.Contractor, ScreeningOutcome.Block, Ethics + Gifts, monthsAfter: 12),
        Rule("CONDITIONAL", ScreeningRuleKind.ConditionalGift, ScreeningOutcome.Escalate, "公益勸募條例第5條、第6條；" + Gifts),
        Rule("FOREIGN-CURRENCY", ScreeningRuleKind.ForeignCurrency, ScreeningOutcome.Escalate, "外幣於三個營業日內兌換；" + Gifts),
        Rule("DEBARRED", ScreeningRuleKind.DebarredParty, ScreeningOutcome.Escalate, Debarment),
        Rule("LOOK-ALIKE", ScreeningRuleKind.LookAlikeName, ScreeningOutcome.Escalate, "名稱相同而統一編號未登錄者，人工查明"),
    ];

    /// <summary>
    /// What holds on a day, by code: of each rule the highest version that has begun, unless it has ended. A version that begins
    /// later leaves the one before it in force until then.
    /// </summary>
    public static IReadOnlyList<ScreeningRule> InForce(IEnumerable<ScreeningRule> versions, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return
        [
            .. versions.Where(rule => rule.ValidFrom <= date).GroupBy(rule => rule.Code, StringComparer.Ordinal)
                .Select(rule => rule.MaxBy(version => version.Version)!)
                .Where(rule => !(rule.ValidTo < date)).OrderBy(rule => rule.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The list that a rule of this kind reads; null for one that reads none, or all of them.</summary>
    public static ScreeningList? ListOf(ScreeningRuleKind kind) => kind switch
    {
        ScreeningRuleKind.SupervisedParty => ScreeningList.Supervised,
        ScreeningRuleKind.TenderBidder => ScreeningList.Bidder,
        ScreeningRuleKind.Contractor => ScreeningList.Contractor,
        ScreeningRuleKind.DebarredParty => ScreeningList.Debarred,
        _ => null,
    };

    /// <summary>Refused: an outcome that lets everything pass, and a period that ends before it begins.</summary>
    public static Refusal? Check(ScreeningOutcome outcome, LocalDate from, LocalDate? to, int monthsAfter)
    {
        if (outcome == ScreeningOutcome.Pass) return ScreeningRefusals.ScreeningRuleWithoutEffect();
        if (monthsAfter is < 0 or > MostMonthsAfter) return ScreeningRefusals.ScreeningMonthsNotPossible(monthsAfter, MostMonthsAfter);
        return to < from ? ScreeningRefusals.ScreeningPeriodNotPossible(from, to.Value) : null;
    }

    private static ScreeningRule Rule(
        string code, ScreeningRuleKind kind, ScreeningOutcome outcome, string source, int monthsAfter = 0) => new()
        {
            Code = code,
            Version = 1,
            Kind = kind,
            Outcome = outcome,
            ValidFrom = Begin,
            MonthsAfter = monthsAfter,
            Source = source,
        };
}
