using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Account;

[PublicPage("Choosing a language comes before signing in and tells nothing.")]
internal sealed class LanguageModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost([FromForm] string culture, [FromForm] string? returnUrl)
    {
        if (Languages.All.Contains(culture))
        {
            Response.Cookies.Append(
                Languages.CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)), new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = Request.IsHttps,
                    IsEssential = true,
                });
        }

        return LocalRedirect(WithoutCulture(LocalAddress.Or(returnUrl, "/")));
    }

    /// <summary>An address that names a language would override the choice just made.</summary>
    private static string WithoutCulture(string address)
    {
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0) return address;
        var kept = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[mark..])
            .Where(pair => pair.Key is not ("culture" or "ui-culture"));
        return address[..mark] + QueryString.Create(kept);
    }
}
