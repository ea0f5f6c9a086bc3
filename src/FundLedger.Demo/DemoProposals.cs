using NodaTime;

namespace FundLedger.Demo;

/// <param name="Number">As in table 5-12.</param>
/// <param name="Lines">Lines of the report where its row is printed.</param>
public sealed record DemoProposal(
    int Number, string Title, string Districts, string Proposer, string Partner, LocalDate FiledOn, string Lines)
{
    public string Source => $"「推動臺中市地方創生策略先驅研究」表 5-12，000_dcfc881ea780f8d5.txt:{Lines}";
}

/// <param name="District">Code of its one district; null where it lies in several.</param>
/// <param name="Operator">Key of the invented party that runs it in the demo; null while no one is named.</param>
public sealed record DemoVenture(string Key, int Proposal, string Name, string Kind, string? District, string? Operator = null);

/// <summary>
/// The nine proposals filed in 2019 and the ventures inside them: real titles, proposers, partners and dates (the kind
/// of a venture is our reading). Who operates a venture in the demo is invented.
/// </summary>
public static class DemoProposals
{
    public static IReadOnlyList<DemoProposal> All { get; } =
    [
        new(1, "臺中市石岡區2019-2022地方創生發展計畫", "石岡區", "石岡區公所", "弘光科技大學", new(2019, 6, 20), "5983-5989"),
        new(2, "建構石岡智慧醫療養生網-以預防醫學為基礎", "石岡區", "石岡區公所", "中山醫學大學", new(2019, 6, 25), "5991-5997"),
        new(3, "臺中市外埔區2019年地方創生提案計畫書", "外埔區", "外埔區公所", "修平科技大學", new(2019, 7, 1), "5999-6005"),
        new(4, "縱貫鐵道全通未來產業城-地方創生事業提案計劃書", "中區、西區、東區", "佳縈建設有限公司", "佳縈建設有限公司", new(2019, 7, 1), "6007-6016"),
        new(5, "山水文化蘊和平，地方中央拚創生", "和平區", "和平區公所", "中興大學", new(2019, 7, 1), "6018"),
        new(6, "樂齡大安～臺中市大安區地方創生計畫「多元照護與樂齡產業孵化中心」示範方案建置案", "大安區", "大安區公所", "亞洲大學", new(2019, 7, 2), "6020-6026"),
        new(7, "臺中市智慧綠色產業樞紐(后里區、外埔區、新社區)2019-2022地方創生發展計畫", "后里區、外埔區、新社區", "臺中市政府", "中興大學", new(2019, 7, 15), "6028-6034"),
        new(8, "文化富興，綠意山城－臺中石岡創生計畫", "石岡區", "石岡區公所", "勤益科技大學", new(2019, 7, 30), "6036-6042"),
        new(9, "臺中市新社區2019-2022地方創生發展計畫提案", "新社區", "新社區公所", "中興大學", new(2019, 8, 15), "6044-6047"),
    ];

    /// <summary>Table 6-2 of the same report (lines 7159-7341); those of proposal 9 from its review (lines 6338-6356).</summary>
    public static IReadOnlyList<DemoVenture> Ventures { get; } =
    [
        new("SPACE", 8, "閒置場域活化、結合地方長照", "公共空間", "SHIGANG", "OP-SPACE"),
        new("DNA", 8, "文化 DNA 建立與 CIS 設計", "公共空間", "SHIGANG"),
        new("MAP", 8, "繪本地圖", "營收", "SHIGANG", "OP-SPACE"),
        new("PARK", 8, "愛與幸福主題觀光園區", "營收", "SHIGANG"),
        new("MASCOT", 8, "地方吉祥物設計與故事創作", "品牌", "SHIGANG"),
        new("BIOMED", 2, "生醫驗證分析平台—健康科技中心", "服務", "SHIGANG"),
        new("DIET", 2, "提升「石岡居民預防醫學與飲食保健知識力」", "服務", "SHIGANG"),
        new("CHILD", 1, "育兒資源創「新生」之鄉土文化扎根計畫", "公益", "SHIGANG"),
        new("BASE", 1, "長照樂活山城磐石基地建置計畫", "公益", "SHIGANG"),
        new("PLANT", 1, "地方農產品小型加工廠", "營收", "SHIGANG", "OP-PLANT"),
        new("INN", 1, "石岡宴、石岡ｉ客棧", "營收", "SHIGANG", "OP-INN"),
        new("FRUIT", 1, "石岡水果百寶盒", "營收", "SHIGANG", "OP-FRUIT"),
        new("SNOW", 5, "雪山花園新創產業示範基地", "育成", "HEPING"),
        new("TAOSHAN", 5, "桃山地方文化創意產業育成中心", "育成", "HEPING", "OP-TAOSHAN"),
        new("MARKET", 5, "大安溪部落農特產品市集", "營收", "HEPING"),
        new("PROCESS", 5, "和平農會倉庫農特產品加工中心", "營收", "HEPING", "OP-HEPING"),
        new("HUANSHAN", 5, "環山原民特色產業園區", "營收", "HEPING", "OP-TAOSHAN"),
        new("CLOUD", 6, "智慧雲端醫養管理系統", "科技", "DAAN"),
        new("CARE", 6, "連鎖「多元照護中心」建置計畫", "企業投資", "DAAN"),
        new("CAFE", 6, "樂齡產業（樂齡咖啡）孵化計畫", "企業投資", "DAAN", "OP-CAFE"),
        new("LEARN", 6, "樂齡學習系統實施計畫", "社會參與", "DAAN", "OP-CARE"),
        new("TRAIN", 6, "「培訓中心」（志工、照服人員）培訓系統實施計畫", "社會參與", "DAAN", "OP-CARE"),
        new("FACTORY", 3, "觀光工廠", "營收", "WAIPU"),
        new("SOLAR", 3, "綠能產業：太陽光電與植物工廠", "營收", "WAIPU"),
        new("FARM", 3, "農藝照護、智農學習事業", "服務", "WAIPU", "OP-FARM"),
        new("COLD", 3, "冷鏈物流、農產加值事業", "營收", "WAIPU", "OP-COLD"),
        new("YOUTH", 7, "青農創生智慧返鄉平台", "科技", null, "OP-YOUTH"),
        new("FRIEND", 7, "好農友", "科技", null, "OP-YOUTH"),
        new("RETAIL", 7, "在地農會智慧零售", "科技", null, "OP-RETAIL"),
        new("MUSEUM", 7, "智慧博物館導覽系統", "科技", null),
        new("MAKE", 7, "智慧製造", "科技", null),
        new("HOUSE", 4, "老屋修復、創客產業鏈", "民間", null),
        new("SEMINAR", 4, "七媽會結合研討會", "民間", null),
        new("ROOTS", 9, "新社產業平台服務團隊紮根計畫", "服務", "XINSHE"),
        new("STREET", 9, "抽藤坑職人街", "營收", "XINSHE", "OP-STREET"),
        new("ART", 9, "白冷圳大地藝術季", "策展", "XINSHE", "OP-ART"),
        new("LEISURE", 9, "新社區休閒旅遊復甦計畫", "營收", "XINSHE"),
    ];
}
