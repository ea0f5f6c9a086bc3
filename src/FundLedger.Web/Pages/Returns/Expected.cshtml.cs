using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Returns;
using FundLedger.UseCases.Returns.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Returns;

/// <summary>One expected return: accept the venture's report, then follow the money.</summary>
[Authorize(Policies.SeeReturns)]
internal sealed class ExpectedModel(
    ExpectedReturnStory stories, IClock clock, IAuthorizationService authorization, AcceptRevenueReport acceptRevenueReport) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    [BindProperty, Required]
    public Money? Revenue { get; set; }

    [BindProperty, StringLength(100)]
    public string Key { get; set; } = "";

    public ReturnStory Story { get; private set; } = null!;

    /// <summary>The share of the typed revenue, shown before it is accepted.</summary>
    public Money? Previewed { get; private set; }

    /// <summary>What accepting it would post; nothing for a share of zero.</summary>
    public IReadOnlyList<PreviewedPosting> Postings { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool MayManage { get; private set; }

    public LocalDate Today { get; } = clock.Today();

    [FromQuery(Name = "accepted")]
    public bool Accepted { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ModelState.Clear();
        Key = RequestKeys.New();
        return await Show(stop) ?? Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken stop)
    {
        if (await Show(stop) is { } noStory) return noStory;
        if (!MayManage) return Forbid();
        if (!ModelState.IsValid) return Page();
        var preview = await acceptRevenueReport.Preview(new RevenueReport(Key, Code, Revenue!.Value), this.Actor(), stop);
        Refusal = preview.Refusal;
        if (!preview.IsRefused) (Previewed, Postings) = (Story.Agreement.Share(Revenue.Value), preview.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostEditAsync(CancellationToken stop) => await Show(stop) ?? Page();

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken stop)
    {
        if (await Show(stop) is { } noStory) return noStory;
        if (!MayManage) return Forbid();
        if (!ModelState.IsValid) return Page();
        var accepted = await acceptRevenueReport.Run(new RevenueReport(Key, Code, Revenue!.Value), SignedInPerson.Of(User).ToActor(), stop);
        if (!accepted.IsRefused) return RedirectToPage(new { code = Code, accepted = true });
        Refusal = accepted.Refusal;
        return Page();
    }

    /// <summary>Reads the story; the answer when there is none to show.</summary>
    private async Task<IActionResult?> Show(CancellationToken stop)
    {
        var read = await stories.Read(this.Actor(), Code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        Story = story;
        MayManage = await authorization.May(User, Policies.ManageReturns);
        return null;
    }
}
