using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Funds.Reads;

namespace FundLedger.UseCases.Journal.Reads;

/// <param name="Document">The document that was asked for; null when none was, or there is none with that code.</param>
public sealed record JournalFilters(
    IReadOnlyList<FundChoice> Funds, IReadOnlyList<AccountChoice> Accounts, DocumentReference? Document);

/// <summary>What the journal's filter offers, and the documents behind its entries.</summary>
public sealed class JournalChoices(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeJournal;

    /// <param name="document">Public code of the document whose entries are asked for; empty: of all.</param>
    public Task<Result<JournalFilters>> Read(Actor actor, string? document, CancellationToken stop) =>
        reader.Read(Policy, actor, async db => new JournalFilters(
            await FundChoice.Read(db, stop), await AccountChoice.Read(db, stop),
            string.IsNullOrWhiteSpace(document) ? null : await JournalDocument.Find(db, document.Trim(), stop)), stop);

    public Task<Result<IReadOnlyDictionary<DocumentReference, JournalDocument>>> Documents(
        Actor actor, IEnumerable<DocumentReference> references, CancellationToken stop) =>
        reader.Read(Policy, actor, db => JournalDocument.Read(db, references, stop), stop);
}
