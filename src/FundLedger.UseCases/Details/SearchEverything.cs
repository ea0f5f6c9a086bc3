using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Details;

/// <summary>What was found of one sort.</summary>
/// <param name="Word">Key of the sort's name among the words.</param>
/// <param name="Note">What tells it from others of its name.</param>
public sealed record Found(string Word, string Text, string? English, string? Note, string Address);

/// <summary>Finds things by name, code, reference or number: of each sort what the person may see.</summary>
public sealed class SearchEverything(AuthorizedReader reader)
{
    /// <summary>Of one sort.</summary>
    private const int MostOfASort = 10;

    public const int LongestText = 100;

    /// <summary>Who may: everybody, each what the person sees elsewhere.</summary>
    public static AnyOf Policy { get; } = Policies.SignedIn;

    /// <param name="text">At least two characters; shorter finds nothing.</param>
    public Task<Result<IReadOnlyList<Found>>> Find(Actor actor, string text, CancellationToken stop) =>
        reader.Read<IReadOnlyList<Found>>(Policy, actor, async db =>
        {
            var wanted = text.Trim().Normalize();
            if (wanted.Length is < 2 or > LongestText) return [];
            List<Found> found = [];
            if (actor.May(Policies.SeeJournal)) found.AddRange(await Entries(db, wanted, stop));
            if (ContributionList.Policy.Permits(actor)) found.AddRange(await Contributions(db, actor, wanted, stop));
            if (actor.May(Policies.SeeDisbursements))
            {
                found.AddRange(await Disbursements(db, wanted, stop));
                found.AddRange(await Ventures(db, wanted, stop));
                found.AddRange(await Funds(db, wanted, stop));
            }

            if (actor.May(Policies.SeeContributions)) found.AddRange(await Parties(db, wanted, stop));
            return found;
        }, stop);

    private static async Task<IEnumerable<Found>> Entries(ReadingDb db, string text, CancellationToken stop)
    {
        var entry = EntryReference.Parse(text);
        if (entry.IsRefused) return [];
        var reference = entry.Value;
        return await db.Entries.AnyAsync(row => row.FiscalYear == reference.FiscalYear && row.Number == reference.Number, stop)
            ? [new Found("Entry", reference.ToString(), null, null, $"/journal/{reference}")]
            : [];
    }

    private static async Task<IEnumerable<Found>> Contributions(ReadingDb db, Actor actor, string text, CancellationToken stop)
    {
        var reference = text.Replace(" ", "", StringComparison.Ordinal);
        var rows = await (
            from row in VisibleContributions.Of(db, actor)
            join payer in db.Parties on row.PayerPartyId equals payer.Id
            where row.Description.Contains(text) || payer.Name.Contains(text) || row.PublicCode == text
                || row.PaymentReference == reference || payer.UnifiedBusinessNumber == text
            orderby row.Id descending
            select new { row.PublicCode, row.Description, payer.Name }).Take(MostOfASort).ToListAsync(stop);
        return rows.Select(row => new Found("Contribution", row.Description, null, row.Name, $"/contributions/{row.PublicCode}"));
    }

    private static async Task<IEnumerable<Found>> Disbursements(ReadingDb db, string text, CancellationToken stop)
    {
        var rows = await (
            from row in db.Disbursements
            join venture in db.Ventures on row.VentureId equals venture.Id
            where row.Purpose.Contains(text) || venture.Name.Contains(text) || row.PublicCode == text
            orderby row.Id descending
            select new { row.PublicCode, row.Purpose, venture.Name }).Take(MostOfASort).ToListAsync(stop);
        return rows.Select(row => new Found("Disbursement", row.Purpose, null, row.Name, $"/disbursements/{row.PublicCode}"));
    }

    private static async Task<IEnumerable<Found>> Ventures(ReadingDb db, string text, CancellationToken stop)
    {
        var rows = await db.Ventures.Where(row => row.Name.Contains(text) || row.PublicCode == text)
            .OrderBy(row => row.Name).Take(MostOfASort).ToListAsync(stop);
        return rows.Select(row => new Found("Venture", row.Name, null, row.Kind, $"/ventures/{row.PublicCode}"));
    }

    private static async Task<IEnumerable<Found>> Funds(ReadingDb db, string text, CancellationToken stop)
    {
        var rows = await db.Funds.Where(row => row.Code.Contains(text) || row.NameZh.Contains(text) || row.NameEn.Contains(text))
            .OrderBy(row => row.Code).Take(MostOfASort).ToListAsync(stop);
        return rows.Select(row => new Found("Fund", row.NameZh, row.NameEn, row.Code, $"/funds/{Uri.EscapeDataString(row.Code)}"));
    }

    private static async Task<IEnumerable<Found>> Parties(ReadingDb db, string text, CancellationToken stop)
    {
        var rows = await db.Parties.Where(row => row.Name.Contains(text) || row.UnifiedBusinessNumber == text || row.PublicCode == text)
            .OrderBy(row => row.Name).Take(MostOfASort).ToListAsync(stop);
        return rows.Select(row => new Found("Party", row.Name, null, row.UnifiedBusinessNumber, $"/parties/{row.PublicCode}"));
    }
}
