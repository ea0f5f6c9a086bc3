using FundLedger.Domain.Ledger;

namespace FundLedger.Demo;

/// <param name="Priority">One of Taichung's six priority areas (004_3a4c1f90379e6cb2.txt:137-138).</param>
public sealed record DemoDistrict(string Code, string NameZh, string NameEn, bool Priority);

/// <param name="Designation">Code of the district or programme the money is designated to; null: none.</param>
public sealed record DemoFund(string Code, string NameZh, string NameEn, SourceKind Source, int? Year = null, string? Designation = null);

/// <summary>The districts money may be designated to, and the funds: one source and one designation each.</summary>
public static class DemoPlaces
{
    public static IReadOnlyList<DemoDistrict> Districts { get; } =
    [
        new("XINSHE", "新社區", "Xinshe", true),
        new("SHIGANG", "石岡區", "Shigang", true),
        new("DAAN", "大安區", "Da'an", true),
        new("HOULI", "后里區", "Houli", true),
        new("WAIPU", "外埔區", "Waipu", true),
        new("HEPING", "和平區", "Heping", true),
        new("DONGSHI", "東勢區", "Dongshi", false),
        new("WUFENG", "霧峰區", "Wufeng", false),
        new("CENTRAL", "中區", "Central", false),
        new("WEST", "西區", "West", false),
        new("EAST", "東區", "East", false),
    ];

    public static IReadOnlyList<DemoFund> Funds { get; } =
    [
        new("DON-GENERAL", "捐贈－未指定用途", "Donations, undesignated", SourceKind.Donation),
        .. Districts.Where(district => district.Priority).Select(district => new DemoFund(
            $"DON-{district.Code}", $"捐贈－指定{district.NameZh}", $"Donations for {district.NameEn}", SourceKind.Donation, null,
                district.Code)),
        .. Central("CEN-NDC", DemoProgrammes.Ndc, "國發會工作項目", "NDC work item", 110, 111, 112, 113, 114),
        .. Central("CEN-YOUTH", DemoProgrammes.Youth, "青年培力工作站", "Youth workstations", 110, 111, 112, 113, 114),
        .. Central("CEN-SPACE", DemoProgrammes.Space, "活化公有空間", "Public space activation", 110, 112, 114),
        .. Central("CEN-COA", "COA", "農山漁村發展建設", "Rural and fishing villages", 111, 113),
        new("INV-SHIGANG", "企業投資－石岡區", "Enterprise investment, Shigang", SourceKind.EnterpriseInvestment, null, "SHIGANG"),
        new("INV-DAAN", "企業投資－大安區", "Enterprise investment, Da'an", SourceKind.EnterpriseInvestment, null, "DAAN"),
        new("INV-GENERAL", "企業投資－未指定用途", "Enterprise investment, undesignated", SourceKind.EnterpriseInvestment),
        new("RET-SHIGANG", "收益回流－石岡區", "Returns, Shigang", SourceKind.Returns, null, "SHIGANG"),
        new("RET-DAAN", "收益回流－大安區", "Returns, Da'an", SourceKind.Returns, null, "DAAN"),
        new("RET-GENERAL", "收益回流－未指定用途", "Returns, undesignated", SourceKind.Returns),
        new("MAT-GENERAL", "地方配合款", "Local matching", SourceKind.LocalMatching),
    ];

    /// <summary>One fund per programme and fiscal year; the code carries the year of the Republic, the fund the common year.</summary>
    private static IEnumerable<DemoFund> Central(string stem, string programme, string zh, string en, params int[] republicYears) =>
        republicYears.Select(year => new DemoFund(
            $"{stem}-{year}", $"中央補助－{zh} {year} 年度", $"Central allocation, {en}, FY{year + RepublicCalendar.YearOffset}",
            SourceKind.CentralAllocation, year + RepublicCalendar.YearOffset, programme));
}
