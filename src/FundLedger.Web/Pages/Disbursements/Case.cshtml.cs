using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>One disbursement with its whole story, and the steps the person who looks may take.</summary>
[Authorize(Policies.SeeDisbursements)]
internal sealed class CaseModel(
    LedgerDbFactory factory, OpenBooks books, IClock clock, IAuthorizationService authorization, MoveDisbursement moveDisbursement) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public DisbursementStory Story { get; private set; } = null!;

    public OfferedSteps Steps { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public DisbursementTrigger? Done { get; set; }

    /// <summary>What a refused step had as its reason, so that it need not be typed again.</summary>
    public string? Reason { get; private set; }

    public bool SeesWholeAccount { get; private set; }

    public bool MayManageReturns { get; private set; }

    public LocalDate Today { get; } = clock.Today();

    /// <summary>The states a case passes when all goes well.</summary>
    public static IReadOnlyList<DisbursementState> Path { get; } =
    [
        DisbursementState.Draft, DisbursementState.Submitted, DisbursementState.Certified, DisbursementState.Encumbered,
        DisbursementState.Released, DisbursementState.Paid,
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(DisbursementTrigger trigger, int revision, string? key, string? reason, CancellationToken stop)
    {
        if (await new DisbursementCase(factory, books).Read(Code, stop) is not { } story) return NotFound();
        var allowed = await DutyPolicies.AllowedTo(User, authorization);
        var move = DisbursementWorkflow.Find(story.Case.State, trigger);
        // A step sent twice is not in the table any more: whether it was this person's, the write path knows by its key.
        var duties = move is null ? Duties(trigger) : [move.Duty];
        if (!duties.Any(duty => duty is not null && allowed.Contains(duty.Value))) return Forbid();

        var request = new DisbursementMove(key ?? "", Code, trigger, revision, reason);
        var moved = await moveDisbursement.Run(request, SignedInPerson.Of(User).ToActor(), stop);
        if (!moved.IsRefused) return RedirectToPage(new { code = Code, done = trigger });
        (Refusal, Reason) = (moved.Refusal, reason);
        return await Show(stop) ? Page() : NotFound();
    }

    private static IEnumerable<Duty?> Duties(DisbursementTrigger trigger) =>
        DisbursementWorkflow.Transitions.Where(move => move.Trigger == trigger).Select(move => move.Duty);

    private async Task<bool> Show(CancellationToken stop)
    {
        if (await new DisbursementCase(factory, books).Read(Code, stop) is not { } story) return false;
        var allowed = await DutyPolicies.AllowedTo(User, authorization);
        Story = story;
        Steps = OfferedSteps.Of(story.Case, SignedInPerson.Of(User).ToActor(), allowed);
        SeesWholeAccount = allowed.Contains(Duty.Payer);
        MayManageReturns = await authorization.May(User, Policies.ManageReturns);
        return true;
    }
}
