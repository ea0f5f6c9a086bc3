using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;

namespace FundLedger.UseCases.MasterData.Reads;

/// <param name="Row">The row that is shown; null for a new one.</param>
/// <param name="Choices">What each reference can lead to, by column name.</param>
public sealed record MasterDataEntry(StoredRow? Row, IReadOnlyDictionary<string, IReadOnlyList<RowName>> Choices);

/// <summary>What a form for one row needs.</summary>
public sealed class MasterDataForm(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeMasterData;

    /// <summary>A new row for no id; null when there is no row of that id.</summary>
    public Task<Result<MasterDataEntry?>> Read(MasterDataKind kind, long? id, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return reader.Read<MasterDataEntry?>(Policy, actor, async db =>
        {
            var referred = await ReferredRows.Of(db, kind.Columns, stop);
            var row = id is { } known
                ? (await kind.Load(db, referred, books.Currency, stop)).FirstOrDefault(stored => stored.Id == known)
                : null;
            if (id is not null && row is null) return null;
            return new MasterDataEntry(row, kind.Columns.Where(column => column.RefersTo is not null).ToDictionary(
                column => column.Name, column => (IReadOnlyList<RowName>)[.. referred.Rows(column.RefersTo!)], StringComparer.Ordinal));
        }, stop);
    }
}
