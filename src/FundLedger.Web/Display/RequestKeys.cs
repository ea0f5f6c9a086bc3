using FundLedger.Domain;

namespace FundLedger.Web.Display;

/// <summary>The key a form carries from its first showing to its booking: however often it is sent, it books once.</summary>
internal static class RequestKeys
{
    public static string New() => "web-" + PublicCode.New();
}
