using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>A row that is not there yet.</summary>
[Authorize(Policies.ManageParties)]
internal sealed class NewModel(MasterDataForm form, ImportMasterData import, ServedAccount books) : EntryModel(form, import, books)
{
    public async Task<IActionResult> OnGetAsync(string kind, CancellationToken stop) => await Prepare(kind, null, stop) ?? Page();

    public async Task<IActionResult> OnPostAsync(string kind, CancellationToken stop) =>
        await Prepare(kind, null, stop) ?? await Save(stop);
}
