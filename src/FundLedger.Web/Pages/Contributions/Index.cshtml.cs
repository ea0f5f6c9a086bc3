using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>The list of contributions; a company sees its own.</summary>
[Authorize(Policies.SeeOwnContributions)]
internal sealed class IndexModel(
    ContributionList list, IClock clock, IAuthorizationService authorization) : PageModel
{
    private const int YearsOffered = 6;
    private const int EarliestYear = 1912;
    private const int LatestYear = 9000;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public ContributionKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public ContributionState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "payer")]
    public string? Payer { get; set; }

    [BindProperty(SupportsGet = true, Name = "fund")]
    public string? Fund { get; set; }

    [BindProperty(SupportsGet = true, Name = "year"), Range(EarliestYear, LatestYear)]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public LocalDate? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public LocalDate? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "text")]
    public string? Text { get; set; }

    [FromQuery(Name = "page")]
    public int? Number { get; set; }

    public ContributionFilter Filter { get; private set; } = null!;

    public Sorting Sorting { get; private set; } = ContributionList.Usual;

    public PageOf<ContributionRow> Rows { get; private set; } = null!;

    public IReadOnlyList<ContributionTotal> Totals { get; private set; } = [];

    /// <summary>Where each row's money goes, by the contribution's code.</summary>
    public ILookup<string, ContributionFund> FundsOf { get; private set; } = null!;

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    public IReadOnlyList<PayerChoice> Payers { get; private set; } = [];

    public IReadOnlyList<int> Years { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool SeesAll { get; private set; }

    public bool MayBook { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? sort, string? format, CancellationToken stop)
    {
        SeesAll = SignedInPerson.Of(User).Holds(Policies.SeeContributions);
        MayBook = await authorization.May(User, Policies.BookContributions);
        var thisYear = clock.Today().Year;
        Years = [.. Enumerable.Range(0, YearsOffered).Select(back => thisYear - back)];
        if (Year is < EarliestYear or > LatestYear) Year = null;
        Filter = new ContributionFilter(Kind, State, Given(Payer), Given(Fund), Year, From, To, Given(Text));
        Sorting = Sorting.Read(sort, ContributionList.Usual, ContributionList.Sortable);

        var export = ListExport.Wanted(format);
        var read = await list.Read(
            this.Actor(), Filter, Sorting, export ? 1 : Number ?? 1, export ? ListExport.LongestList : Paging.DefaultSize, stop);
        if (read.IsRefused) return Forbid();
        if (export)
        {
            if (read.Value.Page.Total <= ListExport.LongestList) return ListExport.File(format!, "contributions", read.Value.Page.Rows);
            Refusal = DisplayRefusals.ListTooLong(read.Value.Page.Total, ListExport.LongestList);
            read = await list.Read(this.Actor(), Filter, Sorting, Number ?? 1, Paging.DefaultSize, stop);
        }

        (Rows, Totals, FundsOf) = read.Value;
        (Funds, Payers) = (await list.Filters(this.Actor(), stop)).Value;
        return Page();
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
