using System.Net;
using FundLedger.Domain.Donations;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Donations;

/// <summary>A donation on the pages: recorded, decided by another person, accepted; what is left empty is said.</summary>
public sealed class DonationPagesTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private DonationDesk desk = null!;
    private ServedBooks application = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        desk = await DonationDesk.Open(database);
        application = await ServedBooks.Start(desk.Books);
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Donation_RecordedDecidedAndAccepted_ShowsItsInstalments()
    {
        using var finance = await application.SignIn(desk.Books, Role.FinanceOfficer);
        (await HtmlPage.Read(await Send(finance, "Preview"))).Texts("[role=status]").Should().ContainSingle();
        var recorded = await Send(finance, "Record");
        recorded.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var address = recorded.Headers.Location!.ToString().Split('?')[0];
        (await HtmlPage.Read(await finance.Get(address))).Texts("main .badge")[0].Should().Be("待決定");

        using var chief = await application.SignIn(desk.Books, Role.ChiefAccountant);
        (await HtmlPage.Read(await chief.Get("/donations?mine=true"))).Links("main table tbody a").Should().Equal(address);
        await Step(chief, address, DonationTrigger.Clear, "無對價");
        await Step(finance, address, DonationTrigger.Accept, "");
        var page = await HtmlPage.Read(await finance.Get(address));
        page.Texts("main .badge")[0].Should().Be("已收受");
        page.Links("main table tbody a").Where(link => link.StartsWith("/contributions/", StringComparison.Ordinal)).Should().HaveCount(2);
        (await finance.Get("/donations?format=csv")).Content.Headers.ContentDisposition!.FileName.Should().StartWith("donations");
    }

    [Fact]
    public async Task Form_SentEmpty_SaysWhatIsMissing()
    {
        using var finance = await application.SignIn(desk.Books, Role.FinanceOfficer);
        var page = await HtmlPage.Read(await finance.Post("/donations/new?handler=Record", ("RequestKey", RequestKeys.New())));
        page.Texts(".field-error").Count(text => text.Length > 0).Should().BeGreaterThanOrEqualTo(5);
        (await desk.List(desk.Officer)).Page.Rows.Should().BeEmpty();
    }

    private async Task<HttpResponseMessage> Send(BrowserlessClient browser, string handler) => await browser.Post(
        $"/donations/new?handler={handler}", ("RequestKey", RequestKeys.New()), ("Donor", await desk.Code(DonationDesk.Mist)),
        ("Publicity", "Anonymous"), ("Amount", "30萬"), ("Purpose", "校園改造"), ("Conditions", "命名"),
        ("Instalments[0].DueOn", "115/08/01"), ("Instalments[0].Amount", "100000"), ("Instalments[1].DueOn", "115/12/01"),
        ("Instalments[1].Amount", "200000"), ("Designations[0].Fund", desk.Screening.Fund), ("Designations[0].Percent", "100"));

    private static async Task Step(BrowserlessClient browser, string address, DonationTrigger trigger, string reason)
    {
        var page = await HtmlPage.Read(await browser.Get(address));
        var form = page.Forms.Single(form => form.Fields.Contains(("trigger", trigger.ToString())));
        var fields = form.Fields.Where(field => field.Name != "reason").Append(("reason", reason)).ToArray();
        (await browser.Post(address, fields)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }
}
