namespace FundLedger.Domain.People;

/// <summary>
/// A part a person can hold in one dedicated account, from a date to a date. What a role may do is a table of policies beside
/// the use cases, and which duties it may take one in Workflow; that five different people do the five steps of a payment is
/// checked on the document's history, whatever roles they hold.
/// </summary>
/// <param name="Code">Stable identifier, stored with the role holding.</param>
/// <param name="Chinese">The name shown in Traditional Chinese.</param>
/// <param name="English">The name shown in English.</param>
/// <param name="MovesMoney">Whether who holds it takes part in moving or booking money; no administrator does.</param>
public sealed record Role(string Code, string Chinese, string English, bool MovesMoney = false)
{
    public static readonly Role FinanceOfficer = new("finance_officer", "財務承辦", "Finance officer", MovesMoney: true);
    public static readonly Role ChiefAccountant = new("chief_accountant", "主辦會計", "Chief accountant", MovesMoney: true);
    public static readonly Role Requester = new("requester", "請款承辦", "Requester", MovesMoney: true);
    public static readonly Role Certifier = new("certifier", "審核", "Certifier", MovesMoney: true);
    public static readonly Role Authorizer = new("authorizer", "核定", "Approver", MovesMoney: true);
    public static readonly Role Cashier = new("cashier", "出納", "Cashier", MovesMoney: true);
    public static readonly Role Reconciler = new("reconciler", "對帳", "Reconciler", MovesMoney: true);
    public static readonly Role Company = new("company", "企業", "Company");
    public static readonly Role Auditor = new("auditor", "稽核", "Auditor");
    public static readonly Role Administrator = new("administrator", "管理員", "Administrator");

    public static IReadOnlyList<Role> All { get; } =
        [FinanceOfficer, ChiefAccountant, Requester, Certifier, Authorizer, Cashier, Reconciler, Company, Auditor, Administrator];

    /// <summary>The role of that code, or null when there is none (a role of a newer version, say).</summary>
    public static Role? Find(string code) => All.FirstOrDefault(role => role.Code == code);

    /// <summary>The code: what logs and arguments of refusals name.</summary>
    public override string ToString() => Code;
}
