using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;

namespace FundLedger.UseCases.MasterData.Reads;

/// <summary>The rows of one kind: what the books hold, as files have it.</summary>
public sealed class MasterDataList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeMasterData;

    /// <param name="text">Only rows in which some value contains it; null or empty: all.</param>
    public Task<Result<PageOf<StoredRow>>> Page(MasterDataKind kind, string? text, int page, Actor actor, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var rows = (await All(kind, db, stop)).Where(row => Contains(row, text)).ToList();
            var number = Paging.Within(page, Paging.DefaultSize, rows.Count);
            return new PageOf<StoredRow>(
                [.. rows.Skip((number - 1) * Paging.DefaultSize).Take(Paging.DefaultSize)], number, Paging.DefaultSize, rows.Count);
        }, stop);

    /// <summary>All rows, as a file holds them.</summary>
    public Task<Result<IReadOnlyList<StoredRow>>> Whole(MasterDataKind kind, string? text, Actor actor, CancellationToken stop) =>
        reader.Read<IReadOnlyList<StoredRow>>(
            Policy, actor, async db => [.. (await All(kind, db, stop)).Where(row => Contains(row, text))], stop);

    private async Task<IReadOnlyList<StoredRow>> All(MasterDataKind kind, Data.LedgerDb db, CancellationToken stop) =>
        await kind.Load(db, await ReferredRows.Of(db, kind.Columns, stop), books.Currency, stop);

    private static bool Contains(StoredRow row, string? text) => string.IsNullOrWhiteSpace(text)
        || row.Values.All.Values.Any(value => value?.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase) == true);
}
