using FundLedger.Domain.Returns;

namespace FundLedger.Web.Pages.Returns;

/// <summary>The badge's colour class of a state; the word means the same without colour.</summary>
internal static class ReturnColours
{
    public static string Of(ExpectedReturnState state) => state switch
    {
        ExpectedReturnState.Received => "bg-green-lt",
        ExpectedReturnState.Due => "bg-yellow-lt",
        _ => "bg-secondary-lt",
    };
}
