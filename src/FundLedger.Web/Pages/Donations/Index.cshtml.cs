using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Donations.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Donations;

/// <summary>All donations for the office, what waits for its reader first; for a company's person those of the own company.</summary>
[Authorize(Policies.SeeOwnContributions)]
internal sealed class IndexModel(DonationList list, IAuthorizationService authorization, IClock clock) : PageModel
{
    [FromQuery(Name = "state")]
    public DonationState? State { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    public Refusal? Refusal { get; private set; }

    public DonationPage List { get; private set; } = null!;

    public LocalDate Today { get; } = clock.Today();

    public bool SeesReview { get; private set; }

    public bool MayRecord { get; private set; }

    public bool Filtered => State is not null || Mine || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format, CancellationToken stop)
    {
        SeesReview = VisibleDonations.SeesReview(this.Actor());
        MayRecord = await authorization.May(User, Policies.IntendDonation);
        var export = ListExport.Wanted(format);
        var read = await Read(export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (!export) return Page();
        if (List.Page.Total <= ListExport.LongestList) return ListExport.File(format!, "donations", List.Page.Rows.Select(Exported));
        Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
        List = (await Read(page, Paging.DefaultSize)).Value;
        return Page();

        Task<Result<DonationPage>> Read(int number, int size) =>
            list.Read(this.Actor(), new DonationFilter(State, Mine, Text), number, size, stop);
    }

    /// <summary>What the office finds is not for the donor.</summary>
    private ExportedDonation Exported(DonationRow row) => new(
        row.Code, row.Purpose, row.Donor, row.UnderReview && !SeesReview ? "UnderReview" : row.State.ToString(), row.Amount, row.Received,
        row.Amount.Currency.Code, row.IntendedOn);
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedDonation(
    string Code, string Purpose, string Donor, string State, Money Amount, Money Received, string Currency, LocalDate IntendedOn);
