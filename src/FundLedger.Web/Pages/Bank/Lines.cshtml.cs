using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Every line the bank has sent, and what became of it.</summary>
[Authorize(Policies.SeeBank)]
internal sealed class LinesModel(StatementLineList lines, Wording wording, IStringLocalizer<Words> words) : PageModel
{
    [FromQuery(Name = "state")]
    public StatementLineState? State { get; set; }

    [FromQuery(Name = "from")]
    public LocalDate? From { get; set; }

    [FromQuery(Name = "to")]
    public LocalDate? To { get; set; }

    [FromQuery(Name = "least")]
    public Money? Least { get; set; }

    [FromQuery(Name = "most")]
    public Money? Most { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    public Refusal? Refusal { get; private set; }

    public Sorting Sorting { get; private set; } = StatementLineList.Usual;

    public LinePage List { get; private set; } = null!;

    public bool Filtered =>
        State is not null || From is not null || To is not null || Least is not null || Most is not null || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "sort")] string? sort, [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format,
            CancellationToken stop)
    {
        Sorting = Sorting.Read(
            sort, StatementLineList.Usual, StatementLineList.ByDate, StatementLineList.ByAmount, StatementLineList.ByState);
        var filter = new LineFilter(State, From, To, Least?.MinorUnits, Most?.MinorUnits, Text);
        var export = ListExport.Wanted(format);
        var read = await lines.Read(
            this.Actor(), filter, Sorting, export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize, stop);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (!export) return Page();
        if (List.Page.Total <= ListExport.LongestList) return ListExport.File(format!, "statement-lines", List.Page.Rows.Select(Exported));
        Refusal = DisplayRefusals.ListTooLong(List.Page.Total, ListExport.LongestList);
        List = (await lines.Read(this.Actor(), filter, Sorting, page, Paging.DefaultSize, stop)).Value;
        return Page();
    }

    public string? Reason(LineRow line) => MatchReasons.Sentence(line.MatchReason, wording, words);

    private ExportedLine Exported(LineRow line) => new(
        line.Id, line.BankAccount, line.BookingDate, line.ValueDate, line.Amount, line.Amount.Currency.Code, line.Reference,
            line.Counterparty,
        line.Description, line.State, Reason(line), line.Entry?.ToString());
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedLine(
    long Line, string BankAccount, LocalDate BookingDate, LocalDate ValueDate, Money Amount, string Currency, string Reference,
        string Counterparty,
    string Description, StatementLineState State, string? MatchReason, string? Entry);
