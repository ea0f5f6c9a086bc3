using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.People;

namespace FundLedger.UseCases.Access;

/// <summary>
/// The one way from a face to the books of a person who asks: who holds none of the policies the read states is refused,
/// and the refusal is recorded like any other. What a person may see of a list, the query itself bounds.
/// </summary>
public sealed class AuthorizedReader(BooksReader reader, AuthorizedLedger ledger)
{
    /// <summary>
    /// Reads for an actor who holds one of the policies; all that is read in one call shows the books of one moment.
    /// Refused: NotPermitted.
    /// </summary>
    public async Task<Result<TAnswer>> Read<TAnswer>(AnyOf policy, Actor actor, Func<ReadingDb, Task<TAnswer>> read, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (await ledger.CheckPermission(policy, actor, stop) is { } refusal) return refusal;
        await using var db = await reader.Snapshot(stop);
        return Result.Of(await read(db));
    }
}
