using System.Linq.Expressions;
using FundLedger.Data.Reading;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Receipts.Reads;

/// <summary>Which receipts a person may know of; the limit is part of the query. A donor's person sees the donor's own.</summary>
public static class VisibleReceipts
{
    public static IQueryable<Receipt> Of(ReadingDb db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.May(Policies.SeeReceipts)) return db.Receipts;
        return actor.May(Policies.SeeOwnReceipts) && actor.PartyId is { } party
            ? db.Receipts.Where(receipt => receipt.DonorPartyId == party)
            : db.Receipts.Where(Nothing);
    }

    private static readonly Expression<Func<Receipt, bool>> Nothing = receipt => receipt.Id < 0;
}
