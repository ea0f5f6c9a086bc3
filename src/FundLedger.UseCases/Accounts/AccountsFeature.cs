using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts.Reads;

namespace FundLedger.UseCases.Accounts;

public static class AccountsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(Dashboard), typeof(Worklist)],
        Menu = [new("Dashboard", "/", Policies.SeeDashboard, 10)],
    };
}
