using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.Pages.Account;

internal static class IdentityResults
{
    /// <summary>For steps that can fail only by a bug or a lost race; both end as an error page.</summary>
    public static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(result.ToString());
    }
}
