using FundLedger.Data;
using FundLedger.Domain;
using FundLedger.Domain.MasterData;

namespace FundLedger.UseCases.MasterData;

/// <summary>The rows that a kind's columns refer to, looked up once for a whole file.</summary>
public sealed class ReferredRows
{
    private readonly Dictionary<string, Dictionary<string, RowName>> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, RowName>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<long, RowName>> byId = new(StringComparer.Ordinal);

    internal static async Task<ReferredRows> Of(LedgerDb db, IReadOnlyList<MasterDataColumn> columns, CancellationToken stop)
    {
        var referred = new ReferredRows();
        foreach (var name in columns.Select(column => column.RefersTo).OfType<string>().Distinct())
        {
            var rows = await MasterDataKinds.Get(name).Names(db, stop);
            referred.byKey[name] = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
            referred.byId[name] = rows.ToDictionary(row => row.Id);
            referred.byName[name] = rows.SelectMany(row => row.OtherNames.Distinct(), (row, other) => (row, other))
                .ToLookup(pair => pair.other, pair => pair.row, StringComparer.Ordinal);
        }

        return referred;
    }

    /// <summary>The rows of a kind in their order.</summary>
    public IReadOnlyCollection<RowName> Rows(string kind) => byId[kind].Values;

    internal string? Key(string kind, long? id) => id is { } known && byId[kind].TryGetValue(known, out var row) ? row.Key : null;

    /// <summary>The key and what a person reads beside it.</summary>
    internal string Label(string kind, string key) => $"{key} {byKey[kind][key].Label}";

    /// <summary>The id behind a key that <see cref="Find"/> has given; null for no key.</summary>
    internal long? Id(string kind, string? key) => key is null ? null : byKey[kind][key].Id;

    /// <summary>
    /// The key of the row that a text means. Refused: <see cref="MasterDataRefusals.ReferenceNotFound"/>,
    /// <see cref="MasterDataRefusals.ReferenceAmbiguous"/>.
    /// </summary>
    internal Result<string?> Find(string kind, string text)
    {
        if (byKey[kind].ContainsKey(text)) return text;
        return byName[kind][text].Take(2).ToArray() switch
        {
            [] => MasterDataRefusals.ReferenceNotFound(text),
            [var only] => only.Key,
            _ => MasterDataRefusals.ReferenceAmbiguous(text),
        };
    }
}
