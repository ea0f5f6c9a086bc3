using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Explains in the reader's language why the matcher decided as it did; stored are a code and its arguments.</summary>
internal static class MatchReasons
{
    public static string? Sentence(string? stored, Wording wording, IStringLocalizer<Words> words)
    {
        if (string.IsNullOrEmpty(stored)) return null;
        var (code, arguments) = MatchReason.Read(stored);
        var word = words["Match" + code, [.. arguments]];
        return word.ResourceNotFound ? wording.Refusal(new Refusal(code, [.. arguments])) : word.Value;
    }
}
