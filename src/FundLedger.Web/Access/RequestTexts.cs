using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace FundLedger.Web.Access;

/// <summary>Every text of a request that a page can read: its place, its query, its form with the names of its files.</summary>
internal static class RequestTexts
{
    /// <summary>The form has been read by now.</summary>
    public static IEnumerable<string> Of(HttpContext context)
    {
        var request = context.Request;
        foreach (var part in request.RouteValues.Values) yield return Convert.ToString(part, CultureInfo.InvariantCulture) ?? "";
        IEnumerable<KeyValuePair<string, StringValues>> form = request.HasFormContentType ? request.Form : [];
        foreach (var (name, values) in request.Query.Concat(form))
        {
            yield return name;
            foreach (var value in values) yield return value ?? "";
        }

        if (!request.HasFormContentType) yield break;
        foreach (var file in request.Form.Files)
        {
            yield return file.Name;
            yield return file.FileName;
        }
    }
}
