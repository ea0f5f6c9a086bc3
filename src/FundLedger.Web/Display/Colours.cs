using FundLedger.Domain.Screening;
using FundLedger.Domain.Workflow;

namespace FundLedger.Web.Display;

/// <summary>Colour classes of badges; the word beside one means the same without colour.</summary>
internal static class Colours
{
    public static string Of(StateMeaning meaning) => meaning switch
    {
        StateMeaning.Draft => "bg-secondary-lt",
        StateMeaning.Completed => "bg-green-lt",
        StateMeaning.Stopped => "bg-red-lt",
        StateMeaning.SentBack => "bg-yellow-lt",
        _ => "bg-blue-lt",
    };

    public static string Of(ScreeningOutcome outcome) => outcome switch
    {
        ScreeningOutcome.Pass => "bg-green-lt",
        ScreeningOutcome.Escalate => "bg-yellow-lt",
        _ => "bg-red-lt",
    };
}
