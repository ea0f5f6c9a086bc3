using System.Globalization;
using FundLedger.Domain.Jobs;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Pages.Jobs;

/// <summary>How jobs and their runs are spoken of.</summary>
internal static class JobWords
{
    /// <summary>The badge's colour class of an outcome; the word means the same without colour.</summary>
    public static string Colour(JobRunOutcome outcome) => outcome switch
    {
        JobRunOutcome.Succeeded => "bg-green-lt",
        JobRunOutcome.Failed => "bg-red-lt",
        JobRunOutcome.Running => "bg-blue-lt",
        JobRunOutcome.Interrupted or JobRunOutcome.Abandoned => "bg-yellow-lt",
        _ => "bg-secondary-lt",
    };

    /// <summary>Every few minutes, or every day at a time; any other schedule as it is written.</summary>
    public static string Schedule(string cron, IStringLocalizer<Words> words)
    {
        var parts = cron.Split(' ');
        if (parts is [['*', '/', .. var minutes], "*", "*", "*", "*"]) return words["EveryMinutes", minutes];
        return parts is [_, _, "*", "*", "*"] && Number(parts[0]) is { } minute && Number(parts[1]) is { } hour
            ? words["DailyAt", string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}")]
            : cron;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
