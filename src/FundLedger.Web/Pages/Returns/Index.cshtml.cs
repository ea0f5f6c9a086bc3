using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Returns;
using FundLedger.UseCases.Returns.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Returns;

/// <summary>What ventures owe back, what is late, and what has been received.</summary>
[Authorize(Policies.SeeReturns)]
internal sealed class IndexModel(
    ReturnList list, ServedAccount books, IClock clock, IAuthorizationService authorization,
    GenerateExpectedReturns generateExpectedReturns) : PageModel
{
    [FromQuery(Name = "state")]
    public ExpectedReturnState? State { get; set; }

    [FromQuery(Name = "overdue")]
    public bool Overdue { get; set; }

    [FromQuery(Name = "venture")]
    public string? Venture { get; set; }

    [FromQuery(Name = "agreement")]
    public string? Agreement { get; set; }

    /// <summary>How many returns a run of the job has just added.</summary>
    [FromQuery(Name = "generated")]
    public int? Generated { get; set; }

    public Sorting Sorting { get; private set; } = ReturnList.Usual;

    public ReturnPage List { get; private set; } = null!;

    public IReadOnlyList<AgreementRow> Agreements { get; private set; } = [];

    public IReadOnlyList<VentureWithAgreement> Ventures { get; private set; } = [];

    public LocalDate Today { get; } = clock.Today();

    public bool MayManage { get; private set; }

    public bool MayRunJob { get; private set; }

    public Refusal? Refusal { get; private set; }

    public bool Filtered => State is not null || Overdue || !string.IsNullOrEmpty(Venture) || !string.IsNullOrEmpty(Agreement);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "sort")] string? sort, [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format,
            CancellationToken stop)
    {
        Sorting = Sorting.Read(sort, ReturnList.Usual, ReturnList.ByDue, ReturnList.ByVenture, ReturnList.ByState);
        var export = ListExport.Wanted(format);
        var filter = new ReturnFilter(State, Overdue, Venture, Agreement);
        var read = await list.Read(
            this.Actor(), filter, Sorting, export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize, stop);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (export && List.Page.Total <= ListExport.LongestList)
            return ListExport.File(format!, "expected-returns", List.Page.Rows.Select(Exported));
        if (export)
        {
            Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
            List = (await list.Read(this.Actor(), filter, Sorting, page, Paging.DefaultSize, stop)).Value;
        }

        Agreements = (await list.Agreements(this.Actor(), string.IsNullOrEmpty(Agreement) ? null : Agreement, stop)).Value;
        Ventures = (await list.Ventures(this.Actor(), stop)).Value;
        MayManage = await authorization.May(User, Policies.ManageReturns);
        MayRunJob = await authorization.May(User, Policies.RunJobs, Policies.ManageReturns);
        return Page();
    }

    public async Task<IActionResult> OnPostRunAsync(CancellationToken stop)
    {
        var run = await generateExpectedReturns.Run(SignedInPerson.Of(User).ToActor(), stop);
        if (run.Refusal.IsNotPermitted()) return Forbid();
        if (!run.IsRefused) return RedirectToPage(new { generated = run.Value });
        Refusal = run.Refusal;
        return await OnGetAsync(null, 1, null, stop);
    }

    private ExportedReturn Exported(ReturnRow row) => new(
        row.Code, row.Venture, row.Payer, row.PeriodFrom, row.PeriodTo, row.DueOn, row.DaysLate(Today), row.State, row.Revenue, row.Amount,
        books.Currency.Code, row.ReceivedOn, row.PaymentReference);
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedReturn(
    string Code, string Venture, string Payer, LocalDate PeriodFrom, LocalDate PeriodTo, LocalDate DueOn, int DaysLate,
        ExpectedReturnState State,
    Money? Revenue, Money? Amount, string Currency, LocalDate? ReceivedOn, string PaymentReference);
