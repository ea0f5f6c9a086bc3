using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>One contribution of the story. All are invented, as the description states.</summary>
/// <param name="Payer">Key of the party.</param>
/// <param name="PaidOn">When the bank has the money.</param>
/// <param name="Funds">One fund, or two that share 60 to 40.</param>
/// <param name="Wan">Amount in 萬 (NT$10,000).</param>
/// <param name="Approval">The working meeting's approval; allocations only.</param>
public sealed record DemoContribution(
    string Key, ContributionKind Kind, string Payer, LocalDate PledgedOn, LocalDate PaidOn,
    IReadOnlyList<string> Funds, int Wan, string Description, string? Approval = null)
{
    /// <summary>The payer did not quote the payment reference; a person explains the bank line later.</summary>
    public bool WithoutReference { get; init; }

    /// <summary>Withdrawn before it was paid.</summary>
    public LocalDate? CancelledOn { get; init; }
}

/// <summary>A company that gives at the same time of each year.</summary>
/// <param name="Wan">Amounts in 萬 from <see cref="DemoContributions.FirstYear"/> on, 0 for none; later years repeat the last.</param>
public sealed record DemoGift(string Donor, int Month, int Day, int DaysToPay, IReadOnlyList<string> Funds, IReadOnlyList<int> Wan);

/// <summary>Who gives what when. Amounts and dates are invented; the ceilings and budgets they keep within are real.</summary>
public static class DemoContributions
{
    public const int FirstYear = 2021;

    /// <summary>The gift whose payer forgot the payment reference.</summary>
    private const string Forgotten = "gift:LATHE:4:2025";

    private static readonly DemoGift[] Gifts =
    [
        new(DemoParties.Mist, 3, 12, 9, ["DON-SHIGANG"], [120, 150, 150, 180, 200, 220]),
        new(DemoParties.Mist, 9, 20, 6, ["DON-GENERAL"], [0, 0, 80, 0, 100, 100]),
        new(DemoParties.Stream, 5, 18, 12, ["DON-HEPING"], [80, 80, 100, 100, 120, 120]),
        new(DemoParties.Stream, 11, 6, 8, ["DON-GENERAL", "DON-HEPING"], [0, 60, 60, 60, 80, 80]),
        new("CEDAR", 6, 10, 15, ["DON-GENERAL"], [200, 200, 250, 250, 300, 300]),
        new("PEAR", 8, 24, 5, ["DON-HEPING"], [50, 0, 60, 0, 70, 0]),
        new("BICYCLE", 10, 12, 10, ["DON-DAAN", "DON-WAIPU"], [100, 100, 120, 120, 150, 150]),
        new("LATHE", 4, 15, 7, ["DON-GENERAL"], [0, 300, 300, 350, 400, 500]),
        new("LANTERN", 7, 7, 14, ["DON-XINSHE"], [60, 0, 80, 0, 80, 90]),
        new("SUN", 2, 22, 11, ["DON-WAIPU"], [100, 100, 120, 120, 150, 150]),
        new("HARBOUR", 9, 3, 20, ["DON-DAAN"], [0, 150, 150, 150, 160, 160]),
        new("MUSHROOM", 3, 29, 8, ["DON-XINSHE"], [50, 50, 0, 60, 0, 70]),
        new("CLINIC", 12, 2, 16, ["DON-SHIGANG"], [0, 0, 100, 0, 100, 100]),
        new("BRICK", 11, 15, 13, ["DON-HOULI"], [0, 0, 0, 150, 150, 150]),
    ];

    private static readonly DemoContribution[] Others =
    [
        Allocation("CEN-NDC", DemoParties.Ndc, 110, 300), Allocation("CEN-NDC", DemoParties.Ndc, 111, 400),
        Allocation("CEN-NDC", DemoParties.Ndc, 112, 400), Allocation("CEN-NDC", DemoParties.Ndc, 113, 300),
        Allocation("CEN-NDC", DemoParties.Ndc, 114, 300),
        Allocation("CEN-YOUTH", DemoParties.Ndc, 110, 600), Allocation("CEN-YOUTH", DemoParties.Ndc, 111, 300),
        Allocation("CEN-YOUTH", DemoParties.Ndc, 112, 600), Allocation("CEN-YOUTH", DemoParties.Ndc, 113, 300),
        Allocation("CEN-YOUTH", DemoParties.Ndc, 114, 300),
        Allocation("CEN-SPACE", DemoParties.Ndc, 110, 500), Allocation("CEN-SPACE", DemoParties.Ndc, 112, 500),
        Allocation("CEN-SPACE", DemoParties.Ndc, 114, 500),
        Allocation("CEN-COA", DemoParties.Agriculture, 111, 300), Allocation("CEN-COA", DemoParties.Agriculture, 113, 300),
        Matching(2021, 150), Matching(2022, 200), Matching(2023, 200), Matching(2024, 200), Matching(2025, 250), Matching(2026, 250),
        Investment("BRICK", "INV-SHIGANG", new(2022, 2, 14), 250), Investment("CLINIC", "INV-DAAN", new(2022, 3, 7), 400),
        Investment(DemoParties.Mist, "INV-SHIGANG", new(2024, 5, 20), 200), Investment("CEDAR", "INV-DAAN", new(2023, 8, 14), 300),
        Investment("LATHE", "INV-GENERAL", new(2025, 10, 13), 300),
        new("withdrawn", ContributionKind.Donation, "LANTERN", new(2024, 4, 8), new(2024, 6, 3), ["DON-WAIPU"], 80, "(虛構) 指定外埔區捐贈，捐贈人撤回")
        {
            CancelledOn = new(2024, 5, 6),
        },
    ];

    /// <summary>Everything pledged up to a day.</summary>
    public static IEnumerable<DemoContribution> Until(LocalDate today) => Gifts
        .SelectMany(gift => Enumerable.Range(FirstYear, today.Year - FirstYear + 1).Select(year => OfYear(gift, year)))
        .Concat(Others)
        .Where(contribution => contribution.Wan > 0 && contribution.PledgedOn <= today);

    private static DemoContribution OfYear(DemoGift gift, int year)
    {
        var pledged = DemoTimeline.Workday(new LocalDate(year, gift.Month, gift.Day));
        var key = FormattableString.Invariant($"gift:{gift.Donor}:{gift.Month}:{year}");
        return new DemoContribution(
            key, ContributionKind.Donation, gift.Donor, pledged, DemoTimeline.Workday(pledged.PlusDays(gift.DaysToPay)), gift.Funds,
            gift.Wan[Math.Min(year - FirstYear, gift.Wan.Count - 1)], $"(虛構) {year - RepublicCalendar.YearOffset} 年度企業捐贈專戶")
        {
            WithoutReference = key == Forgotten,
        };
    }

    private static DemoContribution Allocation(string stem, string payer, int republicYear, int wan)
    {
        var approved = DemoTimeline.Workday(new LocalDate(republicYear + RepublicCalendar.YearOffset, 4, 12));
        return new DemoContribution(
            $"allocation:{stem}-{republicYear}", ContributionKind.Allocation, payer, approved, DemoTimeline.Workday(approved.PlusDays(38)),
            [$"{stem}-{republicYear}"], wan, $"(虛構) {republicYear} 年度中央補助動支", $"(虛構) 工作會議 {republicYear} 年第 1 次會議決議");
    }

    private static DemoContribution Matching(int year, int wan)
    {
        var budgeted = DemoTimeline.Workday(new LocalDate(year, 5, 3));
        return new DemoContribution(
            $"matching:{year}", ContributionKind.LocalMatching, DemoParties.City, budgeted, DemoTimeline.Workday(budgeted.PlusDays(12)),
            ["MAT-GENERAL"], wan, $"(虛構) {year - RepublicCalendar.YearOffset} 年度地方配合款");
    }

    private static DemoContribution Investment(string payer, string fund, LocalDate agreed, int wan) => new(
        $"investment:{payer}:{fund}", ContributionKind.Investment, payer, agreed, DemoTimeline.Workday(agreed.PlusDays(10)),
        [fund], wan, "(虛構) 企業投資故鄉");
}
