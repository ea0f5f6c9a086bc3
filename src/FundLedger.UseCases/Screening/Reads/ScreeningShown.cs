using FundLedger.Data.Reading;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Screening;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Screening.Reads;

/// <summary>A finding with the words of what it names.</summary>
/// <param name="Donor">Name of the party that is meant.</param>
/// <param name="Reference">Of the list's entry; null where no list is meant.</param>
public sealed record FindingShown(StoredFinding Finding, string Donor, string? Reference, LocalDate? From, LocalDate? To);

/// <summary>A screening of a gift, with who ran it.</summary>
public sealed record ScreeningShown(ScreeningResult Result, string Person, IReadOnlyList<FindingShown> Findings)
{
    /// <summary>All screenings of a document, the last one first.</summary>
    public static async Task<IReadOnlyList<ScreeningShown>> Read(ReadingDb db, DocumentReference document, CancellationToken stop)
    {
        var rows = await (
            from result in db.ScreeningResults
            join person in db.People on result.PersonId equals person.Id
            where result.DocumentKind == document.Kind && result.DocumentId == document.Id
            orderby result.Id descending
            select new { result, person.DisplayName }).ToListAsync(stop);
        var findings = await FindingsOf(db, [.. rows.Select(row => row.result.Id)], stop);
        return [.. rows.Select(row => new ScreeningShown(row.result, row.DisplayName, [.. findings[row.result.Id]]))];
    }

    /// <summary>The findings of some screenings, by screening.</summary>
    internal static async Task<ILookup<long, FindingShown>> FindingsOf(ReadingDb db, long[] results, CancellationToken stop)
    {
        var found = await (
            from finding in db.Set<StoredFinding>()
            join party in db.Parties on finding.PartyId equals party.Id
            join entry in db.ScreeningListEntries on finding.ListEntryId equals entry.Id into entries
            from entry in entries.DefaultIfEmpty()
            where results.Contains(finding.ScreeningResultId)
            orderby finding.ScreeningResultId, finding.Line
            select new { finding, party.Name, entry }).ToListAsync(stop);
        return found.ToLookup(
            row => row.finding.ScreeningResultId,
            row => new FindingShown(row.finding, row.Name, row.entry?.Reference, row.entry?.ValidFrom, row.entry?.ValidTo));
    }
}
