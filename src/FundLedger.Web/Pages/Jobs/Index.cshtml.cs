using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Jobs;
using FundLedger.UseCases.Jobs.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Jobs;

/// <summary>What the application does by itself, when, and what became of it.</summary>
[Authorize(Policies.SeeJobs)]
internal sealed class IndexModel(
    JobTable jobs, RequestJobRun requestJobRun, JobRunList list, IClock clock, IAuthorizationService authorization) : PageModel
{
    [FromQuery(Name = "job")]
    public string? Job { get; set; }

    [FromQuery(Name = "outcome")]
    public JobRunOutcome? Outcome { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; }

    /// <summary>The job that has just been requested.</summary>
    [FromQuery(Name = "requested")]
    public string? Requested { get; set; }

    public IReadOnlyList<JobRow> Jobs { get; private set; } = [];

    public PageOf<JobRunRow> Runs { get; private set; } = null!;

    public bool MayRun { get; private set; }

    public Refusal? Refusal { get; private set; }

    public bool Filtered => !string.IsNullOrEmpty(Job) || Outcome is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        MayRun = await authorization.May(User, Policies.RunJobs);
        if (Requested is not null && jobs.Find(Requested) is null) Requested = null;
        var rows = await list.Jobs(this.Actor(), jobs, clock.GetCurrentInstant(), stop);
        var runs = await list.Read(this.Actor(), new JobRunFilter(Job, Outcome), PageNumber, stop);
        if (rows.IsRefused || runs.IsRefused) return Forbid();
        (Jobs, Runs) = (rows.Value, runs.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FormKey] string? key, [Required(ErrorMessage = "JobMissing")] string? name, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await OnGetAsync(stop);
        var requested = await requestJobRun.Run(key!, name!, SignedInPerson.Of(User).ToActor(), stop);
        if (requested.Refusal.IsNotPermitted()) return Forbid();
        if (!requested.IsRefused) return RedirectToPage(new { requested = requested.Value });
        Refusal = requested.Refusal;
        return await OnGetAsync(stop);
    }
}
