using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Contributions;

[Authorize(Policies.BookContributions)]
internal sealed class NewPayerModel(AddPayer add) : PageModel
{
    /// <summary>Ventures are added with their proposal.</summary>
    public static IEnumerable<PartyKind> Kinds => Enum.GetValues<PartyKind>().Where(kind => kind != PartyKind.Venture);

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required]
    public PartyKind? Kind { get; set; } = PartyKind.Company;

    [BindProperty, Required, StringLength(PartyRules.MaximumNameLength)]
    public string? Name { get; set; }

    [BindProperty, StringLength(20)]
    public string? BusinessNumber { get; set; }

    /// <summary>The kind of contribution whose form the person came from.</summary>
    [BindProperty(SupportsGet = true, Name = "for")]
    public ContributionKind? For { get; set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        var number = FullWidth.ToAscii(BusinessNumber).Replace(" ", "", StringComparison.Ordinal);
        var done = await add.Run(
            new PayerRequest(RequestKey, Kind!.Value, Name!, number.Length == 0 ? null : number), SignedInPerson.Of(User).ToActor(), stop);
        Refusal = done.Refusal;
        return done.IsRefused ? Page() : LocalRedirect($"/contributions/new?kind={For ?? ContributionKind.Donation}&payer={done.Value}");
    }
}
