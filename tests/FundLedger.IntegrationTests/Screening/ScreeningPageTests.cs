using System.Net;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Screening;

/// <summary>The page of the screening: the rules, the lists, and what is found among the gifts that are open.</summary>
public sealed class ScreeningPageTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private ScreeningDesk desk = null!;
    private ServedBooks application = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        desk = await ScreeningDesk.Open(database);
        application = await ServedBooks.Start(desk.Books);
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Page_ShowsRulesAndListsAndWhatIsFound_AndScreensAgain()
    {
        var gift = (await desk.Give("晨霧精密股份有限公司")).Value;
        using var finance = await application.SignIn(desk.Books, Role.FinanceOfficer);
        (await HtmlPage.Read(await finance.Get("/screening"))).IsEmpty.Should().BeTrue("nothing is found");

        await desk.List("投標中", ScreeningDesk.Mist, "晨霧精密股份有限公司", "115/06/01", "");
        var page = await HtmlPage.Read(await finance.Get("/screening"));
        page.Links("main table tbody a").Should().Equal($"/contributions/{gift.PublicCode}");
        page.Texts("main .badge").Should().Contain("不得收受");
        page.Texts("main table tbody tr").Should().HaveCount(1 + 7 + 5);
        (await HtmlPage.Read(await finance.Get($"/contributions/{gift.PublicCode}"))).Texts("main section h2").Should().Contain("捐贈人查核");

        var again = await finance.Post("/screening", ("key", RequestKeys.New()));
        again.StatusCode.Should().Be(HttpStatusCode.Redirect);
        again.Headers.Location!.ToString().Should().Be("/screening?screened=1&changed=0");
        (await HtmlPage.Read(await finance.Post("/screening"))).Messages.Should().NotBeEmpty("the form has no key");
    }

    [Fact]
    public async Task Page_OfAnAuditor_ScreensNothing_AndACompanySeesNone()
    {
        using var auditor = await application.SignIn(desk.Books, Role.Auditor);
        var page = await HtmlPage.Read(await auditor.Get("/screening"));
        page.Forms.Should().NotContain(form => form.Fields.Any(field => field.Name == "key"));
        (await auditor.Post("/screening", ("key", RequestKeys.New()))).StatusCode.Should().NotBe(HttpStatusCode.OK);
        using var company = await application.SignIn(desk.Books, Role.Company);
        (await company.Get("/screening")).StatusCode.Should().NotBe(HttpStatusCode.OK);
    }
}
