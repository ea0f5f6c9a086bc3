using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Web.Books;
using FundLedger.Web.Pages.Bank;
using FundLedger.Web.Pages.Contributions;
using FundLedger.Web.Pages.Disbursements;
using FundLedger.Web.Pages.Returns;
using NodaTime;

namespace FundLedger.Web.Demo;

/// <summary>
/// The demo's people at their desks: the same use cases that pages and commands call, on a clock that stands where the
/// story has come to. A refusal here is a mistake in the story and throws.
/// </summary>
internal sealed class DemoOffice
{
    /// <summary>Every request key of the demo begins with this.</summary>
    public const string KeyPrefix = "demo:";

    private readonly LedgerWriter ledger;
    private readonly Dictionary<string, Actor> actors = new(StringComparer.Ordinal);

    public DemoOffice(LedgerDbFactory factory, DemoClock clock, OpenBooks books)
    {
        (Factory, Books, Clock) = (factory, books, clock);
        ledger = new LedgerWriter(factory, clock);
        (BookContribution, CancelContribution) = (new(ledger, books), new(ledger, books));
        (RequestDisbursement, MoveDisbursement, ExportPaymentFile) = (new(ledger, books), new(ledger, books), new(ledger, books));
        (ImportStatement, MatchStatementLines, ExplainLine, ReconcileBank) =
            (new(ledger, books), new(ledger, factory, books), new(ledger, books), new(ledger, books));
        (RecordAgreement, GenerateExpectedReturns, AcceptRevenueReport) = (new(ledger, books), new(ledger, books, clock), new(ledger, books));
    }

    public LedgerDbFactory Factory { get; }

    public OpenBooks Books { get; }

    public DemoClock Clock { get; }

    public BookContribution BookContribution { get; }

    public CancelContribution CancelContribution { get; }

    public RequestDisbursement RequestDisbursement { get; }

    public MoveDisbursement MoveDisbursement { get; }

    public ExportPaymentFile ExportPaymentFile { get; }

    public ImportStatement ImportStatement { get; }

    public MatchStatementLines MatchStatementLines { get; }

    public ExplainLine ExplainLine { get; }

    public ReconcileBank ReconcileBank { get; }

    public RecordAgreement RecordAgreement { get; }

    public GenerateExpectedReturns GenerateExpectedReturns { get; }

    public AcceptRevenueReport AcceptRevenueReport { get; }

    /// <summary>Who the jobs act as.</summary>
    public Actor Scheduler => Actor(Founding.SchedulerName);

    /// <summary>Told the name of each step before it is taken.</summary>
    public Action<string> BeforeStep { get; init; } = _ => { };

    public Actor Actor(DemoPerson person) => Actor(person.SignInName);

    public void Employ(string signInName, Actor actor) => actors[signInName] = actor;

    /// <summary>Writes master data by the one path. The key alone is the content: the data are part of the program.</summary>
    public async Task<TAnswer> WriteAsync<TAnswer>(string name, Actor actor, Func<WriteSession, Task<TAnswer>> add, CancellationToken stop)
    {
        BeforeStep(name);
        var key = KeyPrefix + name;
        return Done(key, await ledger.Write(
            new WriteRequest(Books.Id, key, actor, key), async session => Result.Of(await add(session)), stop));
    }

    /// <inheritdoc cref="WriteAsync{TAnswer}"/>
    public Task<TAnswer> Write<TAnswer>(string name, Actor actor, Func<WriteSession, TAnswer> add, CancellationToken stop) =>
        WriteAsync(name, actor, session => Task.FromResult(add(session)), stop);

    public LedgerDb Read() => Factory.Create();

    /// <summary>The answer of a step that cannot be refused unless the story is wrong.</summary>
    public static TAnswer Done<TAnswer>(string step, Result<TAnswer> result) => result.IsRefused
        ? throw new InvalidOperationException($"The demo's step '{step}' was refused: {result.Refusal}")
        : result.Value;

    private Actor Actor(string signInName) => actors[signInName];
}
