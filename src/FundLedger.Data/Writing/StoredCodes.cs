using FundLedger.Data.Mapping;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Writing;

/// <summary>What every code must be, whichever document it belongs to.</summary>
internal static class StoredCodes
{
    /// <summary>Refuses a new or changed code with white space at an end; null when there is none.</summary>
    public static Refusal? Check(LedgerDb db)
    {
        var codes =
            from entry in db.ChangeTracker.Entries()
            where entry.State is EntityState.Added or EntityState.Modified
            from property in entry.Properties
            where CodeCollation.IsCode(property.Metadata)
            select property.CurrentValue as string;
        return codes.FirstOrDefault(code => code is not null && CodeText.IsPadded(code)) is { } padded ? LedgerRefusals.CodePadded(padded)
            : null;
    }
}
