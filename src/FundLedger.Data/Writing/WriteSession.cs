using System.Data.Common;
using System.Security.Cryptography;
using FundLedger.Data.Engines;
using FundLedger.Data.Mapping;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// One transaction of the write path, as the decision sees it: documents to load and change, entries to post, steps,
/// events and texts to record. Nothing reaches the database before the decision has ended well.
/// </summary>
public sealed class WriteSession
{
    private readonly CancellationToken stop;
    private readonly DatabaseEngine engine;
    private readonly SnapshotLoader loader;
    private readonly Recorder recorder;
    private readonly SortedDictionary<(int FiscalYear, int Period), PeriodState> periodStates = [];
    private readonly List<AcceptedEntry> entries = [];

    internal WriteSession(
        DatabaseEngine engine, LedgerDb db, DedicatedAccount account, SeriesHead head, Actor actor, Instant now, CancellationToken stop)
    {
        (this.engine, Db, Account, Actor, this.stop) = (engine, db, account, actor, stop);
        Now = Instant.Max(now, head.LastRecordedAt);
        Today = now.InZone(BooksTimeZone.Taipei).Date;
        loader = new SnapshotLoader(db, account, Today, head.LastLotId);
        recorder = new Recorder(engine, account, head, Now);
    }

    /// <summary>For loading and adding documents; never call SaveChanges on it.</summary>
    public LedgerDb Db { get; }

    public DedicatedAccount Account { get; }

    public long AccountId => Account.Id;

    public Actor Actor { get; }

    public Instant Now { get; }

    /// <summary>Today in Asia/Taipei.</summary>
    public LocalDate Today { get; }

    public Currency Currency => Account.Currency;

    /// <summary>The next document number of the dedicated account.</summary>
    public long NewId() => recorder.NewId();

    /// <summary>Adds a fund with a balance of nothing; its code is permanent.</summary>
    public StoredFund AddFund(
        string code, string nameZh, string nameEn, SourceKind source, int? programmeYear = null,
        DesignationKind designation = DesignationKind.None, long? designationId = null)
    {
        var fund = new StoredFund
        {
            DedicatedAccountId = AccountId,
            Id = NewId(),
            Code = code,
            NameZh = nameZh,
            NameEn = nameEn,
            Source = source,
            ProgrammeYear = programmeYear,
            Designation = designation,
            DesignationId = designationId,
        };
        Db.Funds.Add(fund);
        Db.FundBalances.Add(new FundBalance { DedicatedAccountId = AccountId, FundId = fund.Id });
        return fund;
    }

    /// <summary>Adds a person; people are the same in every dedicated account, so their numbers are no account's series.</summary>
    public async Task<Person> AddPerson(string signInName, string displayName)
    {
        var person = new Person { Id = await Db.TakeId(IdRange.People, stop), SignInName = signInName, DisplayName = displayName };
        Db.People.Add(person);
        return person;
    }

    /// <summary>
    /// Whether this dedicated account brought the person into the database: it alone decides how they sign in, for a sign-in opens every
    /// account they belong to.
    /// </summary>
    public bool BroughtIn(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Db.Entry(person).Property(RecordMapping.Account).CurrentValue is not long account || account == AccountId;
    }

    /// <summary>The funds with these ids, as the rules see them.</summary>
    public async Task<IReadOnlyDictionary<long, Fund>> Funds(params long[] ids)
    {
        var stored = await Db.Funds.AsNoTracking()
            .Where(fund => ids.Contains(fund.Id)).ToListAsync(stop);
        return stored.ToDictionary(fund => fund.Id, fund => fund.ToDomain());
    }

    /// <summary>Books the draft as the next entry, or refuses it. Entries see earlier entries of the same session.</summary>
    public async Task<Result<AcceptedEntry>> Post(EntryDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var snapshot = await loader.Load(draft, stop);
        if (snapshot.IsRefused) return snapshot.Refusal;
        var accepted = EntryRules.Accept(snapshot.Value, draft);
        if (accepted.IsRefused) return accepted;

        snapshot.Value.Apply(accepted.Value);
        recorder.Head.LastLotId = snapshot.Value.LastLotId;
        recorder.Record(accepted.Value, Actor);
        entries.Add(accepted.Value);
        return accepted;
    }

    /// <summary>The entries that this write has posted so far, in order.</summary>
    public IReadOnlyList<AcceptedEntry> Entries => entries;

    /// <summary>Reverses an entry line by line; the reason becomes the reversal's description.</summary>
    public async Task<Result<AcceptedEntry>> Reverse(EntryReference entry, LocalDate bookingDate, string reason, bool adjustment = false)
    {
        if (await Posted(entry) is not { } original) return LedgerRefusals.EntryNotFound(entry);
        var draft = Reversal.Of(original, bookingDate, reason, adjustment);
        return draft.IsRefused ? draft.Refusal : await Post(draft.Value);
    }

    /// <summary>Why the draft could not be booked now; null when it could. Nothing is booked.</summary>
    public async Task<Refusal?> Check(EntryDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var snapshot = await loader.Load(draft, stop);
        return snapshot.IsRefused ? snapshot.Refusal : EntryRules.Accept(snapshot.Value, draft).Refusal;
    }

    /// <summary>An entry as it was booked, with its lots; null when there is none.</summary>
    public Task<PostedEntry?> Posted(EntryReference entry) => loader.LoadPosted(entry, stop);

    /// <summary>The chart of accounts, by code.</summary>
    public Task<IReadOnlyDictionary<string, LedgerAccount>> Chart() => loader.Accounts(stop);

    /// <summary>
    /// Puts a period into a state when everything else of this write is stored: entries posted before in the same write
    /// may still lie in it. The caller has decided by <see cref="FiscalYearPeriods"/>.
    /// </summary>
    internal void SetPeriod(int fiscalYear, int period, PeriodState state) => periodStates[(fiscalYear, period)] = state;

    /// <summary>
    /// The only document of a query, with its history; null for none. Steps and duties that are added to the history are
    /// stored with the document.
    /// </summary>
    public async Task<TDocument?> Load<TDocument>(IQueryable<TDocument> query)
        where TDocument : class, IWorkflowDocument
    {
        var document = await query.SingleOrDefaultAsync(stop);
        // Asked for twice in one write it is the same document, with the steps it has taken since.
        if (document is { HasHistory: false }) document.Remember(await Db.HistoryOf(document).Read(stop));
        return document;
    }

    /// <summary>
    /// Books what a document has answered: the step, its entry and the step that follows, each posted and recorded; the
    /// first refusal ends it, and nothing of this write is kept. Gives the last entry; null when none was posted.
    /// </summary>
    public async Task<Result<AcceptedEntry?>> Book(IWorkflowDocument document, DecidedStep decided)
    {
        ArgumentNullException.ThrowIfNull(document);
        AcceptedEntry? last = null;
        for (var part = decided; part is not null; part = part.Following)
        {
            Record(document, part.Step, part.Reason);
            if (part.Entry is null) continue;
            var posted = await Post(part.Entry);
            if (posted.IsRefused) return posted.Refusal;
            last = posted.Value;
        }

        return Result.Of(last);
    }

    /// <summary>Makes a workflow step part of the log: its leaf covers who, what, when, about what and the reason's commitment.</summary>
    private void Record(IWorkflowDocument document, Step step, string? reason)
    {
        step.RecordedAt = NextInstant();
        var (textId, commitment) = StoreText(reason ?? "");
        (step.ReasonTextId, step.ReasonCommitment) = (textId, commitment);
        var salt = RandomNumberGenerator.GetBytes(TextCommitment.SaltLength);
        (step.SubjectSalt, step.SubjectHash) = (salt, document.Subject.Hash(document.Reference, Approvals.Revision(step), salt));
        var workflow = document.GoverningWorkflow;
        var hash = ApprovalLeaf.Hash(Account.LogName, StepFacts.Of(workflow, step, document.Amount));
        step.LeafIndex = AddLeaf(LeafKind.Approval, StepFacts.Reference(workflow, step), hash, step.RecordedAt);
    }

    /// <summary>Adds a leaf and gives its index in the log.</summary>
    public long AddLeaf(LeafKind kind, string reference, byte[] hash, Instant recordedAt) =>
        recorder.AddLeaf(kind, reference, hash, recordedAt);

    /// <summary>A recording instant: now, but always later than every one before it in this dedicated account.</summary>
    public Instant NextInstant() => recorder.NextInstant();

    /// <summary>Puts free text among the erasable texts and gives its commitment for a leaf.</summary>
    public (long TextId, byte[] Commitment) StoreText(string text) => recorder.StoreText(text);

    /// <summary>Records what happened, as a code with arguments, in the audit trail.</summary>
    public void Audit(string code, params object[] arguments) => recorder.Audit(Actor, code, arguments);

    internal async Task Flush(DbTransaction transaction, AnsweredRequest answer)
    {
        // Every write moves the head, also one that only changes documents, so an unchanged head proves that nothing was written since.
        recorder.NextInstant();
        recorder.Rows.Add(answer);
        var documents = Db.ChangeTracker.Entries<IWorkflowDocument>().ToLookup(row => row.State == EntityState.Added, row => row.Entity);
        foreach (var document in documents[false]) Db.AddNewHistory(document);
        RecordLeaves.Add(Db, Account, recorder);
        await Db.SaveChangesAsync(stop);
        if (documents.Contains(true))
        {
            // A step names its document by kind and number, without a foreign key by which rows would be put in order: the document
            // must be there first.
            foreach (var document in documents[true]) Db.AddNewHistory(document);
            RecordLeaves.Add(Db, Account, recorder);
            await Db.SaveChangesAsync(stop);
        }

        // The periods follow the entries, which may still lie in them; their leaves go with all others.
        await SetPeriods();
        RecordLeaves.Add(Db, Account, recorder);
        await engine.Apply(transaction, recorder.Changes(), stop);
        await Db.SaveChangesAsync(stop);
    }

    private async Task SetPeriods()
    {
        foreach (var ((fiscalYear, period), state) in periodStates)
        {
            var stored = await Db.Periods.SingleOrDefaultAsync(
                row => row.FiscalYear == fiscalYear && row.Period == period, stop);
            if (stored is null) Db.Periods.Add(
                new AccountingPeriod { DedicatedAccountId = AccountId, FiscalYear = fiscalYear, Period = period, State = state });
            else stored.State = state;
        }
    }
}
