using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People.Reads;

namespace FundLedger.UseCases.People;

public static class PeopleFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(AddPerson), typeof(InvitePerson), typeof(DisablePerson), typeof(RequestAccessChange), typeof(DecideAccessChange),
            typeof(AcceptInvitation), typeof(ChangePersonEmail), typeof(PeopleList), typeof(PersonCase), typeof(AccessChangeList),
            typeof(AccessChangeCase), typeof(PeopleWaiting), typeof(CompanyChoices),
        ],
        Documents =
        [
            new(DocumentKind.AccessChange, nameof(DocumentKind.AccessChange), "/access-changes/{0}", Policies.SeePeople),
        ],
        Menu =
        [
            new("Administration", "/administration", Policies.ManagePeople, 5, MenuGroup.Management),
            new("People", "/people", Policies.SeePeople, 102, MenuGroup.Management),
            new("AccessChanges", "/access-changes", Policies.SeePeople, 104, MenuGroup.Management),
        ],
    };
}
