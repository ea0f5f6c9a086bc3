using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Returns.Reads;

namespace FundLedger.UseCases.Returns;

public static class ReturnsFeature
{
    public static Feature Feature { get; } = new("Returns")
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
        Menu = [new("Returns", "/returns", Policies.SeeReturns, 50)],
    };
}
