using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Checks;

/// <summary>Whom entries name: persons, parties and ventures, as long as they are not too many to be kept in memory.</summary>
internal sealed class NamesInUse
{
    private const int Most = 200_000;

    private readonly HashSet<(Kind Kind, long Id)> names = [];

    public void Add(EntryLeafFacts entry)
    {
        if (names.Count >= Most) return;
        names.Add((Kind.Person, entry.ActorId));
        for (var index = 0; index < entry.Postings.Count; index++)
        {
            var posting = entry.Postings[index];
            if (posting.PartyId is { } party) names.Add((Kind.Party, party));
            if (posting.VentureId is { } venture) names.Add((Kind.Venture, venture));
        }
    }

    /// <summary>Whether all of them are there; false also when they were too many to be kept.</summary>
    public async Task<bool> Exist(Snapshot snapshot, long account)
    {
        if (names.Count >= Most) return false;
        await using var rows = await snapshot.Stream("Checks.leaf-names", new { account });
        while (snapshot.Next(rows)) names.Remove(((Kind)rows.GetInt32(0), rows.GetInt64(1)));
        return names.Count == 0;
    }

    /// <summary>As the statement numbers them.</summary>
    private enum Kind
    {
        Person = 1,
        Party = 2,
        Venture = 3,
    }
}
