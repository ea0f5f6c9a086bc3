using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.Web.Display;

namespace FundLedger.Web.Pages.People;

/// <summary>The badge's colour class of a state.</summary>
internal static class PeopleColours
{
    public static string Of(PersonState state) => Colours.Of(state switch
    {
        PersonState.Active => StateMeaning.Completed,
        PersonState.Disabled => StateMeaning.Stopped,
        _ => StateMeaning.Open,
    });

    public static string Of(AccessChangeState state) => Colours.Of(AccessChangeWorkflow.Table.Row(state).Meaning);
}
