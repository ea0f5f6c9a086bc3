using FundLedger.Data.Engines;
using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Checkpoints;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Donations;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.Payees;
using FundLedger.UseCases.People;
using FundLedger.UseCases.Periods;
using FundLedger.UseCases.Receipts;
using FundLedger.UseCases.Returns;
using FundLedger.UseCases.Vouchers;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// The demo's people at work: the same use cases that pages and commands call, on a clock that shows the day the story
/// has reached. A refusal here is a mistake in the story and throws.
/// </summary>
public sealed class DemoOffice
{
    /// <summary>Every request key of the demo begins with this.</summary>
    public const string KeyPrefix = "demo:";

    private readonly LedgerWriter ledger;
    private readonly ServiceProvider useCases;
    private readonly Dictionary<string, Actor> actors = new(StringComparer.Ordinal);

    private readonly BooksReader reader;

    /// <param name="key">Signs a checkpoint after each closing; while there is no such file nothing is signed.</param>
    public DemoOffice(LedgerConnections connections, DemoClock clock, ServedAccount books, CheckpointKeyFile key)
    {
        (Books, Clock) = (books, clock);
        var factory = new LedgerDbFactory(connections);
        ledger = new LedgerWriter(factory, clock);
        reader = new BooksReader(connections, books.Id);
        useCases = new ServiceCollection()
            .AddSingleton<IClock>(clock).AddSingleton(reader).AddSingleton(ledger).AddSingleton(books)
            .AddSingleton(key).AddSingleton(new LogSealer(factory, clock)).AddUseCases()
            // Whoever the story invites does not come: the link is thrown away.
            .AddSingleton<IssueInvitation>((_, _) => Task.FromResult(new IssuedLink("", "", null, ""))).BuildServiceProvider();
    }

    public ServedAccount Books { get; }

    public DemoClock Clock { get; }

    public BookContribution BookContribution => useCases.GetRequiredService<BookContribution>();

    public RequestDrawDown RequestDrawDown => useCases.GetRequiredService<RequestDrawDown>();

    public DecideDrawDown DecideDrawDown => useCases.GetRequiredService<DecideDrawDown>();

    public CancelContribution CancelContribution => useCases.GetRequiredService<CancelContribution>();

    public IssueReceipt IssueReceipt => useCases.GetRequiredService<IssueReceipt>();

    public IssueReceipts IssueReceipts => useCases.GetRequiredService<IssueReceipts>();

    public VoidReceipt VoidReceipt => useCases.GetRequiredService<VoidReceipt>();

    public ReprintReceipt ReprintReceipt => useCases.GetRequiredService<ReprintReceipt>();
    public RefundContribution RefundContribution => useCases.GetRequiredService<RefundContribution>();

    public IntendDonation IntendDonation => useCases.GetRequiredService<IntendDonation>();

    public AdvanceDonation AdvanceDonation => useCases.GetRequiredService<AdvanceDonation>();

    public RequestDisbursement RequestDisbursement => useCases.GetRequiredService<RequestDisbursement>();

    public AdvanceDisbursement AdvanceDisbursement => useCases.GetRequiredService<AdvanceDisbursement>();

    public ExportPaymentFile ExportPaymentFile => useCases.GetRequiredService<ExportPaymentFile>();

    public ImportStatement ImportStatement => useCases.GetRequiredService<ImportStatement>();

    public MatchStatementLines MatchStatementLines => useCases.GetRequiredService<MatchStatementLines>();

    public ExplainLine ExplainLine => useCases.GetRequiredService<ExplainLine>();

    public ReconcileBank ReconcileBank => useCases.GetRequiredService<ReconcileBank>();

    public RecordAgreement RecordAgreement => useCases.GetRequiredService<RecordAgreement>();

    public GenerateExpectedReturns GenerateExpectedReturns => useCases.GetRequiredService<GenerateExpectedReturns>();

    public AcceptRevenueReport AcceptRevenueReport => useCases.GetRequiredService<AcceptRevenueReport>();

    public PrepareManualVoucher PrepareManualVoucher => useCases.GetRequiredService<PrepareManualVoucher>();

    public PrepareReversal PrepareReversal => useCases.GetRequiredService<PrepareReversal>();

    public RedesignateGift RedesignateGift => useCases.GetRequiredService<RedesignateGift>();

    public MovePeriod MovePeriod => useCases.GetRequiredService<MovePeriod>();

    public CloseYear CloseYear => useCases.GetRequiredService<CloseYear>();

    public DecideManualVoucher DecideManualVoucher => useCases.GetRequiredService<DecideManualVoucher>();

    public AddPerson AddPerson => useCases.GetRequiredService<AddPerson>();

    public RequestAccessChange RequestAccessChange => useCases.GetRequiredService<RequestAccessChange>();

    public DecideAccessChange DecideAccessChange => useCases.GetRequiredService<DecideAccessChange>();
    public ChangePayeeAccount ChangePayeeAccount => useCases.GetRequiredService<ChangePayeeAccount>();

    public DecidePayeeAccountChange DecidePayeeAccountChange => useCases.GetRequiredService<DecidePayeeAccountChange>();

    /// <summary>Who the jobs act as.</summary>
    public Actor Scheduler => Actor(AccountSetup.SchedulerName);

    /// <summary>Receives the name of each step before it is taken.</summary>
    public Action<string> BeforeStep { get; init; } = _ => { };

    public Actor Actor(DemoPerson person) => Actor(person.SignInName);

    /// <summary>A person with what their one role allows; the scheduler with what the jobs need.</summary>
    public void Employ(Person person)
    {
        var scheduler = person.SignInName == AccountSetup.SchedulerName;
        var role = DemoPeople.All.SingleOrDefault(employee => employee.SignInName == person.SignInName)?.Role.Code;
        actors[person.SignInName] = new Actor(person.Id, person.DisplayName, scheduler)
        {
            Policies = scheduler ? Policies.OfScheduler : Policies.Granted(role is null ? [] : [role], mayMoveMoney: true),
            Source = RequestSource.Demo,
        };
    }

    /// <summary>Writes master data by the one path. The key alone is the content: the data are part of the program.</summary>
    public async Task<TAnswer> Write<TAnswer>(string name, Actor actor, Func<WriteSession, Task<TAnswer>> add, CancellationToken stop)
    {
        BeforeStep(name);
        var key = KeyPrefix + name;
        return Done(key, await ledger.Write(
            new WriteRequest(Books.Id, key, actor, key), async session => Result.Of(await add(session)), stop));
    }

    /// <inheritdoc cref="Write{TAnswer}(string, Actor, Func{WriteSession, Task{TAnswer}}, CancellationToken)"/>
    public Task<TAnswer> Write<TAnswer>(string name, Actor actor, Func<WriteSession, TAnswer> add, CancellationToken stop) =>
        Write(name, actor, session => Task.FromResult(add(session)), stop);

    /// <summary>Master data, by the use case that files and forms go by.</summary>
    public async Task Import(string kind, IReadOnlyList<GivenRow> rows, Actor actor, CancellationToken stop)
    {
        BeforeStep(kind);
        var report = Done(kind, await useCases.GetRequiredService<ImportMasterData>()
            .Run(new MasterDataImport($"master-data:{kind}", kind, rows), actor, stop));
        if (report.Rows.FirstOrDefault(row => row.Outcome == RowOutcome.Refused) is { } refused)
            throw new InvalidOperationException($"The demo's {kind} '{refused.Key}' was refused: {refused.Refusals[0].Refusal}");
    }

    public ReadingDb Read() => reader.Open();

    /// <summary>The answer of a step that cannot be refused unless the story is wrong.</summary>
    public static TAnswer Done<TAnswer>(string step, Result<TAnswer> result) => result.IsRefused
        ? throw new InvalidOperationException($"The demo's step '{step}' was refused: {result.Refusal}")
        : result.Value;

    private Actor Actor(string signInName) => actors[signInName];
}
