using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.UseCases.Journal.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Pages.Bank;

/// <summary>One statement line; an unidentified one can be explained here, whole or in parts: preview first, then book.</summary>
[Authorize(Policies.SeeBank)]
internal sealed class LineModel(
    StatementLineList lines, LineExplanations explanations, IAuthorizationService authorization,
    ExplainLine explainLine, ServedAccount books, Wording wording, IStringLocalizer<Words> words) : PageModel
{
    private const int RowsAtFirst = 3;
    private const int MoreRows = 3;

    [BindProperty(SupportsGet = true, Name = "id")]
    public long Id { get; set; }

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty]
    public ExplainForm Form { get; set; } = new();

    public LineRow Line { get; private set; } = null!;

    public IReadOnlyList<LinePartRow> Parts { get; private set; } = [];

    public bool MayExplain { get; private set; }

    /// <summary>Whether a contribution that nobody announced may be made here.</summary>
    public bool MayBookContributions { get; private set; }

    /// <summary>Null unless the line may be explained.</summary>
    public LineChoices Choices { get; private set; } = null!;

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    public IReadOnlyList<PayerChoice> Payers { get; private set; } = [];

    /// <summary>What the sent section would post, after a preview that went well.</summary>
    public IReadOnlyList<PreviewedPosting> Previewed { get; private set; } = [];

    /// <summary>The sent section has been previewed or refused: trying it again is not what comes next.</summary>
    public bool IsDecided => Previewed.Count > 0 || Refusal is not null;

    public string? Reason { get; private set; }

    public Refusal? Refusal { get; private set; }

    [FromQuery(Name = "entry")]
    public string? Done { get; set; }

    /// <summary>Where documents of the line and its parts are shown.</summary>
    private IReadOnlyDictionary<DocumentReference, JournalDocument> documents = new Dictionary<DocumentReference, JournalDocument>();

    public string? AddressOf(DocumentReference document) => documents.GetValueOrDefault(document)?.Address;

    public static string PolicyOf(DocumentReference document) => Features.Document(document.Kind).Policy;

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    /// <summary>The sections that fit the line's direction and the person's rights, in the order in which they are tried.</summary>
    public IEnumerable<ExplainSection> Sections => Line.Amount.IsNegative
        ? [ExplainSection.Document, ExplainSection.Fee, ExplainSection.OwnTransfer, ExplainSection.Split]
        : Enum.GetValues<ExplainSection>().Where(section => section != ExplainSection.Fee
            && (section != ExplainSection.NewContribution || MayBookContributions));

    /// <summary>The section that was sent; before that the first, when a document waits for this amount.</summary>
    public bool IsOpen(ExplainSection section) =>
        section == (Form.Section ?? (Choices.Documents.Count > 0 ? ExplainSection.Document : null));

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ModelState.Clear();
        return await Find(stop) ?? await Show(stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await Find(stop) is { } answer) return answer;
        if (Form.More)
        {
            // Nothing is being booked yet: what is missing or unreadable is said at the preview.
            foreach (var field in ModelState.Values) field.Errors.Clear();
            AddRows(Math.Min(LinePartRules.MaximumParts, Form.Rows.Count + MoreRows));
            return await Show(stop);
        }

        if (Form.Section == ExplainSection.NewContribution && !MayBookContributions) return Forbid();
        // A section that is not shown has no place for its messages.
        if (Form.Section is { } sent && !Sections.Contains(sent)) Form.Section = null;
        var parts = new ExplainReading(Form, Line.Amount, ModelState, words).Parts();
        if (ModelState.IsValid)
        {
            var explained = await explainLine.Run(
                new LineExplanation(RequestKey, Id, parts, DryRun: !Form.Book), SignedInPerson.Of(User).ToActor(), stop);
            if (explained.Refusal.IsNotPermitted()) return Forbid();
            if (Form.Book && !explained.IsRefused) return RedirectToPage(new { id = Id, entry = explained.Value.Entry });
            (Refusal, Previewed) = (explained.Refusal, explained.IsRefused ? [] : explained.Value.Postings);
        }

        return await Show(stop);
    }

    /// <summary>Reads the line; an answer when there is none, or the person may not see it.</summary>
    private async Task<IActionResult?> Find(CancellationToken stop)
    {
        var read = await lines.Find(this.Actor(), Id, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } line) return NotFound();
        Line = line;
        MayBookContributions = BookContribution.Policy.Permits(SignedInPerson.Of(User).ToActor());
        return null;
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        Reason = MatchReasons.Sentence(Line.MatchReason, wording, words);
        var parts = await explanations.Parts(this.Actor(), Id, stop);
        if (parts.IsRefused) return Forbid();
        Parts = parts.Value;
        var named = Parts.Select(part => part.Document).Append(Line.Document).OfType<DocumentReference>();
        documents = (await explanations.Documents(this.Actor(), named, stop)).Value;
        MayExplain = Line.State is StatementLineState.Unidentified or StatementLineState.New
            && await authorization.May(User, Policies.ReconcileBank, Policies.ImportStatement);
        return MayExplain ? await ShowForms(stop) : Page();
    }

    private async Task<IActionResult> ShowForms(CancellationToken stop)
    {
        var choices = await explanations.For(this.Actor(), Line, stop);
        if (choices.IsRefused) return Forbid();
        Choices = choices.Value;
        (Funds, Payers) = (await explanations.Choices(this.Actor(), stop)).Value;
        Form.GiftDescription ??= Line.Description.Length > 0 ? Line.Description : Line.Counterparty;
        if (Form.Section is null) (Form.InterestFrom, Form.InterestTo) = (Choices.InterestFrom, Choices.InterestTo);
        while (Form.GiftShares.Count < RowsAtFirst) Form.GiftShares.Add(new ShareRow());
        AddRows(RowsAtFirst);
        return Page();
    }

    private void AddRows(int count)
    {
        while (Form.Rows.Count < count) Form.Rows.Add(new SplitRow());
    }
}
