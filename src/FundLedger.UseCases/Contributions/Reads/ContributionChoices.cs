using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Funds.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <param name="Funds">Those that take money of the kind.</param>
public sealed record FundsAndPayers(IReadOnlyList<FundChoice> Funds, IReadOnlyList<PayerChoice> Payers);

/// <summary>What can be chosen on the form for a new contribution.</summary>
public sealed class ContributionChoices(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    public Task<Result<FundsAndPayers>> Read(Actor actor, ContributionKind kind, CancellationToken stop) =>
        reader.Read(Policy, actor, async db => new FundsAndPayers(
            await FundChoice.Read(db, stop, ContributionRules.SourceOf(kind)), await PayerChoice.Read(db, stop)), stop);

    /// <summary>The id of the payer with that public code; 0 for an unknown one, which the rules then refuse.</summary>
    public Task<Result<long>> PayerId(Actor actor, string code, CancellationToken stop) =>
        reader.Read(
            Policy, actor, db => db.Parties.Where(party => party.PublicCode == code).Select(party => party.Id).SingleOrDefaultAsync(stop),
            stop);
}
