using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <param name="From">First booking date; null: from the beginning.</param>
/// <param name="To">Last booking date; null: to the end.</param>
/// <param name="Fund">Only entries that post in the fund of that code.</param>
/// <param name="Account">Only entries that post to the ledger account of that code; with a fund, in one line.</param>
/// <param name="Document">Only entries of that document; fund and account then do not narrow it further.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Entries on a page.</param>
public sealed record JournalParameters(
    long DedicatedAccountId, LocalDate? From = null, LocalDate? To = null, string? Fund = null, string? Account = null,
    DocumentReference? Document = null, int Page = 1, int Size = 50);

/// <summary>One line of an entry. Amount in minor units, debit positive.</summary>
public sealed record JournalPosting(
    int Line, ReportAccount Account, ReportFund Fund, long Amount, long? PartyId, string? PartyName, long? VentureId, string? VentureName)
{
    public long Debit => Math.Max(0, Amount);

    public long Credit => Math.Max(0, -Amount);
}

/// <summary>One voucher with its lines.</summary>
/// <param name="Description"><see cref="JournalReport.Erased"/> when the text has been erased.</param>
/// <param name="Reverses">The entry this one takes back: reverses when of the same fiscal year, else corrects.</param>
/// <param name="ReversedBy">The entry that takes this one back.</param>
public sealed record JournalEntry(
    EntryReference Reference, VoucherKind Kind, LocalDate BookingDate, LocalDate ValueDate, Instant RecordedAt, string Description,
    string Actor, DocumentReference? Document, EntryReference? Reverses, EntryReference? ReversedBy,
        IReadOnlyList<JournalPosting> Postings);

/// <summary>A page of the journal (日記簿), in the order of booking date and number.</summary>
/// <param name="Total">Entries on all pages.</param>
public sealed record Journal(Currency Currency, JournalParameters Asked, IReadOnlyList<JournalEntry> Entries, long Total)
{
    public int Pages => (int)Math.Max(1, (Total + Asked.Size - 1) / Asked.Size);
}

/// <summary>Makes the journal. Refused: an unknown fund or account, and a first date after the last.</summary>
public sealed class JournalReport(ReportingDatabase database)
{
    /// <summary>Replaces a description that has been erased.</summary>
    public const string Erased = "(erased)";

    private static readonly LocalDate FirstDate = new(2000, 1, 1);
    private static readonly LocalDate LastDate = new(9998, 12, 31);

    public Task<Result<Journal>> Run(JournalParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<Journal>> Read(Snapshot snapshot, JournalParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        var fund = books.Fund(parameters.Fund);
        if (fund.IsRefused) return fund.Refusal;
        var account = books.Account(parameters.Account);
        if (account.IsRefused) return account.Refusal;
        var (first, last) = (parameters.From ?? FirstDate, parameters.To ?? LastDate);
        if (first > last) return ReportRefusals.ReportDatesReversed(first, last);

        var values = new
        {
            account = books.Id,
            firstYear = first.Year,
            lastYear = last.Year,
            first,
            last,
            documentKind = (int?)parameters.Document?.Kind,
            documentId = parameters.Document?.Id,
            fund = fund.Value?.Id,
            ledgerAccount = account.Value?.Id,
            skip = (Math.Max(1L, parameters.Page) - 1) * parameters.Size,
            size = parameters.Size,
        };
        var question = parameters switch
        {
            { Document: not null } => "document",
            { Fund: not null } or { Account: not null } => "lines",
            _ => "dates",
        };
        var counted = question == "dates" && parameters.From is null && parameters.To is null ? "all" : question;
        var total = await snapshot.Count(snapshot.TextOf($"Journal.count-{counted}"), values);
        var page = await snapshot.Rows<EntryKey>($"Journal.page-{question}", values);
        return new Journal(books.Currency, parameters, await Entries(snapshot, books, page), total);
    }

    private static async Task<IReadOnlyList<JournalEntry>> Entries(Snapshot snapshot, ReportBooks books, IReadOnlyList<EntryKey> page)
    {
        var byReference = new Dictionary<EntryReference, JournalEntry>(page.Count);
        foreach (var year in page.GroupBy(key => key.FiscalYear))
        {
            foreach (var numbers in year.Select(key => key.Number).Chunk(Snapshot.ValuesAtOnce))
            {
                var rows = await snapshot.RowsIn<Row>("Journal.entries", "numbers", numbers, new { account = books.Id, year = year.Key });
                foreach (var entry in Entries(books, rows)) byReference[entry.Reference] = entry;
            }
        }

        return page.Select(key => byReference[new EntryReference(key.FiscalYear, key.Number)]).ToArray();
    }

    private static IEnumerable<JournalEntry> Entries(ReportBooks books, IReadOnlyList<Row> rows)
    {
        var accounts = books.Accounts.ToDictionary(account => account.Id);
        var funds = books.Funds.ToDictionary(fund => fund.Id);
        return rows
            .GroupBy(row => new EntryReference(row.FiscalYear, row.Number))
            .Select(lines => (lines.Key, Head: lines.First(), Lines: lines))
            .Select(entry => new JournalEntry(
                entry.Key, entry.Head.Kind, entry.Head.BookingDate, entry.Head.ValueDate, entry.Head.RecordedAt,
                entry.Head.Description ?? Erased, entry.Head.Actor ?? "",
                entry.Head.DocumentKind is { } kind && entry.Head.DocumentId is { } id ? new DocumentReference(kind, id) : null,
                Reference(entry.Head.ReversesFiscalYear, entry.Head.ReversesNumber), Reference(
                    entry.Head.ReversedByFiscalYear, entry.Head.ReversedByNumber),
                entry.Lines.Select(row => new JournalPosting(
                    row.Line, accounts[row.LedgerAccountId], funds[row.FundId], row.Amount,
                    row.PartyId, row.PartyName, row.VentureId, row.VentureName)).ToArray()));
    }

    private static EntryReference? Reference(int? year, long? number) =>
        year is { } knownYear && number is { } known ? new EntryReference(knownYear, known) : null;

    private sealed class EntryKey
    {
        public int FiscalYear { get; init; }

        public long Number { get; init; }
    }

    private sealed record Row(
        int FiscalYear, long Number, VoucherKind Kind, LocalDate BookingDate, LocalDate ValueDate, Instant RecordedAt,
        string? Description, string? Actor, DocumentKind? DocumentKind, long? DocumentId,
        int? ReversesFiscalYear, long? ReversesNumber, int? ReversedByFiscalYear, long? ReversedByNumber,
        int Line, long LedgerAccountId, long FundId, long Amount, long? PartyId, string? PartyName, long? VentureId, string? VentureName);
}
