using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>A form for one row, made of the kind's columns: a file of one row, by the same use case.</summary>
internal abstract class EntryModel(MasterDataForm form, ImportMasterData import, ServedAccount books) : PageModel
{
    private MasterDataKind? kind;

    public MasterDataKind Kind => kind ?? throw new InvalidOperationException("Not read yet.");

    public MasterDataEntry Entry { get; private set; } = new(null, new Dictionary<string, IReadOnlyList<RowName>>());

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty]
    public Dictionary<string, string?> Cells { get; set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>What is wrong, by column name; under the empty name what is wrong with the row.</summary>
    public ILookup<string, Refusal> Faults { get; private set; } = Array.Empty<Refusal>().ToLookup(_ => "");

    public Currency Currency => books.Currency;

    /// <summary>What stands in a field: what was typed, else what the books hold.</summary>
    public string Typed(MasterDataColumn column) =>
        (Cells.TryGetValue(column.Name, out var typed) ? typed : Entry.Row?.Values[column.Name]) ?? "";

    /// <summary>Whether the field may be filled in: of a row that is there, only what may change.</summary>
    public bool IsOpen(MasterDataColumn column) => Entry.Row is not { } row
        ? !column.GivenByBooks || column.Name == "ledger_account"
        : column.Changeable || (column.GivenOnce && row.Values[column.Name] is null);

    /// <summary>The kind and, for an id, the row; else what to answer instead of a page.</summary>
    protected async Task<IActionResult?> Prepare(string name, long? id, CancellationToken stop)
    {
        var found = MasterDataKinds.Find(name);
        if (found.IsRefused) return NotFound();
        kind = found.Value;
        if (!Kind.Policy.Permits(this.Actor())) return Forbid();
        var read = await form.Read(Kind, id, this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is null) return NotFound();
        Entry = read.Value;
        return null;
    }

    /// <summary>Writes the row that was typed; a page with what is wrong, else the list.</summary>
    protected async Task<IActionResult> Save(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        var cells = Kind.Columns.Where(IsOpen).ToDictionary(column => column.Name, Typed, StringComparer.Ordinal);
        foreach (var column in Kind.Columns.Where(column => Entry.Row is not null && !IsOpen(column)))
            cells[column.Name] = Entry.Row!.Values[column.Name] ?? "";
        var done = await import.Run(new MasterDataImport(RequestKey, Kind.Name, [new GivenRow(1, cells)]), this.Actor(), stop);
        Refusal = done.Refusal;
        if (done.IsRefused) return Page();
        if (done.Value.Refused == 0)
            return LocalRedirect($"/master-data/{Kind.Name}?added={done.Value.Added}&changed={done.Value.Changed}");
        Faults = done.Value.Rows[0].Refusals.ToLookup(fault => fault.Column ?? "", fault => fault.Refusal);
        return Page();
    }
}
