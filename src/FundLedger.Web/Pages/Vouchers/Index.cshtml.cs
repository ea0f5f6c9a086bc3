using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Vouchers.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Vouchers;

/// <summary>All manual vouchers: the approver's queue first.</summary>
[Authorize(Policies.SeeJournal)]
internal sealed class IndexModel(ManualVoucherList list, IAuthorizationService authorization, IClock clock) : PageModel
{
    [FromQuery(Name = "state")]
    public ManualVoucherState? State { get; set; }

    [FromQuery(Name = "from")]
    public LocalDate? From { get; set; }

    [FromQuery(Name = "to")]
    public LocalDate? To { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    public Refusal? Refusal { get; private set; }

    public Sorting Sorting { get; private set; } = ManualVoucherList.Usual;

    public ManualVoucherPage List { get; private set; } = null!;

    public LocalDate Today { get; } = clock.Today();

    public bool MayPrepare { get; private set; }

    public bool Filtered => State is not null || From is not null || To is not null || Mine || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "sort")] string? sort, [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format,
        CancellationToken stop)
    {
        Sorting = Sorting.Read(
            sort, ManualVoucherList.Usual, ManualVoucherList.ByAge, ManualVoucherList.ByAmount, ManualVoucherList.ByDate);
        MayPrepare = await authorization.May(User, Policies.PrepareManualVoucher);
        var filter = new ManualVoucherFilter(State, From, To, Mine, Text);
        var export = ListExport.Wanted(format);
        var read = await Read(export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (!export) return Page();
        if (List.Page.Total <= ListExport.LongestList)
            return ListExport.File(format!, "manual-vouchers", List.Page.Rows.Select(Exported));
        Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
        List = (await Read(page, Paging.DefaultSize)).Value;
        return Page();

        Task<Result<ManualVoucherPage>> Read(int number, int size) => list.Read(this.Actor(), filter, Sorting, number, size, stop);
    }

    private static ExportedVoucher Exported(ManualVoucherRow row) => new(
        row.Code, row.Purpose, row.State, row.BookingDate, row.Description, string.Join(' ', row.Accounts), string.Join(' ', row.Funds),
        row.Amount, row.Amount.Currency.Code, row.PreparedOn, row.Preparer, row.Decider, row.Entry?.ToString());
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedVoucher(
    string Code, ManualVoucherPurpose Purpose, ManualVoucherState State, LocalDate BookingDate, string Description, string Accounts,
    string Funds, Money Amount, string Currency, LocalDate PreparedOn, string Preparer, string? Decider, string? Entry);
