using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>Turns an accepted entry into the facts its leaf covers.</summary>
internal static class EntryFacts
{
    public static EntryLeafFacts Of(string log, AcceptedEntry entry, Instant recordedAt, long actorId, byte[] commitment) => new(
        log, entry.Reference, entry.Draft.Kind, entry.Period, entry.Draft.BookingDate, entry.Draft.ValueDate, recordedAt,
        actorId, entry.Draft.Document, entry.Draft.Undoes, commitment,
        entry.Postings.Select(posting => new PostingLeafFacts(
            posting.Account.Code, posting.Fund.Code, posting.Amount, posting.PartyId, posting.VentureId)).ToArray(),
        entry.LotsOpened.Select(lot => new LotOpeningLeafFacts(
            lot.LotId, lot.Fund.Code, lot.Amount, lot.Origin.Kind, lot.Origin.DocumentId, lot.ParentLotId)).ToArray(),
        entry.LotMovements,
        entry.Draft.ApproverId);
}
