using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Funds.Reads;

/// <summary>The funds that a report can be bounded to.</summary>
public sealed class ReportChoices(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeReports;

    public Task<Result<IReadOnlyList<FundChoice>>> Funds(Actor actor, CancellationToken stop) =>
        reader.Read(Policy, actor, db => FundChoice.Read(db, stop), stop);

    public Task<Result<IReadOnlyList<AccountChoice>>> Accounts(Actor actor, CancellationToken stop) =>
        reader.Read(Policy, actor, db => AccountChoice.Read(db, stop), stop);
}
