using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.People;

/// <summary>Adds a person and mails the link for them, or shows it once.</summary>
[Authorize(Policies.ManagePeople)]
internal sealed class NewModel(AddPerson add, CompanyChoices companies, InvitationMail mail) : PageModel
{
    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required, StringLength(PersonRules.MaximumSignInNameLength)]
    public string? SignInName { get; set; }

    [BindProperty, Required, StringLength(PersonRules.MaximumDisplayNameLength)]
    public string? DisplayName { get; set; }

    [BindProperty, StringLength(PersonRules.MaximumEmailLength)]
    public string? Email { get; set; }

    [BindProperty, StringLength(32)]
    public string? Company { get; set; }

    public IReadOnlyList<CompanyChoice> Companies { get; private set; } = [];

    public AddedPerson? Added { get; private set; }

    public DeliveredLink? Link { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var done = await add.Run(
            new AddPersonRequest(RequestKey, SignInName!, DisplayName!, string.IsNullOrEmpty(Company) ? null : Company, Email),
            this.Actor(), stop);
        if (done.Refusal.IsNotPermitted()) return Forbid();
        if (done.IsRefused) Refusal = done.Refusal;
        else (Added, Link) = (done.Value, await mail.Deliver(Request, done.Value.Link, stop));
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await companies.Read(this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        Companies = read.Value;
        return Page();
    }
}
