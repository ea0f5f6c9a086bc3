using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.People;

/// <summary>All access changes: what waits for the person first.</summary>
[Authorize(Policies.SeePeople)]
internal sealed class ChangesModel(AccessChangeList list) : PageModel
{
    [FromQuery(Name = "state")]
    public AccessChangeState? State { get; set; }

    [FromQuery(Name = "kind")]
    public AccessChangeKind? Kind { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    public Refusal? Refusal { get; private set; }

    public AccessChangePage List { get; private set; } = null!;

    public bool Filtered => State is not null || Kind is not null || Mine || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format, CancellationToken stop)
    {
        var export = ListExport.Wanted(format);
        var read = await Read(export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (!export) return Page();
        if (List.Page.Total <= ListExport.LongestList)
            return ListExport.File(format!, "access-changes", List.Page.Rows.Select(Exported));
        Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
        List = (await Read(page, Paging.DefaultSize)).Value;
        return Page();

        Task<Result<AccessChangePage>> Read(int number, int size) =>
            list.Read(this.Actor(), new AccessChangeFilter(State, Kind, Mine, Text), number, size, stop);
    }

    private static ExportedAccessChange Exported(AccessChangeRow row) => new(
        row.Code, row.Kind, row.State, row.SignInName, row.Person, row.Role, row.Company, row.ValidFrom, row.ValidTo, row.Requester,
        row.RequestedAt, row.Decider);
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedAccessChange(
    string Code, AccessChangeKind Kind, AccessChangeState State, string SignInName, string Person, string? Role, string? Company,
    LocalDate? ValidFrom, LocalDate? ValidTo, string Requester, Instant RequestedAt, string? Decider);
