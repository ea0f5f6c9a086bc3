using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.UseCases.Journal.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Journal;

[Authorize(Policies.SeeJournal)]
internal sealed class IndexModel(
    JournalReport report, JournalChoices choices, ServedAccount books, IClock clock, IAuthorizationService authorization) : PageModel
{
    /// <summary>An entry has several lines: fewer entries than other lists have rows.</summary>
    private const int EntriesOnPage = 20;

    [BindProperty(SupportsGet = true, Name = "from")]
    public LocalDate? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public LocalDate? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "fund")]
    public string? Fund { get; set; }

    [BindProperty(SupportsGet = true, Name = "account")]
    public string? Account { get; set; }

    /// <summary>Public code of the document behind the entries.</summary>
    [BindProperty(SupportsGet = true, Name = "document")]
    public string? Document { get; set; }

    [FromQuery(Name = "page")]
    public int? Number { get; set; }

    public FundLedger.Reports.Journal? Report { get; private set; }

    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    public IReadOnlyList<AccountChoice> Accounts { get; private set; } = [];

    public IReadOnlyDictionary<DocumentReference, JournalDocument> Documents { get; private set; } =
        new Dictionary<DocumentReference, JournalDocument>();

    public bool MayPost { get; private set; }

    public bool IsFiltered => From is not null || To is not null || Fund is not null || Account is not null || Document is not null;

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        // From the menu it begins with this year; with a query it shows what the query asks for.
        if (Request.Query.Keys.All(key => key is "culture")) From = new LocalDate(clock.Today().Year, 1, 1);
        MayPost = await authorization.May(User, Policies.PrepareManualVoucher);
        var read = await choices.Read(this.Actor(), Document, stop);
        if (read.IsRefused) return Forbid();
        (Funds, Accounts, var document) = read.Value;
        if (!ModelState.IsValid) return Page();
        if (document is null && !string.IsNullOrWhiteSpace(Document))
        {
            Refusal = JournalRefusals.DocumentNotFound(Document.Trim());
            return Page();
        }

        var parameters = new JournalParameters(books.Id, From, To, Fund, Account, document, Math.Max(1, Number ?? 1), EntriesOnPage);
        var result = await report.Run(parameters, stop);
        if (!result.IsRefused && result.Value.Total > 0 && result.Value.Entries.Count == 0)
        {
            // A page beyond the end, from an address kept while the filter changed.
            result = await report.Run(parameters with { Page = result.Value.Pages }, stop);
        }

        (Refusal, Report) = (result.Refusal, result.IsRefused ? null : result.Value);
        if (Report is null) return Page();
        if (ListExport.Wanted(format))
        {
            if (Report.Total <= ListExport.LongestList)
            {
                var whole = await report.Run(parameters with { Page = 1, Size = ListExport.LongestList }, stop);
                return TableDownload.Of(JournalTable.Of(whole.Value), format!);
            }

            Refusal = DisplayRefusals.ListTooLong(Report.Total, ListExport.LongestList);
        }

        var references = Report.Entries.Select(entry => entry.Document).OfType<DocumentReference>();
        Documents = (await choices.Documents(this.Actor(), references, stop)).Value;
        return Page();
    }
}

internal static class JournalRefusals
{
    public static Refusal DocumentNotFound(string code) => new(nameof(DocumentNotFound), code);
}
