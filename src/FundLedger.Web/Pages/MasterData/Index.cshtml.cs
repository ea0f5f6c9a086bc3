using FundLedger.UseCases.Access;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>What master data there is, and what is missing before anything can be booked.</summary>
[Authorize(Policies.SeeMasterData)]
internal sealed class IndexModel(MasterDataOverview overview) : PageModel
{
    /// <summary>Nothing can be booked without one of each.</summary>
    private static readonly string[] Needed = [MasterDataKinds.Fund, MasterDataKinds.BankAccount, MasterDataKinds.Party];

    public IReadOnlyList<MasterDataCount> Counts { get; private set; } = [];

    public IEnumerable<MasterDataKind> Missing =>
        Counts.Where(count => count.Rows == 0 && Needed.Contains(count.Kind.Name)).Select(count => count.Kind);

    public bool MayEnter(MasterDataKind kind) => kind.Policy.Policies.Any(SignedInPerson.Of(User).Holds);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var read = await overview.Read(this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        Counts = read.Value;
        return Page();
    }
}
