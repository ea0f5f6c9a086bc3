using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.People;

/// <summary>Everybody of the dedicated account, with state and roles.</summary>
[Authorize(Policies.SeePeople)]
internal sealed class IndexModel(PeopleList list, IAuthorizationService authorization) : PageModel
{
    [FromQuery(Name = "state")]
    public PersonState? State { get; set; }

    [FromQuery(Name = "role")]
    public string? Role { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    public Refusal? Refusal { get; private set; }

    public Sorting Sorting { get; private set; } = PeopleList.Usual;

    public PageOf<PersonRow> List { get; private set; } = null!;

    public bool MayManage { get; private set; }

    public bool Filtered => State is not null || !string.IsNullOrEmpty(Role) || !string.IsNullOrEmpty(Text);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "sort")] string? sort, [FromQuery(Name = "page")] int page, [FromQuery(Name = "format")] string? format,
        CancellationToken stop)
    {
        Sorting = Sorting.Read(sort, PeopleList.Usual, PeopleList.ByName, PeopleList.BySignInName);
        MayManage = await authorization.May(User, Policies.ManagePeople);
        var export = ListExport.Wanted(format);
        var read = await Read(export ? 1 : page, export ? ListExport.LongestList : Paging.DefaultSize);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (!export) return Page();
        if (List.Total <= ListExport.LongestList) return ListExport.File(format!, "people", List.Rows.SelectMany(Exported));
        Refusal = DisplayRefusals.ListTooLong(List.Total, ListExport.LongestList);
        List = (await Read(page, Paging.DefaultSize)).Value;
        return Page();

        Task<Result<PageOf<PersonRow>>> Read(int number, int size) =>
            list.Read(this.Actor(), new PeopleFilter(State, Role, Text), Sorting, number, size, stop);
    }

    /// <summary>One row for each role; a person without any has one, too.</summary>
    private static IEnumerable<ExportedPerson> Exported(PersonRow row) => row.Roles.Count == 0
        ? [new ExportedPerson(row.SignInName, row.DisplayName, row.State, null, null, null, null)]
        : row.Roles.Select(role => new ExportedPerson(
            row.SignInName, row.DisplayName, row.State, role.Role, role.ValidFrom, role.ValidTo, role.Company));
}

/// <summary>A row of the exported list.</summary>
internal sealed record ExportedPerson(
    string SignInName, string DisplayName, PersonState State, string? Role, LocalDate? ValidFrom, LocalDate? ValidTo, string? Company);
