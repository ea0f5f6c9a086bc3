using FundLedger.Domain;

namespace FundLedger.UseCases;

/// <summary>The key a form carries from its first showing to its booking: however often it is sent, it books once.</summary>
public static class RequestKeys
{
    /// <summary>What a form may send back: keys of jobs and commands are not for pages to take.</summary>
    public const string Pattern = "^web-[0-9A-Z]{16}$";

    public static string New() => "web-" + PublicCode.New();
}
