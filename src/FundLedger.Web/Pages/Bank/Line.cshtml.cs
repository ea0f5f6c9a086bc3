using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.UseCases.Journal.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Pages.Bank;

/// <summary>One statement line; an unidentified one can be explained here.</summary>
[Authorize(Policies.SeeBank)]
internal sealed class LineModel(
    StatementLineList lines, LineExplanations explanations, AuthorizedReader reader, IAuthorizationService authorization,
    ExplainLine explainLine, Wording wording, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public long Id { get; set; }

    public LineRow Line { get; private set; } = null!;

    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];

    public bool MayExplain { get; private set; }

    /// <summary>Where the document the line belongs to is shown.</summary>
    public string? DocumentAddress { get; private set; }

    /// <summary>The policy of that page.</summary>
    public string DocumentPolicy => Line.Document is { } document ? Features.Document(document.Kind).Policy : Policies.SeeBank;

    public string? Reason { get; private set; }

    public string? Typed { get; private set; }

    public Refusal? Refusal { get; private set; }

    public string Key { get; } = RequestKeys.New();

    [FromQuery(Name = "entry")]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    /// <param name="choice">The payment reference of a candidate that was chosen.</param>
    /// <param name="typed">A payment reference typed by hand; goes before a choice.</param>
    public async Task<IActionResult> OnPostAsync(string? key, string? choice, string? typed, CancellationToken stop)
    {
        var reference = string.IsNullOrWhiteSpace(typed) ? choice ?? "" : typed;
        var explained = await explainLine.Run(new LineExplanation(key ?? "", Id, reference), SignedInPerson.Of(User).ToActor(), stop);
        if (explained.Refusal.IsNotPermitted()) return Forbid();
        if (!explained.IsRefused) return RedirectToPage(new { id = Id, entry = explained.Value });
        (Refusal, Typed) = (explained.Refusal, typed);
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await lines.Find(this.Actor(), Id, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } line) return NotFound();
        Line = line;
        Reason = MatchReasons.Sentence(line.MatchReason, wording, words);
        DocumentAddress = line.Document is { } document ? await Address(document, stop) : null;
        MayExplain = line.State is StatementLineState.Unidentified or StatementLineState.New
            && await authorization.May(User, Policies.ReconcileBank, Policies.ImportStatement);
        if (!MayExplain) return Page();
        var candidates = await explanations.For(this.Actor(), line, stop);
        if (candidates.IsRefused) return Forbid();
        Candidates = candidates.Value;
        return Page();
    }

    private async Task<string?> Address(DocumentReference document, CancellationToken stop)
    {
        var documents = await reader.Read(StatementLineList.Policy, this.Actor(), db => JournalDocument.Read(db, [document], stop), stop);
        return documents.Value[document].Address;
    }
}
