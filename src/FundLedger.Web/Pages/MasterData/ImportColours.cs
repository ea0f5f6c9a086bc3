using FundLedger.UseCases.MasterData;

namespace FundLedger.Web.Pages.MasterData;

internal static class ImportColours
{
    public static string Of(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Added => "bg-green-lt",
        RowOutcome.Changed => "bg-blue-lt",
        RowOutcome.Refused => "bg-red-lt",
        _ => "bg-secondary-lt",
    };
}
