using FundLedger.Domain.Banking;

namespace FundLedger.Web.Pages.Bank;

/// <summary>The badge's colour class of a line's state; the word means the same without colour.</summary>
internal static class LineColours
{
    public static string Of(StatementLineState state) => state switch
    {
        StatementLineState.Matched => "bg-green-lt",
        StatementLineState.Explained => "bg-blue-lt",
        StatementLineState.Unidentified => "bg-yellow-lt",
        _ => "bg-secondary-lt",
    };
}
