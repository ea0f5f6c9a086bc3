using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>Columns of one append-only table; every row belongs to one dedicated account.</summary>
/// <param name="expected">So many rows will probably come.</param>
internal abstract class PendingTable(string table, int expected)
{
    private readonly List<Column> columns = [];
    private AppendedRows? rows;

    public AppendedRows Rows => rows ??= new AppendedRows($"{LedgerDb.Schema}.{table}", columns);

    protected Column<T> Column<T>(string name)
    {
        var column = new Column<T>(name, expected);
        columns.Add(column);
        return column;
    }
}

internal sealed class RequestColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<string> key;
    private readonly Column<byte[]> hash;
    private readonly Column<string> answer;

    public RequestColumns(int expected)
        : base("request", expected)
    {
        account = Column<long>("dedicated_account_id");
        key = Column<string>("request_key");
        hash = Column<byte[]>("content_hash");
        answer = Column<string>("answer");
    }

    public void Add(long accountId, AnsweredRequest request)
    {
        account.Add(accountId);
        key.Add(request.RequestKey);
        hash.Add(request.ContentHash);
        answer.Add(request.Answer);
    }
}

internal sealed class TextColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<long> id;
    private readonly Column<byte[]> salt;
    private readonly Column<string> text;

    public TextColumns(int expected)
        : base("side_text", expected)
    {
        account = Column<long>("dedicated_account_id");
        id = Column<long>("id");
        salt = Column<byte[]>("salt");
        text = Column<string>("text");
    }

    public void Add(long accountId, SideText stored)
    {
        account.Add(accountId);
        id.Add(stored.Id);
        salt.Add(stored.Salt!);
        text.Add(stored.Text!);
    }
}

internal sealed class LeafColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<long> index;
    private readonly Column<int> kind;
    private readonly Column<string> reference;
    private readonly Column<byte[]> hash;
    private readonly Column<DateTime> recordedAt;

    public LeafColumns(int expected)
        : base("log_leaf", expected)
    {
        account = Column<long>("dedicated_account_id");
        index = Column<long>("leaf_index");
        kind = Column<int>("kind");
        reference = Column<string>("reference");
        hash = Column<byte[]>("hash");
        recordedAt = Column<DateTime>("recorded_at");
    }

    public void Add(long accountId, LogLeaf leaf)
    {
        account.Add(accountId);
        index.Add(leaf.LeafIndex);
        kind.Add((int)leaf.Kind);
        reference.Add(leaf.Reference);
        hash.Add(leaf.Hash);
        recordedAt.Add(leaf.RecordedAt.ToDateTimeUtc());
    }
}

internal sealed class NodeColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<long> firstLeaf;
    private readonly Column<int> level;
    private readonly Column<byte[]> hash;

    public NodeColumns(int expected)
        : base("log_node", expected)
    {
        account = Column<long>("dedicated_account_id");
        firstLeaf = Column<long>("first_leaf");
        level = Column<int>("level");
        hash = Column<byte[]>("hash");
    }

    public void Add(long accountId, CompleteNode node)
    {
        account.Add(accountId);
        firstLeaf.Add(node.Subtree.First);
        level.Add(node.Subtree.Level);
        hash.Add(node.Hash);
    }
}

internal sealed class AuditColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<long> id;
    private readonly Column<DateTime> recordedAt;
    private readonly Column<long> actor;
    private readonly Column<string> code;
    private readonly Column<string> arguments;

    public AuditColumns(int expected)
        : base("audit_event", expected)
    {
        account = Column<long>("dedicated_account_id");
        id = Column<long>("id");
        recordedAt = Column<DateTime>("recorded_at");
        actor = Column<long>("actor_id");
        code = Column<string>("code");
        arguments = Column<string>("arguments");
    }

    public void Add(long accountId, AuditEvent happened)
    {
        account.Add(accountId);
        id.Add(happened.Id);
        recordedAt.Add(happened.RecordedAt.ToDateTimeUtc());
        actor.Add(happened.ActorId);
        code.Add(happened.Code);
        arguments.Add(happened.Arguments);
    }
}

internal sealed class EntryColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<int> year;
    private readonly Column<long> number;
    private readonly Column<int> kind;
    private readonly Column<int> period;
    private readonly Column<DateOnly> bookingDate;
    private readonly Column<DateOnly> valueDate;
    private readonly Column<DateTime> recordedAt;
    private readonly Column<long> actor;
    private readonly Column<int?> documentKind;
    private readonly Column<long?> document;
    private readonly Column<int?> reversesYear;
    private readonly Column<long?> reverses;
    private readonly Column<long> text;
    private readonly Column<byte[]> commitment;
    private readonly Column<int> postings;
    private readonly Column<long> leaf;
    private readonly Column<long?> approver;

    public EntryColumns(int expected)
        : base("entry", expected)
    {
        account = Column<long>("dedicated_account_id");
        year = Column<int>("fiscal_year");
        number = Column<long>("number");
        kind = Column<int>("kind");
        period = Column<int>("period");
        bookingDate = Column<DateOnly>("booking_date");
        valueDate = Column<DateOnly>("value_date");
        recordedAt = Column<DateTime>("recorded_at");
        actor = Column<long>("actor_id");
        documentKind = Column<int?>("document_kind");
        document = Column<long?>("document_id");
        reversesYear = Column<int?>("reverses_fiscal_year");
        reverses = Column<long?>("reverses_number");
        text = Column<long>("text_id");
        commitment = Column<byte[]>("description_commitment");
        postings = Column<int>("posting_count");
        leaf = Column<long>("leaf_index");
        approver = Column<long?>("approver_id");
    }

    public void Add(long accountId, AcceptedEntry entry, Instant at, long actorId, long textId, byte[] textCommitment, long leafIndex)
    {
        account.Add(accountId);
        year.Add(entry.Reference.FiscalYear);
        number.Add(entry.Reference.Number);
        kind.Add((int)entry.Draft.Kind);
        period.Add(entry.Period);
        bookingDate.Add(entry.Draft.BookingDate.ToDateOnly());
        valueDate.Add(entry.Draft.ValueDate.ToDateOnly());
        recordedAt.Add(at.ToDateTimeUtc());
        actor.Add(actorId);
        documentKind.Add((int?)entry.Draft.Document?.Kind);
        document.Add(entry.Draft.Document?.Id);
        reversesYear.Add(entry.Draft.TakesBack?.FiscalYear);
        reverses.Add(entry.Draft.TakesBack?.Number);
        text.Add(textId);
        commitment.Add(textCommitment);
        postings.Add(entry.Postings.Count);
        leaf.Add(leafIndex);
        approver.Add(entry.Draft.ApproverId);
    }
}

internal sealed class PostingColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<int> year;
    private readonly Column<long> number;
    private readonly Column<int> line;
    private readonly Column<DateOnly> bookingDate;
    private readonly Column<long> ledgerAccount;
    private readonly Column<long> fund;
    private readonly Column<long> amount;
    private readonly Column<long?> party;
    private readonly Column<long?> venture;

    public PostingColumns(int expected)
        : base("posting", expected)
    {
        account = Column<long>("dedicated_account_id");
        year = Column<int>("fiscal_year");
        number = Column<long>("number");
        line = Column<int>("line");
        bookingDate = Column<DateOnly>("booking_date");
        ledgerAccount = Column<long>("ledger_account_id");
        fund = Column<long>("fund_id");
        amount = Column<long>("amount");
        party = Column<long?>("party_id");
        venture = Column<long?>("venture_id");
    }

    public void Add(long accountId, AcceptedEntry entry, AcceptedPosting posting)
    {
        account.Add(accountId);
        year.Add(entry.Reference.FiscalYear);
        number.Add(entry.Reference.Number);
        line.Add(posting.Line);
        bookingDate.Add(entry.Draft.BookingDate.ToDateOnly());
        ledgerAccount.Add(posting.Account.Id);
        fund.Add(posting.Fund.Id);
        amount.Add(posting.Amount);
        party.Add(posting.PartyId);
        venture.Add(posting.VentureId);
    }
}
