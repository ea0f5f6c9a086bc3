using FundLedger.Domain;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Receipts.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Receipts;

/// <summary>The register of receipts; a donor sees its own.</summary>
[Authorize(Policies.SeeOwnReceipts)]
internal sealed class IndexModel(ReceiptList list, IAuthorizationService authorization) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public ReceiptState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "class")]
    public TaxClass? TaxClass { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public LocalDate? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public LocalDate? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "text")]
    public string? Text { get; set; }

    [FromQuery(Name = "page")]
    public int? Number { get; set; }

    public ReceiptFilter Filter { get; private set; } = null!;

    public Sorting Sorting { get; private set; } = ReceiptList.Usual;

    public ReceiptPage Receipts { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public bool SeesAll { get; private set; }

    public bool MayIssue { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? sort, string? format, CancellationToken stop)
    {
        SeesAll = SignedInPerson.Of(User).Holds(Policies.SeeReceipts);
        MayIssue = await authorization.May(User, Policies.IssueReceipts);
        Filter = new ReceiptFilter(State, TaxClass, Year, From, To, string.IsNullOrWhiteSpace(Text) ? null : Text.Trim());
        Sorting = Sorting.Read(sort, ReceiptList.Usual, ReceiptList.Sortable);
        var export = ListExport.Wanted(format);
        var read = await list.Read(
            this.Actor(), Filter, Sorting, export ? 1 : Number ?? 1, export ? ListExport.LongestList : Paging.DefaultSize, stop);
        if (read.IsRefused) return Forbid();
        if (export)
        {
            if (read.Value.Page.Total <= ListExport.LongestList) return ListExport.File(format!, "receipts", read.Value.Page.Rows);
            Refusal = DisplayRefusals.ListTooLong(read.Value.Page.Total, ListExport.LongestList);
            read = await list.Read(this.Actor(), Filter, Sorting, Number ?? 1, Paging.DefaultSize, stop);
        }

        Receipts = read.Value;
        return Page();
    }
}
