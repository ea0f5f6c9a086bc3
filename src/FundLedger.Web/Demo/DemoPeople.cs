using FundLedger.Domain.People;

namespace FundLedger.Web.Demo;

/// <summary>One demo person: a sign-in name and the role it plays.</summary>
internal sealed record DemoPerson(string SignInName, string DisplayName, Role Role)
{
    public string RoleName => $"{Role.Chinese} {Role.English}";
}

/// <summary>The people of the demonstration; all fictional, all with one password, on this machine only.</summary>
internal static class DemoPeople
{
    public const string Password = "demo-FundLedger-115";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("finance", "陳會計", Role.FinanceOfficer),
        new("requester", "林請款", Role.Requester),
        new("certifier", "黃審核", Role.Certifier),
        new("authorizer", "張核定", Role.Authorizer),
        new("cashier", "李出納", Role.Cashier),
        new("reconciler", "王對帳", Role.Reconciler),
        new("auditor", "吳稽核", Role.Auditor),
        new("admin", "周管理", Role.Administrator),
        new("company1", "企業甲", Role.Company),
        new("company2", "企業乙", Role.Company),
    ];
}
