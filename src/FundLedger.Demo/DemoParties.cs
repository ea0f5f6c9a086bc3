using FundLedger.Domain.People;

namespace FundLedger.Demo;

/// <param name="Number">統一編號 with a valid check digit; null for those that have none here.</param>
/// <param name="Account">Account number for payments to it; null for those that are never paid.</param>
/// <param name="Fictional">Invented; the name then ends in 「(虛構)」.</param>
public sealed record DemoParty(
    string Key, string Name, PartyKind Kind, string? Number = null, string? Account = null, bool Fictional = true);

/// <summary>
/// Who gives and who is paid. The ministries and the city are real; every company and operator is invented, its name
/// says so, and its business number lies far below any that could have been issued.
/// </summary>
public static class DemoParties
{
    public const string Mist = "MIST";
    public const string Stream = "STREAM";
    public const string Ndc = "NDC";
    public const string Agriculture = "COA";
    public const string City = "TAICHUNG";

    /// <summary>No bank has this code.</summary>
    public const string PayeeBankCode = "9980001";

    public static IReadOnlyList<DemoParty> All { get; } =
    [
        new(Ndc, "國家發展委員會", PartyKind.Ministry, Fictional: false),
        new(Agriculture, "行政院農業委員會", PartyKind.Ministry, Fictional: false),
        new(City, "臺中市政府", PartyKind.LocalGovernment, Fictional: false),
        new(Mist, "晨霧精密股份有限公司(虛構)", PartyKind.Company, "00000108"),
        new(Stream, "溪畔食品股份有限公司(虛構)", PartyKind.Company, "00000114"),
        new("CEDAR", "杉林電子股份有限公司(虛構)", PartyKind.Company, "00000120"),
        new("PEAR", "梨山果物有限公司(虛構)", PartyKind.Company, "00000135"),
        new("BICYCLE", "鐵輪自行車股份有限公司(虛構)", PartyKind.Company, "00000141"),
        new("LATHE", "大肚車床工業股份有限公司(虛構)", PartyKind.Company, "00000156"),
        new("LANTERN", "燈籠文創有限公司(虛構)", PartyKind.Company, "00000162"),
        new("SUN", "向陽綠能股份有限公司(虛構)", PartyKind.Company, "00000183"),
        new("HARBOUR", "海線物流股份有限公司(虛構)", PartyKind.Company, "00000199"),
        new("MUSHROOM", "香菇農產有限公司(虛構)", PartyKind.Company, "00000206"),
        new("CLINIC", "安康醫材股份有限公司(虛構)", PartyKind.Company, "00000212"),
        new("BRICK", "紅磚建設股份有限公司(虛構)", PartyKind.Company, "00000228"),
        new("OP-SPACE", "石岡閒置場域營運團隊(虛構)", PartyKind.Venture, Account: "998000000101"),
        new("OP-INN", "石岡ｉ客棧有限公司(虛構)", PartyKind.Venture, "00000233", "998000000102"),
        new("OP-FRUIT", "石岡水果百寶盒合作社(虛構)", PartyKind.Venture, "00000249", "998000000103"),
        new("OP-PLANT", "石岡農產加工社(虛構)", PartyKind.Venture, "00000254", "998000000104"),
        new("OP-CAFE", "大安樂齡咖啡有限公司(虛構)", PartyKind.Venture, "00000260", "998000000105"),
        new("OP-CARE", "大安照護培訓協會(虛構)", PartyKind.Venture, Account: "998000000106"),
        new("OP-TAOSHAN", "桃山文創育成團隊(虛構)", PartyKind.Venture, Account: "998000000107"),
        new("OP-HEPING", "和平農特產加工社(虛構)", PartyKind.Venture, "00000281", "998000000108"),
        new("OP-COLD", "外埔冷鏈物流有限公司(虛構)", PartyKind.Venture, "00000297", "998000000109"),
        new("OP-FARM", "外埔智農學習社(虛構)", PartyKind.Venture, Account: "998000000110"),
        new("OP-STREET", "抽藤坑職人工作站(虛構)", PartyKind.Venture, Account: "998000000111"),
        new("OP-ART", "白冷圳藝術季籌備團隊(虛構)", PartyKind.Venture, Account: "998000000112"),
        new("OP-YOUTH", "青農返鄉數位有限公司(虛構)", PartyKind.Venture, "00000304", "998000000113"),
        new("OP-RETAIL", "農會智慧零售有限公司(虛構)", PartyKind.Venture, "00000310", "998000000114"),
    ];
}
