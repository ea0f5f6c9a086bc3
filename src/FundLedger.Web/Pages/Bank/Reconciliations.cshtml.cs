using FundLedger.Domain;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Every comparison of the books with the bank, the newest first.</summary>
[Authorize(Policies.SeeBank)]
internal sealed class ReconciliationsModel(
    BankOverview overview, IAuthorizationService authorization, ReconcileBank reconcileBank) : PageModel
{
    public PageOf<ReconciliationRow> List { get; private set; } = null!;

    public bool MayReconcile { get; private set; }

    public Refusal? Refusal { get; private set; }

    public string Key { get; } = RequestKeys.New();

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; }

    /// <summary>How many accounts have just been reconciled.</summary>
    [FromQuery(Name = "done")]
    public int? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        MayReconcile = await authorization.May(User, Policies.ReconcileBank);
        var list = await overview.Reconciliations(this.Actor(), PageNumber, stop);
        if (list.IsRefused) return Forbid();
        List = list.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? key, CancellationToken stop)
    {
        var run = await reconcileBank.Run(key ?? "", SignedInPerson.Of(User).ToActor(), stop);
        if (run.Refusal.IsNotPermitted()) return Forbid();
        if (!run.IsRefused) return RedirectToPage(new { done = run.Value.Length });
        Refusal = run.Refusal;
        return await OnGetAsync(stop);
    }
}
