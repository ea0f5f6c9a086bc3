using FundLedger.Data.Model;
using FundLedger.Data.Reading;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Journal.Reads;

/// <summary>An entry, its text and who made it.</summary>
/// <param name="Text">Null when it has been erased.</param>
/// <param name="Approver">The second person of a manual voucher; null when there was none.</param>
public sealed record EntryHead(StoredEntry Entry, string? Text, string? Actor, string? Approver)
{
    public DocumentReference? Document => Entry is { DocumentKind: { } kind, DocumentId: { } id } ? new DocumentReference(kind, id) : null;

    public EntryReference? Reverses =>
        Entry is { ReversesFiscalYear: { } year, ReversesNumber: { } number } ? new EntryReference(year, number) : null;

    internal static async Task<EntryHead?> Read(ReadingDb db, EntryReference reference, CancellationToken stop)
    {
        var entry = await db.Entries.SingleOrDefaultAsync(
            row => row.FiscalYear == reference.FiscalYear && row.Number == reference.Number, stop);
        if (entry is null) return null;
        var text = await db.ErasableTexts.Where(row => row.Id == entry.TextId).Select(row => row.Text).SingleOrDefaultAsync(stop);
        var people = await db.People.Where(person => person.Id == entry.ActorId || person.Id == entry.ApproverId)
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, stop);
        return new EntryHead(
            entry, text, people.GetValueOrDefault(entry.ActorId), entry.ApproverId is { } second ? people.GetValueOrDefault(second) : null);
    }
}
