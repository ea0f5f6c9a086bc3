using FundLedger.Domain.People;

namespace FundLedger.Demo;

/// <summary>A person who can sign in to the demo.</summary>
/// <param name="SignInName">What is typed at sign-in.</param>
/// <param name="DisplayName">Shown in the page's head and in histories.</param>
/// <param name="Role">The one role held in the demo's dedicated account.</param>
/// <param name="Party">Key of the company the person acts for; null for the account's own people.</param>
public sealed record DemoPerson(string SignInName, string DisplayName, Role Role, string? Party = null)
{
    public string RoleName => $"{Role.Chinese} {Role.English}";
}

/// <summary>
/// The people of the demo: every step of the cycle has its own person, as the separation of duties asks. All are
/// invented and share one password, which is printed on the demo's sign-in page and nowhere else of use.
/// </summary>
public static class DemoPeople
{
    public const string Password = "demo-FundLedger-115";

    public static readonly DemoPerson Finance = new("finance", "陳會計", Role.FinanceOfficer);
    public static readonly DemoPerson ChiefAccountant = new("chief", "郭主計", Role.ChiefAccountant);
    public static readonly DemoPerson Requester = new("requester", "林請款", Role.Requester);
    public static readonly DemoPerson Certifier = new("certifier", "黃審核", Role.Certifier);
    public static readonly DemoPerson Authorizer = new("authorizer", "張核定", Role.Authorizer);
    public static readonly DemoPerson Cashier = new("cashier", "李出納", Role.Cashier);
    public static readonly DemoPerson Reconciler = new("reconciler", "王對帳", Role.Reconciler);
    public static readonly DemoPerson Auditor = new("auditor", "吳稽核", Role.Auditor);

    /// <summary>Enters the payees' bank accounts, and therefore takes no step of any disbursement.</summary>
    public static readonly DemoPerson PayeeClerk = new("payees", "方受款", Role.FinanceOfficer);

    public static readonly DemoPerson Administrator = new("admin", "周管理", Role.Administrator);

    /// <summary>Approves what the other administrator asks for.</summary>
    public static readonly DemoPerson SecondAdministrator = new("admin2", "何管理", Role.Administrator);

    public static readonly DemoPerson Company1 = new("company1", "許企業", Role.Company, DemoParties.Mist);
    public static readonly DemoPerson Company2 = new("company2", "蔡企業", Role.Company, DemoParties.Stream);

    public static IReadOnlyList<DemoPerson> All { get; } =
        [Finance, ChiefAccountant, Requester, Certifier, Authorizer, Cashier, Reconciler, Auditor, PayeeClerk, Administrator,
            SecondAdministrator, Company1, Company2];
}
