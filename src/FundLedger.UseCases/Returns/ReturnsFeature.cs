using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Returns.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.UseCases.Returns;

public static class ReturnsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(RecordAgreement), typeof(GenerateExpectedReturns), typeof(AcceptRevenueReport),
            typeof(ReturnList), typeof(ExpectedReturnStory), typeof(AgreementChoices),
        ],
        Documents =
        [
            new(DocumentKind.ExpectedReturn, nameof(DocumentKind.ExpectedReturn), "/returns/{0}", Policies.SeeReturns),
        ],
        Work =
        [
            new("WorkAwaitedReports", WorkKind.Waiting, Policies.ManageReturns,
                "/returns?state=AwaitingReport", ReturnsWork.AwaitedReports),
            new("WorkOverdueReturns", WorkKind.Wrong, Policies.SeeReturns, "/returns?overdue=true", ReturnsWork.Overdue),
        ],
        Jobs =
        [
            new("expected-returns", "JobExpectedReturns", "10 1 * * *", async (services, scheduler, stop) =>
                (await services.GetRequiredService<GenerateExpectedReturns>().Run(scheduler, stop))
                    .Select(added => new JobMessage("ReturnsExpected", added))),
        ],
        Menu = [new("Returns", "/returns", Policies.SeeReturns, 50, MenuGroup.Income)],
    };
}
