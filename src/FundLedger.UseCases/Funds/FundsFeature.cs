using FundLedger.UseCases.Funds.Reads;

namespace FundLedger.UseCases.Funds;

public static class FundsFeature
{
    public static Feature Feature { get; } = new() { UseCases = [typeof(FundList), typeof(ReportChoices)] };
}
