using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>The rows of one kind, as a table, as a file, and the empty file to fill in.</summary>
[Authorize(Policies.SeeMasterData)]
internal sealed class ListModel(MasterDataList list, ServedAccount books) : PageModel
{
    private MasterDataKind? kind;

    public MasterDataKind Kind => kind ?? throw new InvalidOperationException("Not read yet.");

    [BindProperty(SupportsGet = true, Name = "text")]
    public string? Text { get; set; }

    /// <summary>How many rows the form before has added and changed; null when none has.</summary>
    [BindProperty(SupportsGet = true, Name = "added")]
    public int? Added { get; set; }

    [BindProperty(SupportsGet = true, Name = "changed")]
    public int? Changed { get; set; }

    public PageOf<StoredRow> Rows { get; private set; } = new([], 1, Paging.DefaultSize, 0);

    public Currency Currency => books.Currency;

    public bool MayEnter => Kind.Policy.Policies.Any(SignedInPerson.Of(User).Holds);

    public async Task<IActionResult> OnGetAsync(
        string kind, [FromQuery(Name = "page")] int page, string? format, string? template, CancellationToken stop)
    {
        var found = MasterDataKinds.Find(kind);
        if (found.IsRefused) return NotFound();
        this.kind = found.Value;
        if (MasterDataFile.Wanted(template)) return MasterDataFile.File(template!, Kind, MasterDataFile.Example(Kind));
        if (MasterDataFile.Wanted(format))
        {
            var whole = await list.Whole(Kind, Text, this.Actor(), stop);
            return whole.IsRefused ? Forbid() : MasterDataFile.File(format!, Kind, whole.Value.Select(row => row.Values));
        }

        var read = await list.Page(Kind, Text, page, this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        Rows = read.Value;
        return Page();
    }
}
