using FundLedger.Data.Reading;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>A payer as a choice in a form.</summary>
public sealed record PayerChoice(string Code, string Name, string? BusinessNumber, PartyKind Kind)
{
    public string Text => BusinessNumber is null ? Name : $"{Name} {BusinessNumber}";

    /// <summary>Everybody money can come from, by name. Ventures give back through return agreements, not here.</summary>
    public static async Task<IReadOnlyList<PayerChoice>> Read(ReadingDb db, CancellationToken stop) =>
        await db.Parties.Where(party => party.Kind != PartyKind.Venture)
            .OrderBy(party => party.Kind).ThenBy(party => party.Name)
            .Select(party => new PayerChoice(party.PublicCode, party.Name, party.UnifiedBusinessNumber, party.Kind)).ToListAsync(stop);
}
