using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking.Reads;

namespace FundLedger.UseCases.Banking;

public static class BankingFeature
{
    public static Feature Feature { get; } = new("Banking")
    {
        UseCases =
        [
            typeof(ImportStatement), typeof(MatchStatementLines), typeof(ExplainLine), typeof(ReconcileBank),
            typeof(BankOverview), typeof(StatementLineList), typeof(LineExplanations),
        ],
        Documents =
        [
            new(DocumentKind.StatementLine, nameof(DocumentKind.StatementLine), "/bank/lines/{0}", Policies.SeeBank),
        ],
        Menu = [new("Bank", "/bank", Policies.SeeBank, 40)],
    };
}
