using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.People.Reads;

/// <summary>A company that a person can act for.</summary>
public sealed record CompanyChoice(string Code, string Name);

/// <summary>Reads the companies for the role Company; names only.</summary>
public sealed class CompanyChoices(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManagePeople;

    public Task<Result<List<CompanyChoice>>> Read(Actor actor, CancellationToken stop) => reader.Read(Policy, actor, db =>
        db.Parties.Where(party => party.Kind == PartyKind.Company).OrderBy(party => party.Name).ThenBy(party => party.Id)
            .Select(party => new CompanyChoice(party.PublicCode, party.Name)).ToListAsync(stop), stop);
}
