using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UseCases.Banking;

/// <summary>What a part was booked as.</summary>
/// <param name="Fund">Null where there are several.</param>
internal sealed record BookedPart(AcceptedEntry Entry, DocumentReference? Document = null, long? Fund = null)
{
    public LocalDate? From { get; init; }

    public LocalDate? To { get; init; }
}

/// <summary>A line on its way from the suspense fund to where its parts belong, within one write.</summary>
/// <param name="posted">What a line that is explained together with this one has posted; null: this is the first.</param>
internal sealed class LineWork(
    WriteSession session, StatementLine line, BankAccount bank, LocalDate bookedOn, List<AcceptedEntry>? posted = null)
{
    private readonly List<StatementLinePart> parts = [];
    private readonly List<AcceptedEntry> entries = posted ?? [];

    public WriteSession Session => session;

    public StatementLine Line => line;

    public BankAccount Bank => bank;

    public LocalDate BookedOn => bookedOn;

    public IReadOnlyList<StatementLinePart> Parts => parts;

    public BankMovement Movement(Money amount) => new(line, bank, amount, bookedOn);

    /// <summary>Another line, explained on the same day in the same write.</summary>
    public LineWork Beside(StatementLine other, BankAccount otherBank) => new(session, other, otherBank, bookedOn, entries);

    public async Task<Result<AcceptedEntry>> Post(EntryDraft draft)
    {
        var accepted = await session.Post(draft);
        if (!accepted.IsRefused) entries.Add(accepted.Value);
        return accepted;
    }

    /// <summary>Takes note of an entry that a document has posted by itself.</summary>
    public void Add(AcceptedEntry entry)
    {
        if (!entries.Contains(entry)) entries.Add(entry);
    }

    /// <summary>
    /// Takes back what the suspense fund holds of the line. A new line that is booked on a later day than its own is first set
    /// aside, so that books and bank agree on the days between.
    /// </summary>
    public async Task<Refusal?> LeaveSuspense()
    {
        if (line.State == StatementLineState.New)
        {
            if (bookedOn == line.BookingDate) return null;
            var aside = await Post(Suspense.SetAside(line, bank, session.Currency));
            if (aside.IsRefused) return aside.Refusal;
        }

        return (await Post(Suspense.Clear(line, bank, session.Currency, bookedOn))).Refusal;
    }

    public void Add(LinePartKind kind, Money amount, BookedPart booked)
    {
        Add(booked.Entry);
        var part = new StatementLinePart
        {
            DedicatedAccountId = session.AccountId,
            StatementLineId = line.Id,
            Number = parts.Count + 1,
            Kind = kind,
            Amount = amount.MinorUnits,
            DocumentKind = booked.Document?.Kind,
            DocumentId = booked.Document?.Id,
            EntryFiscalYear = booked.Entry.Reference.FiscalYear,
            EntryNumber = booked.Entry.Reference.Number,
            FundId = booked.Fund,
            PeriodFrom = booked.From,
            PeriodTo = booked.To,
        };
        session.Db.StatementLineParts.Add(part);
        parts.Add(part);
    }

    /// <summary>All parts are booked: the line is explained.</summary>
    public Refusal? Settle()
    {
        var document = parts is [{ SettlesDocument: true } only] ? only.Document : null;
        if (line.Explain(document, parts[0].Entry, session.Actor.Name) is { } refusal) return refusal;
        session.Audit("LineExplained", line.Id, parts[0].Entry);
        return null;
    }

    public PreviewedPosting[] Postings() => PreviewedPosting.Of(entries);
}
