using FundLedger.UseCases;

namespace FundLedger.Web.Display;

/// <summary>A column's heading that sorts the list; the model of <c>_SortHeading.cshtml</c>.</summary>
internal sealed record SortHeading(string Text, string Column, Sorting Sorting, bool Amount = false);

/// <summary>Addresses of the same list with something changed.</summary>
internal static class ListAddress
{
    /// <summary>The present address with these values instead; null leaves a name out. The page number starts again.</summary>
    public static string With(HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var names = changes.Select(change => change.Name).Append("page").Append("culture").ToHashSet(StringComparer.Ordinal);
        var kept = request.Query.Where(pair => !names.Contains(pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var changed = changes.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Name, change.Value));
        return request.Path + QueryString.Create(kept.Concat(changed)).ToString();
    }
}
