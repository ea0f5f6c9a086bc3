using FundLedger.Domain.Disbursements;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Demo;

/// <summary>How far a disbursement comes.</summary>
public enum DemoFate
{
    Drafted,
    Submitted,
    Certified,
    Encumbered,
    Released,

    /// <summary>In a payment file; the bank has not confirmed it.</summary>
    InTransit,
    Paid,

    /// <summary>Paid, and given back by the bank: the payer has to decide.</summary>
    PaymentReturned,
    Returned,
    Rejected,

    /// <summary>Cancelled after the money was set aside: the encumbrance is freed.</summary>
    Cancelled,
}

/// <summary>How a venture keeps its return agreement.</summary>
public enum DemoConduct
{
    Punctual,

    /// <summary>Has not reported the newest period.</summary>
    Unreported,

    /// <summary>Has reported the newest period and not paid when due.</summary>
    Unpaid,
}

/// <param name="RevenueWan">Revenue of the first quarter in 萬; it grows a little each quarter.</param>
public sealed record DemoAgreement(
    int ShareBasisPoints, LocalDate StartsOn, LocalDate EndsOn, string ReturnFund, int RevenueWan, DemoConduct Conduct);

/// <summary>One disbursement of the story; all are invented, as the purpose states.</summary>
/// <param name="Venture">Key of the venture.</param>
/// <param name="Wan">Amount in 萬 (NT$10,000).</param>
public sealed record DemoCase(string Key, string Venture, string Fund, int Wan, Instrument Instrument, string Purpose, DemoFate Fate)
{
    /// <summary>The day of the request; null for a case of the last weeks, see <see cref="WaitingDays"/>.</summary>
    public LocalDate? RequestedOn { get; init; }

    /// <summary>For how many days it has been waiting in its state when the story ends.</summary>
    public int WaitingDays { get; init; }

    public DemoAgreement? Agreement { get; init; }
}

/// <summary>The disbursements: years of finished ones, and the queues of the last weeks.</summary>
public static class DemoCases
{
    public static IReadOnlyList<DemoCase> All { get; } =
    [
        Paid(new(2021, 8, 16), "SPACE", "CEN-SPACE-110", 450, "閒置場域整備"),
        Paid(new(2021, 9, 6), "STREET", "CEN-YOUTH-110", 280, "青年培力工作站設置"),
        Paid(new(2021, 10, 18), "TAOSHAN", "CEN-YOUTH-110", 300, "第二處青年培力工作站設置"),
        Paid(new(2021, 11, 15), "FARM", "DON-WAIPU", 90, "農藝照護課程與溫室"),
        Paid(new(2022, 4, 11), "INN", "INV-SHIGANG", 200, "客棧整修與設備", Instrument.IncomeShare) with
        {
            Agreement = new(400, new(2022, 7, 1), new(2029, 6, 30), "RET-SHIGANG", 180, DemoConduct.Unreported),
        },
        Paid(new(2022, 5, 16), "CAFE", "INV-DAAN", 300, "樂齡咖啡孵化", Instrument.IncomeShare) with
        {
            Agreement = new(500, new(2022, 7, 1), new(2029, 6, 30), "RET-DAAN", 160, DemoConduct.Unpaid),
        },
        Paid(new(2022, 7, 11), "HUANSHAN", "CEN-NDC-111", 350, "園區先期規劃與輔導"),
        Paid(new(2022, 8, 8), "PROCESS", "DON-HEPING", 150, "農特產品加工設備"),
        Paid(new(2022, 10, 3), "YOUTH", "DON-GENERAL", 120, "返鄉平台開發"),
        Paid(new(2022, 11, 14), "PROCESS", "CEN-COA-111", 280, "加工中心產線"),
        Paid(new(2023, 3, 6), "FRUIT", "DON-SHIGANG", 160, "水果百寶盒包裝線", Instrument.IncomeShare) with
        {
            Agreement = new(300, new(2023, 7, 1), new(2028, 6, 30), "RET-SHIGANG", 250, DemoConduct.Punctual),
        },
        Paid(new(2023, 5, 15), "ART", "DON-XINSHE", 130, "大地藝術季策展"),
        Paid(new(2023, 6, 19), "FARM", "CEN-NDC-112", 320, "智農學習場域輔導"),
        Paid(new(2023, 7, 10), "STREET", "CEN-YOUTH-112", 300, "青年培力工作站營運"),
        Paid(new(2023, 9, 4), "TRAIN", "CEN-SPACE-112", 380, "培訓中心空間整備"),
        Paid(new(2023, 10, 16), "LEARN", "CEN-YOUTH-112", 290, "青年培力工作站設置"),
        Paid(new(2023, 11, 13), "TRAIN", "MAT-GENERAL", 350, "培訓中心空間整備地方配合款"),
        Paid(new(2024, 1, 15), "YOUTH", "DON-GENERAL", 400, "返鄉平台第一期系統"),
        Paid(new(2024, 2, 19), "COLD", "DON-WAIPU", 220, "冷鏈設備", Instrument.IncomeShare) with
        {
            Agreement = new(400, new(2024, 4, 1), new(2030, 3, 31), "RET-GENERAL", 300, DemoConduct.Punctual),
        },
        Paid(new(2024, 8, 5), "HUANSHAN", "CEN-NDC-113", 250, "園區規劃與輔導"),
        Paid(new(2024, 9, 9), "PROCESS", "CEN-COA-113", 260, "低溫倉儲"),
        Paid(new(2024, 10, 14), "PLANT", "RET-SHIGANG", 40, "加工廠設備（收益回流再投入）"),
        Paid(new(2024, 11, 18), "RETAIL", "DON-GENERAL", 350, "智慧零售試辦"),
        Paid(new(2025, 3, 10), "FRIEND", "DON-GENERAL", 100, "農場數位化"),
        new("rejected", "RETAIL", "DON-GENERAL", 450, Instrument.Grant, "(虛構) 販賣機採購", DemoFate.Rejected) { RequestedOn = new(2025, 4, 14) },
        Paid(new(2025, 5, 12), "TRAIN", "DON-DAAN", 300, "照服人員培訓"),
        Paid(new(2025, 6, 16), "TAOSHAN", "CEN-YOUTH-114", 290, "青年培力工作站設置"),
        Paid(new(2025, 8, 11), "SPACE", "DON-SHIGANG", 280, "長照據點設備"),
        new("cancelled", "TRAIN", "CEN-SPACE-114", 420, Instrument.Grant, "(虛構) 第二教室整備", DemoFate.Cancelled) { RequestedOn = new(
            2025, 9, 8) },
        Paid(new(2025, 10, 20), "FRIEND", "DON-GENERAL", 450, "農場感測網"),
        Paid(new(2025, 11, 10), "LEARN", "RET-DAAN", 50, "樂齡學習課程（收益回流再投入）"),
        Paid(new(2026, 2, 9), "TAOSHAN", "DON-HEPING", 120, "文創育成空間"),
        Paid(new(2026, 4, 13), "COLD", "DON-WAIPU", 200, "取貨站設置"),
        Paid(new(2026, 5, 11), "MAP", "RET-SHIGANG", 60, "繪本地圖（收益回流再投入）"),
        Paid(new(2026, 6, 15), "RETAIL", "INV-GENERAL", 180, "智慧零售公司入股", Instrument.Equity),
        Paid(new(2026, 7, 13), "YOUTH", "DON-GENERAL", 480, "平台推廣至三區"),
        new("bounced", "ART", "DON-XINSHE", 40, Instrument.Grant, "(虛構) 策展前置作業", DemoFate.PaymentReturned)
        {
            RequestedOn = new(2026, 8, 10),
        },
        Waiting("draft", "LEARN", "DON-DAAN", 60, "銀髮課程教材", DemoFate.Drafted, 3),
        Waiting("submitted-old", "PROCESS", "DON-HEPING", 80, "冷藏設備", DemoFate.Submitted, 40),
        Waiting("submitted-new", "FRUIT", "DON-SHIGANG", 95, "第二條包裝線", DemoFate.Submitted, 5),
        Waiting("certified-old", "YOUTH", "DON-GENERAL", 150, "平台第二期", DemoFate.Certified, 18),
        Waiting("certified-new", "ART", "DON-XINSHE", 70, "冬季展演", DemoFate.Certified, 3),
        Waiting("encumbered", "CAFE", "DON-DAAN", 110, "第二家咖啡館", DemoFate.Encumbered, 9),
        Waiting("released", "FARM", "DON-WAIPU", 85, "智慧溫室", DemoFate.Released, 4),
        Waiting("in-transit", "INN", "DON-SHIGANG", 75, "無障礙設施", DemoFate.InTransit, 6),
        Waiting("returned", "PLANT", "DON-SHIGANG", 130, "加工廠二期", DemoFate.Returned, 12),
    ];

    private static DemoCase Paid(
        LocalDate requestedOn, string venture, string fund, int wan, string purpose, Instrument instrument = Instrument.Grant) =>
        new($"{venture}:{LocalDatePattern.Iso.Format(requestedOn)}", venture, fund, wan, instrument, $"(虛構) {purpose}",
            DemoFate.Paid)
        { RequestedOn = requestedOn };

    private static DemoCase Waiting(string key, string venture, string fund, int wan, string purpose, DemoFate fate, int days) =>
        new(key, venture, fund, wan, Instrument.Grant, $"(虛構) {purpose}", fate) { WaitingDays = days };
}
