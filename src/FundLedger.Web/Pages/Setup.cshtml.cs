using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Access;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.Pages;

/// <summary>Opens the first books of a database; <see cref="FirstRun"/> says to whom it answers.</summary>
[PublicPage("There is nobody yet who could sign in; FirstRun asks where the request comes from.")]
internal sealed class SetupModel(FirstRun firstRun, OpenFirstBooks open, SecurityLog log, IOptions<AccessOptions> options) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty, Required, StringLength(DedicatedAccountRules.MaximumCodeLength)]
    public string Code { get; set; } = "";

    [BindProperty, Required, StringLength(DedicatedAccountRules.MaximumNameLength)]
    public string NameZh { get; set; } = "";

    [BindProperty, Required, StringLength(DedicatedAccountRules.MaximumNameLength)]
    public string NameEn { get; set; } = "";

    [BindProperty, Required, StringLength(PersonRules.MaximumSignInNameLength)]
    public string SignInName { get; set; } = "";

    [BindProperty, Required, StringLength(PersonRules.MaximumDisplayNameLength)]
    public string DisplayName { get; set; } = "";

    [BindProperty, Required, StringLength(256)]
    public string New { get; set; } = "";

    [BindProperty, Required, StringLength(256)]
    public string Repeated { get; set; } = "";

    public Refusal? Refusal { get; private set; }

    public IActionResult OnGet() => firstRun.Permits(HttpContext, Token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!firstRun.Permits(HttpContext, Token)) return NotFound();
        if (!ModelState.IsValid) return Page();
        var opened = await Open(stop);
        if (opened.IsRefused)
        {
            Refusal = opened.Refusal;
            return Page();
        }

        // Only now there are books, which signing in asks.
        await HttpContext.RequestServices.GetRequiredService<SignInManager<SignIn>>().SignInAsync(opened.Value, isPersistent: false);
        await log.RecordAs(opened.Value.UserName, SecurityLog.FirstBooksOpened, Code);
        return LocalRedirect(
            options.Value.RequireTotp ? "/account/second-factor/set-up?returnUrl=%2Fadministration" : "/administration");
    }

    private async Task<Result<SignIn>> Open(CancellationToken stop)
    {
        if (New != Repeated) return AccessRefusals.PasswordsDiffer();
        return await open.Run(
            new AccountOpening(
                Code.Trim(), NameZh.Trim().Normalize(), NameEn.Trim().Normalize(), Currency.Twd, SignInName.Trim(),
                DisplayName.Trim().Normalize()),
            New, stop);
    }
}
