using FundLedger.Data;
using FundLedger.Domain.People;
using FundLedger.Web.Books;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>A payer as a choice in a form.</summary>
internal sealed record PayerChoice(string Code, string Name, string? BusinessNumber, PartyKind Kind)
{
    public string Text => BusinessNumber is null ? Name : $"{Name} {BusinessNumber}";

    /// <summary>Everybody money can come from, by name. Ventures give back through return agreements, not here.</summary>
    public static async Task<IReadOnlyList<PayerChoice>> Read(LedgerDb db, OpenBooks books, CancellationToken stop) =>
        await db.Parties.Where(party => party.DedicatedAccountId == books.Id && party.Kind != PartyKind.Venture)
            .OrderBy(party => party.Kind).ThenBy(party => party.Name)
            .Select(party => new PayerChoice(party.PublicCode, party.Name, party.UnifiedBusinessNumber, party.Kind)).ToListAsync(stop);
}
