using FundLedger.Domain;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Payees.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Payees;

/// <summary>All payees with the account each has now: what waits to be confirmed first.</summary>
[Authorize(Policies.SeePayees)]
internal sealed class IndexModel(PayeeList list, IClock clock) : PageModel
{
    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    [FromQuery(Name = "pending")]
    public bool Pending { get; set; }

    public Refusal? Refusal { get; private set; }

    public PayeePage List { get; private set; } = null!;

    public LocalDate Today { get; } = clock.Today();

    public bool Filtered => Pending || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format, CancellationToken stop)
    {
        var export = ListExport.Wanted(format);
        var read = await Read(export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (!export) return Page();
        if (List.Page.Total <= ListExport.LongestList) return ListExport.File(format!, "payees", List.Page.Rows);
        Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
        List = (await Read(page, Paging.DefaultSize)).Value;
        return Page();

        Task<Result<PayeePage>> Read(int number, int size) => list.Read(this.Actor(), Text, Pending, number, size, stop);
    }
}
