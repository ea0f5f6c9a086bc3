using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.DrawDowns;

/// <summary>All draw-downs: what waits for the person first.</summary>
[Authorize(Policies.SeeDrawDowns)]
internal sealed class IndexModel(DrawDownList list, IAuthorizationService authorization, IClock clock) : PageModel
{
    [FromQuery(Name = "state")]
    public DrawDownState? State { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    public Refusal? Refusal { get; private set; }

    public DrawDownPage List { get; private set; } = null!;

    public LocalDate Today { get; } = clock.Today();

    public bool MayRequest { get; private set; }

    public bool Filtered => State is not null || Mine || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format, CancellationToken stop)
    {
        MayRequest = await authorization.May(User, Policies.RequestDrawDown);
        var filter = new DrawDownFilter(State, Mine, Text);
        var export = ListExport.Wanted(format);
        var read = await Read(export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (!export) return Page();
        if (List.Page.Total <= ListExport.LongestList) return ListExport.File(format!, "draw-downs", List.Page.Rows.Select(Exported));
        Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
        List = (await Read(page, Paging.DefaultSize)).Value;
        return Page();

        Task<Result<DrawDownPage>> Read(int number, int size) => list.Read(this.Actor(), filter, number, size, stop);
    }

    private static ExportedDrawDown Exported(DrawDownRow row) => new(
        row.Code, row.State, row.RequestedOn, row.Payer, row.Description, row.Funds, row.Amount, row.Amount.Currency.Code, row.Requester,
        row.ApprovalReference);
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedDrawDown(
    string Code, DrawDownState State, LocalDate RequestedOn, string Payer, string Description, string Funds, Money Amount, string Currency,
    string Requester, string? ApprovalReference);
