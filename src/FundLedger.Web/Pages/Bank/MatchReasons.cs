using System.Text.Json;
using FundLedger.Domain;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Says in the reader's language why the matcher decided as it did; stored are a code and its arguments.</summary>
internal static class MatchReasons
{
    public static string? Sentence(string? stored, Wording wording, IStringLocalizer<Words> words)
    {
        if (string.IsNullOrEmpty(stored)) return null;
        var parts = JsonSerializer.Deserialize<string[]>(stored) ?? [];
        if (parts.Length == 0) return null;
        object[] arguments = [.. parts.Skip(1)];
        var word = words["Match" + parts[0], arguments];
        return word.ResourceNotFound ? wording.Refusal(new Refusal(parts[0], arguments)) : word.Value;
    }
}
