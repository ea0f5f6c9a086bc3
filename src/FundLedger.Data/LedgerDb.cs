using FundLedger.Data.Mapping;
using FundLedger.Data.Model;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.Domain.Receipts;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Screening;
using FundLedger.Domain.Vouchers;
using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data;

/// <summary>
/// Everything in schema <c>ledger</c>, seen from one dedicated account: what belongs to another is in no query's result.
/// Only <see cref="Writing.LedgerWriter"/> and its neighbours open one; everybody else reads through <see cref="Reading.BooksReader"/>.
/// </summary>
public class LedgerDb : DbContext
{
    public const string Schema = "ledger";

    /// <param name="dedicatedAccountId">The account whose rows are seen; 0 for work on the national tables or the model alone.</param>
    public LedgerDb(DbContextOptions<LedgerDb> options, long dedicatedAccountId = 0) : base(options) =>
        DedicatedAccountId = dedicatedAccountId;

    protected LedgerDb(DbContextOptions options, long dedicatedAccountId) : base(options) => DedicatedAccountId = dedicatedAccountId;

    /// <summary>The account whose rows are seen; people and dedicated accounts are seen from everywhere.</summary>
    public long DedicatedAccountId { get; }

    public DbSet<DedicatedAccount> DedicatedAccounts => Set<DedicatedAccount>();

    public DbSet<IdRange> IdRanges => Set<IdRange>();

    public DbSet<SeriesHead> SeriesHeads => Set<SeriesHead>();

    public DbSet<EntrySeries> EntrySeries => Set<EntrySeries>();

    public DbSet<StoredLedgerAccount> LedgerAccounts => Set<StoredLedgerAccount>();

    public DbSet<StoredFund> Funds => Set<StoredFund>();

    public DbSet<FundBalance> FundBalances => Set<FundBalance>();

    public DbSet<AccountingPeriod> Periods => Set<AccountingPeriod>();

    public DbSet<StoredEntry> Entries => Set<StoredEntry>();

    public DbSet<StoredPosting> Postings => Set<StoredPosting>();

    public DbSet<PeriodBalance> PeriodBalances => Set<PeriodBalance>();

    public DbSet<StoredLot> Lots => Set<StoredLot>();

    public DbSet<LotUse> LotUses => Set<LotUse>();

    public DbSet<AnsweredRequest> Requests => Set<AnsweredRequest>();

    public DbSet<LogLeaf> Leaves => Set<LogLeaf>();

    public DbSet<LogNode> LogNodes => Set<LogNode>();

    public DbSet<LogCheckpoint> LogCheckpoints => Set<LogCheckpoint>();

    public DbSet<ErasableText> ErasableTexts => Set<ErasableText>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RoleHolding> RoleHoldings => Set<RoleHolding>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<AccessChange> AccessChanges => Set<AccessChange>();

    public DbSet<Party> Parties => Set<Party>();

    public DbSet<PayeeBankAccount> PayeeBankAccounts => Set<PayeeBankAccount>();

    public DbSet<DrawDown> DrawDowns => Set<DrawDown>();

    public DbSet<PayeeAccountChange> PayeeAccountChanges => Set<PayeeAccountChange>();

    public DbSet<District> Districts => Set<District>();

    public DbSet<Programme> Programmes => Set<Programme>();

    public DbSet<ProgrammeBudget> ProgrammeBudgets => Set<ProgrammeBudget>();

    public DbSet<Proposal> Proposals => Set<Proposal>();

    public DbSet<Venture> Ventures => Set<Venture>();

    public DbSet<Contribution> Contributions => Set<Contribution>();

    public DbSet<Receipt> Receipts => Set<Receipt>();
    public DbSet<Donation> Donations => Set<Donation>();

    public DbSet<GiftRefund> GiftRefunds => Set<GiftRefund>();

    public DbSet<ScreeningRule> ScreeningRules => Set<ScreeningRule>();

    public DbSet<ScreeningListEntry> ScreeningListEntries => Set<ScreeningListEntry>();

    public DbSet<Affiliation> Affiliations => Set<Affiliation>();

    public DbSet<ScreeningResult> ScreeningResults => Set<ScreeningResult>();

    public DbSet<Disbursement> Disbursements => Set<Disbursement>();

    public DbSet<ManualVoucher> ManualVouchers => Set<ManualVoucher>();

    public DbSet<Step> WorkflowSteps => Set<Step>();

    public DbSet<DutyHolding> WorkflowDuties => Set<DutyHolding>();

    public DbSet<ReturnAgreement> ReturnAgreements => Set<ReturnAgreement>();

    public DbSet<ExpectedReturn> ExpectedReturns => Set<ExpectedReturn>();

    public DbSet<BankAccount> BankAccounts => Set<BankAccount>();

    public DbSet<VirtualAccountProfile> VirtualAccountProfiles => Set<VirtualAccountProfile>();

    public DbSet<StatementFileRecord> StatementFiles => Set<StatementFileRecord>();

    public DbSet<StatementOriginal> StatementOriginals => Set<StatementOriginal>();

    public DbSet<BankStatementRecord> BankStatements => Set<BankStatementRecord>();

    public DbSet<StatementLine> StatementLines => Set<StatementLine>();

    public DbSet<StatementLinePart> StatementLineParts => Set<StatementLinePart>();

    public DbSet<PaymentFile> PaymentFiles => Set<PaymentFile>();

    public DbSet<PaymentOrder> PaymentOrders => Set<PaymentOrder>();

    public DbSet<BankReconciliation> BankReconciliations => Set<BankReconciliation>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        StoredTypes.Configure(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema(Schema);
        BooksMapping.Map(modelBuilder);
        EvidenceMapping.Map(modelBuilder);
        PeopleMapping.Map(modelBuilder);
        ProposalsMapping.Map(modelBuilder);
        DocumentsMapping.Map(modelBuilder);
        ScreeningMapping.Map(modelBuilder);
        DonationsMapping.Map(modelBuilder);
        WorkflowMapping.Map(modelBuilder);
        BankingMapping.Map(modelBuilder);
        JobsMapping.Map(modelBuilder);
        RecordMapping.Apply(modelBuilder);
        SnakeCase.Apply(modelBuilder);
        CodeCollation.Apply(modelBuilder, Database.ProviderName);
        AccountFilter.Apply(modelBuilder, this);
    }
}
