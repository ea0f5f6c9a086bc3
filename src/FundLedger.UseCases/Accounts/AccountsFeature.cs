using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Accounts;

public static class AccountsFeature
{
    public static Feature Feature { get; } = new()
    {
        Menu = [new("Dashboard", "/", Policies.SeeDashboard, 10)],
    };
}
