using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Returns;

public static class ReturnsFeature
{
    public static Feature Feature { get; } = new("Returns")
    {
        UseCases = [typeof(RecordAgreement), typeof(GenerateExpectedReturns), typeof(AcceptRevenueReport)],
        Documents =
        [
            new(DocumentKind.ExpectedReturn, nameof(DocumentKind.ExpectedReturn), "/returns/{0}", Policies.SeeReturns),
        ],
        Menu = [new("Returns", "/returns", Policies.SeeReturns, 50)],
    };
}
