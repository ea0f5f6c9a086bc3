using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Screening.Reads;

/// <summary>A gift that is open and whose last screening does not let it pass.</summary>
/// <param name="Code">Public code of the document.</param>
public sealed record OpenFinding(
    DocumentKind Kind, string Code, string Description, string Donor, Money Amount, LocalDate ScreenedOn, ScreeningOutcome Outcome,
    IReadOnlyList<FindingShown> Findings);

/// <param name="Entries">Those that count today, or will.</param>
public sealed record ScreeningListCount(ScreeningList List, int Entries);

/// <param name="Rules">In force today.</param>
/// <param name="Affiliations">How many relations between companies are known.</param>
/// <param name="LastScreening">The day of the last screening of any gift; null when there has been none.</param>
public sealed record ScreeningStory(
    IReadOnlyList<ScreeningRule> Rules, IReadOnlyList<ScreeningListCount> Lists, int Affiliations, PageOf<OpenFinding> Open,
    LocalDate? LastScreening);

/// <summary>What gifts are screened by, and which of those that are open are found.</summary>
public sealed class ScreeningOverview(AuthorizedReader reader, ServedAccount books, IClock clock)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeContributions;

    public Task<Result<ScreeningStory>> Read(Actor actor, int number, int size, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var today = clock.Today();
            var rules = await db.ScreeningRules.ToListAsync(stop);
            return new ScreeningStory(
                ScreeningRules.InForce(rules, today), await Lists(db, today, stop), await db.Affiliations.CountAsync(stop),
                await Open(db, number, size, stop),
                await db.ScreeningResults.OrderByDescending(result => result.Id).Select(result => (LocalDate?)result.ScreenedOn)
                    .FirstOrDefaultAsync(stop));
        }, stop);

    /// <summary>Open gifts that are found.</summary>
    internal static async Task<WorkFound> Work(WorkQuestion question, CancellationToken stop)
    {
        var found = Found(question.Db);
        var first = await found.OrderBy(row => row.Result.Id).Select(row => (LocalDate?)row.Result.ScreenedOn).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(await found.CountAsync(stop), first, await found.SumAsync(row => row.Amount, stop));
    }

    private static async Task<IReadOnlyList<ScreeningListCount>> Lists(ReadingDb db, LocalDate today, CancellationToken stop)
    {
        var counts = await db.ScreeningListEntries.Where(entry => !entry.Withdrawn && (entry.ValidTo == null || entry.ValidTo >= today))
            .GroupBy(entry => entry.List).Select(group => new { List = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.List, group => group.Count, stop);
        return [.. Enum.GetValues<ScreeningList>().Select(list => new ScreeningListCount(list, counts.GetValueOrDefault(list)))];
    }

    private async Task<PageOf<OpenFinding>> Open(ReadingDb db, int number, int size, CancellationToken stop)
    {
        var found = Found(db);
        var total = await found.LongCountAsync(stop);
        var page = Paging.Within(number, size, total);
        var rows = await found.OrderByDescending(row => row.Result.Outcome).ThenBy(row => row.Result.Id)
            .Skip((page - 1) * size).Take(size).ToListAsync(stop);
        var findings = await ScreeningShown.FindingsOf(db, [.. rows.Select(row => row.Result.Id)], stop);
        return new PageOf<OpenFinding>(
            [
                .. rows.Select(row => new OpenFinding(
                    row.Result.DocumentKind, row.Code, row.Description, row.Donor, new Money(row.Amount, books.Currency),
                    row.Result.ScreenedOn, row.Result.Outcome, [.. findings[row.Result.Id]])),
            ],
            page, size, total);
    }

    private static IQueryable<FoundRow> Found(ReadingDb db) =>
        from result in db.ScreeningResults
        join gift in OpenGifts(db) on new { Kind = result.DocumentKind, Id = result.DocumentId } equals new { gift.Kind, gift.Id }
        join donor in db.Parties on gift.PartyId equals donor.Id
        where result.Outcome != ScreeningOutcome.Pass
            && !db.ScreeningResults.Any(later => later.DocumentKind == result.DocumentKind
                && later.DocumentId == result.DocumentId && later.Id > result.Id)
        select new FoundRow
        {
            Result = result,
            Code = gift.Code,
            Description = gift.Description,
            Donor = donor.Name,
            Amount = gift.Amount,
        };

    /// <summary>Single gifts that are expected, and donations that are decided or of which money may still come.</summary>
    private static IQueryable<OpenGift> OpenGifts(ReadingDb db)
    {
        var open = DonationWorkflow.Open;
        return db.Contributions
            .Where(gift => gift.Kind == ContributionKind.Donation && gift.State == ContributionState.Expected && gift.DonationId == null)
            .Select(gift => new OpenGift
            {
                Kind = DocumentKind.Contribution,
                Id = gift.Id,
                Code = gift.PublicCode,
                Description = gift.Description,
                PartyId = gift.PayerPartyId,
                Amount = gift.Amount,
            })
            .Concat(db.Donations.Where(donation => open.Contains(donation.State)).Select(donation => new OpenGift
            {
                Kind = DocumentKind.Donation,
                Id = donation.Id,
                Code = donation.PublicCode,
                Description = donation.Purpose,
                PartyId = donation.DonorPartyId,
                Amount = donation.Amount,
            }));
    }

    private sealed class OpenGift
    {
        public required DocumentKind Kind { get; init; }

        public required long Id { get; init; }

        public required string Code { get; init; }

        public required string Description { get; init; }

        public required long PartyId { get; init; }

        public required long Amount { get; init; }
    }

    private sealed class FoundRow
    {
        public required ScreeningResult Result { get; init; }

        public required string Code { get; init; }

        public required string Description { get; init; }

        public required string Donor { get; init; }

        public required long Amount { get; init; }
    }
}
