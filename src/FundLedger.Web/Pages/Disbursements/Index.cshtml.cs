using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Disbursements.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>All disbursements, those first that wait for the person who looks.</summary>
[Authorize(Policies.SeeDisbursements)]
internal sealed class IndexModel(DisbursementList list, IClock clock) : PageModel
{
    /// <summary>A hundred years; time stops being countable further back.</summary>
    private const int LongestAge = 36_525;

    [FromQuery(Name = "state")]
    public DisbursementState? State { get; set; }

    [FromQuery(Name = "fund")]
    public string? Fund { get; set; }

    [FromQuery(Name = "venture")]
    public string? Venture { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "age"), Range(0, LongestAge)]
    public int? OlderThanDays { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    public Refusal? Refusal { get; private set; }

    public Sorting Sorting { get; private set; } = DisbursementList.Usual;

    public DisbursementPage List { get; private set; } = null!;

    public IReadOnlyList<NamedCode> Funds { get; private set; } = [];

    public IReadOnlyList<NamedCode> Ventures { get; private set; } = [];

    /// <summary>The states that a disbursement may be found in.</summary>
    public IReadOnlyList<DisbursementState> States { get; } =
        [.. DisbursementWorkflow.Table.Those(row => row.Meaning != StateMeaning.Passing).Order()];

    /// <summary>Days of waiting that are asked for.</summary>
    public IReadOnlyList<int> Ages { get; } = [3, DisbursementWorkflow.DaysToAct, 14, 30];

    public LocalDate Today { get; } = clock.Today();

    public bool MayRequest { get; private set; }

    public bool MayPay { get; private set; }

    public bool Filtered => State is not null || Mine || OlderThanDays is not null
        || !string.IsNullOrEmpty(Fund) || !string.IsNullOrEmpty(Venture) || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "sort")] string? sort, [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format,
            CancellationToken stop)
    {
        Sorting = Sorting.Read(
            sort, DisbursementList.Usual, DisbursementList.ByAge, DisbursementList.ByAmount, DisbursementList.ByVenture,
            DisbursementList.ByFund, DisbursementList.ByState, DisbursementList.ByRequest);
        var allowed = DutyPolicies.AllowedTo(SignedInPerson.Of(User).ToActor());
        (MayRequest, MayPay) = (allowed.Contains(Duty.Requester), allowed.Contains(Duty.Payer));
        if (OlderThanDays is < 0 or > LongestAge) OlderThanDays = null;
        var filter = new DisbursementFilter(State, Fund, Venture, Mine, OlderThanDays, Text);
        var export = ListExport.Wanted(format);
        var read = await Read(export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (export && List.Page.Total <= ListExport.LongestList)
            return ListExport.File(format!, "disbursements", List.Page.Rows.Select(Exported));
        if (export)
        {
            Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
            List = (await Read(page, Paging.DefaultSize)).Value;
        }

        (Funds, Ventures) = (await list.Choices(this.Actor(), stop)).Value;
        return Page();

        Task<Result<DisbursementPage>> Read(int number, int size) => list.Read(this.Actor(), filter, Sorting, number, size, stop);
    }

    private ExportedDisbursement Exported(DisbursementRow row) => new(
        row.Code, row.State, row.StateSince, row.AgeInDays(Today), row.WaitsFor, row.Venture, row.DistrictZh, row.Fund, row.Payee,
        row.Amount, row.Amount.Currency.Code, row.Instrument, row.RequestedOn, row.Purpose);
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedDisbursement(
    string Code, DisbursementState State, Instant StateSince, int AgeDays, Duty? WaitsFor, string Venture, string? District, string Fund,
        string Payee,
    Money Amount, string Currency, Instrument Instrument, LocalDate RequestedOn, string Purpose);
