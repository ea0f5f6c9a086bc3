using System.Globalization;

namespace FundLedger.Web.Display;

/// <summary>The two languages of the pages: Traditional Chinese first, English second.</summary>
internal static class Languages
{
    public const string Chinese = "zh-TW";
    public const string English = "en";
    public const string CookieName = "fundledger.language";

    public static IReadOnlyList<string> All { get; } = [Chinese, English];

    public static bool IsChinese(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh";
}
