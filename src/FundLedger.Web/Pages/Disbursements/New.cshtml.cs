using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Disbursements.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>Drafts a request: first the venture, then what its funds permit, then a preview by the same path that writes.</summary>
[Authorize(Policies.RequestDisbursement)]
internal sealed class NewModel(RequestChoices choices, ServedAccount books, RequestDisbursement requestDisbursement) : PageModel
{
    [FromQuery(Name = "venture")]
    public string? VentureCode { get; set; }

    [BindProperty]
    public RequestForm Form { get; set; } = new();

    public IReadOnlyList<VentureChoice> Ventures { get; private set; } = [];

    public ChosenVenture? Chosen { get; private set; }

    /// <summary>Set when the request has passed its trial run and only needs confirming.</summary>
    public FundWithMoney? Previewed { get; private set; }

    public Refusal? Refusal { get; private set; }

    public Money Amount => Form.Amount ?? Money.Zero(books.Currency);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop) ?? Page();

    /// <summary>
    /// Runs the request without writing it, to show what it would do or why it is refused: also why it would be when it
    /// is authorized, for what cannot be paid is not asked for.
    /// </summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken stop)
    {
        if (await Show(stop) is { } nothing) return nothing;
        if (!ModelState.IsValid || Chosen is null) return Page();
        var tried = await requestDisbursement.Run(Request(dryRun: true), SignedInPerson.Of(User).ToActor(), stop);
        var fund = Chosen.Funds.SingleOrDefault(choice => choice.Code == Form.Fund);
        Refusal = tried.Refusal ?? fund?.RefusalOf(Amount);
        Previewed = Refusal is null ? fund : null;
        return Page();
    }

    /// <summary>Back from the preview with everything as it was typed.</summary>
    public async Task<IActionResult> OnPostEditAsync(CancellationToken stop) => await Show(stop) ?? Page();

    public async Task<IActionResult> OnPostCreateAsync(CancellationToken stop)
    {
        if (await Show(stop) is { } nothing) return nothing;
        if (!ModelState.IsValid || Chosen is null) return Page();
        Refusal = Chosen.Funds.SingleOrDefault(choice => choice.Code == Form.Fund)?.RefusalOf(Amount);
        if (Refusal is not null) return Page();
        var created = await requestDisbursement.Run(Request(dryRun: false), SignedInPerson.Of(User).ToActor(), stop);
        if (!created.IsRefused) return RedirectToPage("/Disbursements/Case", new { code = created.Value });
        Refusal = created.Refusal;
        return Page();
    }

    private new DisbursementRequest Request(bool dryRun) =>
        new(Form.Key, VentureCode!, Form.Fund!, Amount, Form.Instrument, Form.Purpose!, dryRun);

    /// <summary>Reads what can be chosen; the answer when there is nothing to show.</summary>
    private async Task<IActionResult?> Show(CancellationToken stop)
    {
        if (Form.Key.Length == 0) Form.Key = RequestKeys.New();
        var ventures = await choices.Ventures(this.Actor(), stop);
        if (ventures.IsRefused) return Forbid();
        Ventures = ventures.Value;
        if (string.IsNullOrEmpty(VentureCode)) return null;
        var chosen = await choices.Choose(this.Actor(), VentureCode, stop);
        if (chosen.IsRefused) return Forbid();
        Chosen = chosen.Value;
        return Chosen is null ? NotFound() : null;
    }

    internal sealed class RequestForm
    {
        [StringLength(100)]
        public string Key { get; set; } = "";

        [Required]
        public string? Fund { get; set; }

        [Required]
        public Money? Amount { get; set; }

        public Instrument Instrument { get; set; } = Instrument.Grant;

        [Required, StringLength(200)]
        public string? Purpose { get; set; }
    }
}
