using FundLedger.Domain.People;

namespace FundLedger.UseCases.Access;

/// <summary>
/// What a person may do, by name. Pages and endpoints state a policy, never a role; which role holds which policy
/// is the one table below. A page that states none stops the application from starting.
/// </summary>
public static class Policies
{
    public const string SeeDashboard = nameof(SeeDashboard);
    public const string BookContributions = nameof(BookContributions);
    public const string IntendDonation = nameof(IntendDonation);
    public const string OfferDonation = nameof(OfferDonation);
    public const string DecideDonation = nameof(DecideDonation);
    public const string SeeContributions = nameof(SeeContributions);
    public const string SeeOwnContributions = nameof(SeeOwnContributions);
    public const string RequestDrawDown = nameof(RequestDrawDown);
    public const string ApproveDrawDown = nameof(ApproveDrawDown);
    public const string SeeDrawDowns = nameof(SeeDrawDowns);
    public const string IssueReceipts = nameof(IssueReceipts);
    public const string SeeReceipts = nameof(SeeReceipts);
    public const string SeeOwnReceipts = nameof(SeeOwnReceipts);
    public const string RequestDisbursement = nameof(RequestDisbursement);
    public const string CertifyDisbursement = nameof(CertifyDisbursement);
    public const string AuthorizeDisbursement = nameof(AuthorizeDisbursement);
    public const string PayDisbursement = nameof(PayDisbursement);
    public const string SeeDisbursements = nameof(SeeDisbursements);
    public const string ImportStatement = nameof(ImportStatement);
    public const string ReconcileBank = nameof(ReconcileBank);
    public const string SeeBank = nameof(SeeBank);
    public const string ManageReturns = nameof(ManageReturns);
    public const string SeeReturns = nameof(SeeReturns);
    public const string SeeJournal = nameof(SeeJournal);
    public const string SeeReports = nameof(SeeReports);
    public const string RunChecks = nameof(RunChecks);
    public const string ClosePeriods = nameof(ClosePeriods);
    public const string PrepareManualVoucher = nameof(PrepareManualVoucher);
    public const string ApproveManualVoucher = nameof(ApproveManualVoucher);
    public const string SeePeople = nameof(SeePeople);
    public const string ManagePeople = nameof(ManagePeople);
    public const string SeePayees = nameof(SeePayees);
    public const string ChangePayeeAccount = nameof(ChangePayeeAccount);
    public const string ConfirmPayeeAccount = nameof(ConfirmPayeeAccount);
    public const string SeeJobs = nameof(SeeJobs);
    public const string RunJobs = nameof(RunJobs);
    public const string SeeMasterData = nameof(SeeMasterData);
    public const string ManageMasterData = nameof(ManageMasterData);
    public const string ManageParties = nameof(ManageParties);
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Every policy with what it allows.</summary>
    public static IReadOnlyList<Policy> All { get; } =
    [
        new(SeeDashboard, "See the balances of all funds and the queue"),
        new(BookContributions, "Book donations, matching shares and investments", MovesMoney: true),
        new(IntendDonation, "Open the form for a donation: of any donor, or a company's person of the own company", Guarded: true),
        new(OfferDonation, "Offer a donation of the own company, and take the offer back", Guarded: true),
        new(DecideDonation, "Decide about a donation whose screening needs a decision", MovesMoney: true),
        new(SeeContributions, "See the contributions of every contributor"),
        new(SeeOwnContributions, "See the contributions page: those of the own company, or all for holders of SeeContributions"),
        new(RequestDrawDown, "Request a draw-down of a central allocation, and withdraw it", MovesMoney: true),
        new(ApproveDrawDown, "Record the working meeting's approval of a draw-down, or reject it", MovesMoney: true),
        new(SeeDrawDowns, "See requested and approved draw-downs"),
        new(IssueReceipts, "Issue, reprint and void receipts of gifts", Guarded: true),
        new(SeeReceipts, "See the receipts of every donor"),
        new(SeeOwnReceipts, "See the receipts page: those of the own company, or all for holders of SeeReceipts"),
        new(RequestDisbursement, "Prepare, submit and cancel a disbursement request", MovesMoney: true),
        new(CertifyDisbursement, "Certify or return a submitted disbursement", MovesMoney: true),
        new(AuthorizeDisbursement, "Authorize or reject a certified disbursement", MovesMoney: true),
        new(PayDisbursement, "Release money and export payment files", MovesMoney: true),
        new(SeeDisbursements, "See disbursements and their history"),
        new(ImportStatement, "Import bank statements", MovesMoney: true),
        new(ReconcileBank, "Match statement lines and sign a reconciliation", MovesMoney: true),
        new(SeeBank, "See bank accounts, statements and reconciliations"),
        new(ManageReturns, "Record return agreements, revenue reports and returns", MovesMoney: true),
        new(SeeReturns, "See return agreements and what came back"),
        new(SeeJournal, "See entries and postings"),
        new(SeeReports, "See and export reports"),
        new(RunChecks, "Run the named integrity checks"),
        new(ClosePeriods, "Soft-close, close and reopen periods, and close a fiscal year", MovesMoney: true),
        new(PrepareManualVoucher, "Prepare and withdraw a manual voucher", MovesMoney: true),
        new(ApproveManualVoucher, "Approve or reject a manual voucher", MovesMoney: true),
        new(SeePeople, "See who may do what, and the changes of it"),
        new(ManagePeople, "Add, invite and disable people, and request and approve access changes", Guarded: true),
        new(SeePayees, "See payees and their bank accounts"),
        new(ChangePayeeAccount, "Submit and withdraw a payee's new bank account", MovesMoney: true),
        new(ConfirmPayeeAccount, "Confirm or reject a payee's new bank account", MovesMoney: true),
        new(SeeJobs, "See the scheduled jobs and their runs"),
        new(RunJobs, "Run scheduled jobs by hand", Guarded: true),
        new(SeeMasterData, "See what master data there is: names, budgets and ceilings, no balances"),
        new(ManageMasterData, "Enter districts, programmes, budgets, funds and bank accounts", Guarded: true),
        new(ManageParties, "Enter parties, proposals and ventures", Guarded: true),
        new(SignedIn, "Use one's own account pages"),
    ];

    private static readonly string[] SeeEverything =
    [
        SeeDashboard, SeeContributions, SeeOwnContributions, SeeReceipts, SeeOwnReceipts, SeeDrawDowns, SeeDisbursements, SeePayees,
        SeeBank, SeeReturns, SeeJournal, SeeReports, SeeJobs, SeeMasterData,
    ];

    private static readonly Dictionary<string, string[]> ByRole = new(StringComparer.Ordinal)
    {
        [Role.FinanceOfficer.Code] =
        [
            .. SeeEverything, BookContributions, IntendDonation, RequestDrawDown, ImportStatement, ManageReturns, PrepareManualVoucher,
            ChangePayeeAccount, ClosePeriods, RunChecks, RunJobs, ManageParties,
        ],
        [Role.ChiefAccountant.Code] = [.. SeeEverything, ApproveManualVoucher, ConfirmPayeeAccount, DecideDonation, RunChecks],
        [Role.Requester.Code] = [SeeDashboard, SeeDisbursements, RequestDisbursement],
        [Role.Certifier.Code] = [SeeDashboard, SeeDisbursements, SeeReports, CertifyDisbursement],
        [Role.Authorizer.Code] = [SeeDashboard, SeeDrawDowns, SeeDisbursements, SeeReports, AuthorizeDisbursement, ApproveDrawDown],
        [Role.Cashier.Code] =
            [SeeDashboard, SeeReceipts, SeeOwnReceipts, IssueReceipts, SeeDisbursements, SeeBank, SeePayees, PayDisbursement],
        [Role.Reconciler.Code] =
            [SeeDashboard, SeeDisbursements, SeeBank, SeeReturns, SeeJournal, SeeReports, ImportStatement, ReconcileBank],
        [Role.Company.Code] = [SeeOwnContributions, SeeOwnReceipts, IntendDonation, OfferDonation],
        [Role.Auditor.Code] = [.. SeeEverything, SeePeople, RunChecks],
        // No amounts, and nothing that moves money: who lets people do it does none of it.
        [Role.Administrator.Code] =
            [SeePeople, ManagePeople, RunChecks, SeeJobs, RunJobs, SeeMasterData, ManageMasterData, ManageParties],
    };

    public static bool Exists(string name) => All.Any(policy => policy.Name == name);

    /// <summary>The policies one role holds; none for a code unknown to this version.</summary>
    public static IReadOnlyList<string> Of(string roleCode) => ByRole.GetValueOrDefault(roleCode) ?? [];

    /// <summary>What the scheduled jobs do by themselves.</summary>
    public static IReadOnlySet<string> OfScheduler { get; } =
        new HashSet<string>(StringComparer.Ordinal) { ReconcileBank, ManageReturns, RunJobs };

    /// <summary>What the roles allow together.</summary>
    /// <param name="roleCodes">Codes of the roles held today.</param>
    /// <param name="mayMoveMoney">False withholds the policies that need a second factor.</param>
    public static IReadOnlySet<string> Granted(IEnumerable<string> roleCodes, bool mayMoveMoney) =>
        roleCodes.SelectMany(Of).Where(name => mayMoveMoney || !All.Single(policy => policy.Name == name).NeedsSecondFactor)
            .Append(SignedIn).ToHashSet(StringComparer.Ordinal);

    /// <summary>The roles that hold a policy.</summary>
    public static IReadOnlyList<string> RolesWith(string policy) =>
        [.. ByRole.Where(row => row.Value.Contains(policy)).Select(row => row.Key)];
}

/// <summary>A named permission.</summary>
/// <param name="Name">What pages state.</param>
/// <param name="Description">What it allows, for the people who assign roles.</param>
/// <param name="MovesMoney">Whether it takes part in moving or booking money.</param>
/// <param name="Guarded">Whether it moves none and still is too much for a password alone.</param>
public sealed record Policy(string Name, string Description, bool MovesMoney = false, bool Guarded = false)
{
    /// <summary>Whether holders need a second factor (setting <c>Access:RequireTotp</c>).</summary>
    public bool NeedsSecondFactor => MovesMoney || Guarded;
}
