namespace FundLedger.Demo;

/// <param name="BudgetTenths">Budgets of fiscal years 110 to 114 in tenths of 億 (NT$10,000,000), as the table prints them
/// with one decimal; empty: no budget of its own.</param>
public sealed record DemoProgramme(
    string Code, string Ministry, string NameZh, string NameEn, string Source, int[] BudgetTenths, int? ReserveBasisPoints = null,
        long? CaseCeiling = null);

/// <summary>Until when a budget may be spent; invented, for the published table states no terms.</summary>
/// <param name="ExpiresOn">As a file has it.</param>
public sealed record DemoTerm(string Programme, int Year, string ExpiresOn, string CarryReference);

/// <summary>
/// Central programmes, exactly as published. Sources name file and line of the document collection the customer gave:
/// 003 is the article on the "accelerating regional revitalization plan", 001 the policy's slides.
/// </summary>
public static class DemoProgrammes
{
    public const string Ndc = "NDC";
    public const string Youth = "NDC-YOUTH";
    public const string Space = "NDC-SPACE";
    public const int FirstBudgetYear = 2021;

    /// <summary>Only fiscal years 110 and 111 are firm, the others 暫列 (003_284a84439bad97dd.txt:296).</summary>
    public const int LastFirmYear = 2022;
    public const long TenthOfHundredMillion = 10_000_000;

    private const string Table1 = "「加速推動地方創生計畫」表1，003_284a84439bad97dd.txt:";
    private const string Slides = "地方創生政策簡報 4-4，001_7264106a919c2982.txt:";

    /// <summary>Table 1: eleven work items, 60億 over five years, 12億 each year.</summary>
    public static IReadOnlyList<DemoProgramme> WorkItems { get; } =
    [
        Item(Ndc, "國發會", "辦理地方創生青年培力工作站、空間環境整備及相關輔導協助", "Youth workstations, space readiness and coaching", "257-261", 31, 40, 40, 40, 40),
        Item("MOI", "內政部", "地方創生城鄉風貌營造", "Town and country landscape", "263", 5, 5, 5, 5, 5),
        Item("MOE", "教育部", "發展及整備地方創生青聚點", "Youth hubs", "265", 4, 6, 5, 5, 5),
        Item("MOEA", "經濟部", "配合地方創生推動城鄉特色產業發展", "Local characteristic industry", "267", 3, 3, 3, 3, 3),
        Item("MOTC-TOURISM", "交通部", "地方創生觀光旅遊環境營造", "Tourism environment", "269-270", 2, 2, 2, 2, 2),
        Item("MOTC-TRANSIT", "交通部", "地方創生公共運輸服務升級", "Public transport upgrade", "269-272", 5, 5, 5, 5, 5),
        Item("COA", "行政院農業委員會", "地方創生農山漁村發展建設", "Rural and fishing village development", "274-277", 40, 29, 30, 30, 30),
        Item("MOHW", "衛生福利部", "地方創生長照衛福據點整備", "Long-term-care and health bases", "279", 15, 15, 15, 15, 15),
        Item("MOC", "文化部", "地方創生文化環境營造", "Cultural environment", "281", 10, 10, 10, 10, 10),
        Item("CIP", "原住民族委員會", "地方創生原民部落營造、原住民族多元產業發展", "Tribal construction and indigenous industry", "283-290", 3, 3, 3, 3, 3),
        Item("HAC", "客家委員會", "地方創生推動客庄產業發展", "Hakka village industry", "292", 2, 2, 2, 2, 2),
    ];

    /// <summary>
    /// What the NDC item pays for under a ceiling per case. Each is a programme so that its funds carry the ceiling, and
    /// has no budget row: its money is inside the NDC item's, and counting it again would break the table's sum.
    /// </summary>
    public static IReadOnlyList<DemoProgramme> Ceilings { get; } =
    [
        new(Youth, "國發會", "青年培力工作站（每處上限 300 萬元，經費含於國發會工作項目）", "Youth workstations (at most NT$3,000,000 each; budget inside the NDC item)",
            "「加速推動地方創生計畫」叁之一，003_284a84439bad97dd.txt:99-100", [], CaseCeiling: 3_000_000),
        new(Space, "國發會", "活化公有空間（每處上限 500 萬元，經費含於國發會工作項目）",
            "Public space activation (at most NT$5,000,000 each; budget inside the NDC item)",
            "「加速推動地方創生計畫」叁之二，003_284a84439bad97dd.txt:112-114", [], CaseCeiling: 5_000_000),
    ];

    /// <summary>Ten programmes of FY108 of whose total cost 10 %, about 35億, was earmarked; no amount per programme is printed.</summary>
    public static IReadOnlyList<DemoProgramme> Earmarked { get; } =
    [
        Reserve("MOEA-PARKS", "經濟部", "開發在地型產業園區", "Local-type industrial parks", "679"),
        Reserve("MOTC-HIGHWAY", "交通部", "公路公共運輸多元推升計畫", "Highway public transport", "680"),
        Reserve("MOC-CIRCLE", "文化部", "文化生活圈建設計畫", "Cultural living circles", "681"),
        Reserve("COA-RURAL", "農委會", "農村再生第二期", "Rural rejuvenation, phase 2", "682"),
        Reserve("COA-FISHERY", "農委會", "漁業多元化經營建設計畫", "Fishery diversification", "682"),
        Reserve("MOEA-WATER", "經濟部", "全國水環境改善計畫", "National water environment", "684"),
        Reserve("MOE-SPORT", "教育部", "營造休閒運動環境計畫", "Leisure and sport environment", "685"),
        Reserve("MOHW-CARE", "衛福部", "整建長照衛福據點計畫", "Long-term-care and health bases", "686"),
        Reserve("MOHW-CHILD", "衛福部", "建構0-2歲兒童社區公共托育", "Community public childcare, ages 0 to 2", "686"),
        Reserve("MOI-TOWN", "內政部", "城鎮之心工程計畫", "Heart of town", "687"),
    ];

    public static IReadOnlyList<DemoTerm> Terms { get; } =
    [
        new("COA", 2024, "2025-12-31", "(虛構) 113 年度保留核准"),
        new(Ndc, 2025, "2026-12-31", "(虛構) 114 年度保留核准"),
    ];

    public static IEnumerable<DemoProgramme> All => WorkItems.Concat(Ceilings).Concat(Earmarked);

    private static DemoProgramme Item(string code, string ministry, string zh, string en, string lines, params int[] budgetTenths) =>
        new(code, ministry, zh, en, Table1 + lines, budgetTenths);

    private static DemoProgramme Reserve(string code, string ministry, string zh, string en, string line) =>
        new($"FY108-{code}", ministry, zh, en, $"{Slides}{line}、689-690", [], ReserveBasisPoints: 1000);
}
