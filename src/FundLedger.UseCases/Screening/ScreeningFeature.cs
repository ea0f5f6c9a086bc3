using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Screening.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.UseCases.Screening;

public static class ScreeningFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(RunScreening), typeof(ScreeningOverview)],
        Work =
        [
            new("WorkScreeningFindings", WorkKind.Wrong, Policies.SeeContributions, "/screening", ScreeningOverview.Work),
        ],
        Jobs =
        [
            new("screening", "JobScreening", "20 1 * * *", async (services, scheduler, stop) =>
                (await services.GetRequiredService<RunScreening>().Run("screening-" + PublicCode.New(), scheduler, stop))
                    .Select(done => new JobMessage("GiftsScreened", done.Screened, done.Changed))),
        ],
        Menu = [new("Screening", "/screening", Policies.SeeContributions, 27, MenuGroup.Income)],
    };
}
