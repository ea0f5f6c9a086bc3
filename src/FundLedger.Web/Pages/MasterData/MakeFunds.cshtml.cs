using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>Makes the funds of the chosen sources, districts, programmes and years: a file that nobody had to write.</summary>
[Authorize(Policies.ManageMasterData)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
internal sealed class MakeFundsModel(ImportMasterData import, MasterDataList list, ServedAccount books) : ImportPage(import, books)
{
    [BindProperty]
    public List<string> Sources { get; set; } = [];

    [BindProperty]
    public bool General { get; set; }

    [BindProperty]
    public List<string> Districts { get; set; } = [];

    [BindProperty]
    public List<string> Programmes { get; set; } = [];

    [BindProperty]
    public string? Years { get; set; }

    public IReadOnlyList<RowValues> AllDistricts { get; private set; } = [];

    public IReadOnlyList<RowValues> AllProgrammes { get; private set; } = [];

    /// <summary>Nothing was chosen that makes a fund.</summary>
    public bool MakesNothing { get; private set; }

    public Domain.Refusal? YearsFault { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Prepare(stop) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await Prepare(stop) is { } answer) return answer;
        var years = FundTemplates.Years(Years);
        YearsFault = years.Refusal;
        if (years.IsRefused || !ModelState.IsValid) return Page();
        var rows = FundTemplates.Rows(
            Sources, General, [.. AllDistricts.Where(row => Districts.Contains(row.Text("code")))],
            [.. AllProgrammes.Where(row => Programmes.Contains(row.Text("code")))], years.Value);
        MakesNothing = rows.Count == 0;
        if (!MakesNothing) await Preview(MasterDataFile.Write(MasterDataFile.Csv, Kind, rows), "funds.csv", stop);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken stop) => await Prepare(stop) ?? await Confirm(stop);

    private async Task<IActionResult?> Prepare(CancellationToken stop)
    {
        if (Choose(MasterDataKinds.Fund) is { } answer) return answer;
        var districts = await list.Whole(MasterDataKinds.Find(MasterDataKinds.District).Value, null, this.Actor(), stop);
        var programmes = await list.Whole(MasterDataKinds.Find(MasterDataKinds.Programme).Value, null, this.Actor(), stop);
        if (districts.IsRefused || programmes.IsRefused) return Forbid();
        AllDistricts = [.. districts.Value.Select(row => row.Values)];
        AllProgrammes = [.. programmes.Value.Select(row => row.Values)];
        return null;
    }
}
