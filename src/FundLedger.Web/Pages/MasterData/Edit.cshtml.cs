using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>A row that is there; what documents rely on is shown and stays.</summary>
[Authorize(Policies.ManageParties)]
internal sealed class EditModel(MasterDataForm form, ImportMasterData import, ServedAccount books) : EntryModel(form, import, books)
{
    public async Task<IActionResult> OnGetAsync(string kind, long id, CancellationToken stop) => await Prepare(kind, id, stop) ?? Page();

    public async Task<IActionResult> OnPostAsync(string kind, long id, CancellationToken stop) =>
        await Prepare(kind, id, stop) ?? await Save(stop);
}
