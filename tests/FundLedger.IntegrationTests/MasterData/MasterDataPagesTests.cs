using System.Net;
using System.Text;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases;
using FundLedger.UseCases.MasterData;

namespace FundLedger.IntegrationTests.MasterData;

/// <summary>The pages in books in which nothing is entered, as a city finds them on the first day.</summary>
public sealed class MasterDataPagesTests(BooksFixture fixture) : IClassFixture<BooksFixture>, IAsyncLifetime
{
    private ServedBooks? served;
    private BrowserlessClient? browser;

    private BrowserlessClient Browser => browser ?? throw new InvalidOperationException("Not started yet.");

    private MasterDataDesk Desk { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Desk = await MasterDataDesk.Open(fixture.Database);
        served = await ServedBooks.Start(Desk.Books);
        browser = await served.SignIn(Desk.Books);
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await served!.DisposeAsync();
    }

    [Fact]
    public async Task Overview_OfEmptyBooks_SaysWhatIsMissingAndLeadsThere()
    {
        var page = await Page("/master-data");
        page.Links(".alert-info a").Should().Equal("/master-data/party", "/master-data/fund", "/master-data/bank-account");
        // Books begin with the rules by which gifts are screened.
        page.Column(1).Where(count => count != "0").Should().ContainSingle();
        page.Column(1).Should().HaveCount(MasterDataKinds.All.Count);
        foreach (var kind in MasterDataKinds.All)
            (await Page($"/master-data/{kind.Name}")).IsEmpty.Should().Be(kind.Name != MasterDataKinds.ScreeningRule);
        await Desk.FillIn();
        (await Page("/master-data")).Links(".alert-info a").Should().BeEmpty();
    }

    [Fact]
    public async Task Form_FilledIn_AddsTheRowAndShowsItInTheList()
    {
        var done = await Save(
            "/master-data/district/new", ("code", "SHIGANG"), ("name_zh", "石岡區"), ("name_en", "Shigang"), ("priority", "yes"));
        done.Headers.Location!.ToString().Should().Be("/master-data/district?added=1&changed=0");
        (await Page("/master-data/district")).Column(0).Should().Equal("SHIGANG");
        (await Page("/master-data/district?text=石岡")).Column(1).Should().Equal("石岡區");
        (await Page("/master-data/district?text=大安")).IsEmpty.Should().BeTrue();
        await Save(
            "/master-data/fund/new", ("code", "DON-SHIGANG"), ("name_zh", "捐贈"), ("name_en", "Gifts"), ("source", "donation"),
            ("district", "SHIGANG"));
        await Save(
            "/master-data/bank-account/new", ("code", "MAIN"), ("name", "專戶"), ("bank_code", "004"), ("account_number", "0123456789"));
        await Save("/master-data/party/new", ("name", "晨霧精密"), ("kind", "company"), ("unified_business_number", "00000108"));
        (await Desk.Stored("bank-account")).Single().Values["ledger_account"].Should().Be("1101.01");
    }

    [Fact]
    public async Task Form_FilledInWrong_SaysSoAtTheFieldAndAboveAndKeepsWhatWasTyped()
    {
        var answer = await Save(
            "/master-data/bank-account/new", ("code", "M A"), ("name", "專戶"), ("bank_code", "04"), ("account_number", ""));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await HtmlPage.Read(answer);
        page.Links("#fault-summary a").Should().Equal("#cell-code");
        page.Texts(".field-error").Should().ContainSingle();
        page.Forms[0].Fields.Should().Contain(("Cells[code]", "M A")).And.Contain(("Cells[bank_code]", "04"));

        page = await HtmlPage.Read(await Save(
            "/master-data/bank-account/new", ("code", "MAIN"), ("name", "專戶"), ("bank_code", "04"), ("account_number", "1")));
        page.Links("#fault-summary a").Should().Equal("#cell-bank_code", "#cell-account_number");
        (await Desk.Stored("bank-account")).Should().BeEmpty();
    }

    [Fact]
    public async Task Form_OfARowThatIsThere_ChangesItAndOffersNothingThatStays()
    {
        await Desk.FillIn();
        foreach (var kind in MasterDataKinds.All)
        {
            foreach (var row in await Desk.Stored(kind.Name))
            {
                var address = $"/master-data/{kind.Name}/{row.Id}";
                var fields = (await Page(address)).Forms[0].Fields.Where(field => field.Name != "RequestKey").ToList();
                fields.Should().OnlyContain(field => kind.Columns.Any(column => field.Name == $"Cells[{column.Name}]"
                    && (column.Changeable || column.GivenOnce)));
                var unchanged = await Browser.Post(address, [.. fields, ("RequestKey", RequestKeys.New())]);
                unchanged.Headers.Location!.ToString().Should().EndWith("?added=0&changed=0", "of {0}", address);
            }
        }

        var district = (await Desk.Stored("district"))[0];
        var saved = await Save($"/master-data/district/{district.Id}", ("name_zh", "大安"), ("name_en", "Da'an"), ("priority", "yes"));
        saved.Headers.Location!.ToString().Should().EndWith("?added=0&changed=1");
        (await Desk.Stored("district"))[0].Values["name_zh"].Should().Be("大安");
    }

    [Fact]
    public async Task File_Uploaded_IsPreviewedAndWrittenOnlyWhenConfirmed()
    {
        var answer = await Upload("/master-data/district/import", "代碼,中文名稱,英文名稱\r\nSHIGANG,石岡區,Shigang\r\nDAAN,大安區,Da'an\r\n");
        var preview = await HtmlPage.Read(answer);
        preview.Texts("main table tbody .badge").Should().HaveCount(2);
        (await Desk.Stored("district")).Should().BeEmpty();
        var form = preview.Forms.Single(form => form.Address.Contains("Confirm", StringComparison.Ordinal));
        var confirmed = await Browser.Post(form.Address, [.. form.Fields]);
        confirmed.Headers.Location!.ToString().Should().Be("/master-data/district?added=2&changed=0");
        (await Desk.Stored("district")).Should().HaveCount(2);
        var again = await Browser.Post(form.Address, [.. form.Fields]);
        again.Headers.Location!.ToString().Should().Be("/master-data/district?added=0&changed=0", "it is sent twice");
    }

    [Fact]
    public async Task File_ConfirmedAfterTheBooksChanged_IsShownAnewInstead()
    {
        var preview = await HtmlPage.Read(await Upload("/master-data/district/import", "code,name_zh,name_en\nA,甲,A\nB,乙,B\n"));
        var form = preview.Forms.Single(form => form.Address.Contains("Confirm", StringComparison.Ordinal));
        await Desk.Enter("district", "code|name_zh|name_en", "A|別的|Other");
        var answer = await HtmlPage.Read(await Browser.Post(form.Address, [.. form.Fields]));
        answer.Texts(".refusal-code code").Should().Equal("MasterDataChangedSincePreview");
        answer.Texts("main table tbody .badge").Should().HaveCount(2);
        (await Desk.Stored("district")).Should().ContainSingle();
        foreach (var (field, value) in new[] { ("Digest", "x"), ("File64", "%"), ("File64", ""), ("File64", "UEsDBA==") })
        {
            var bent = form.Fields.Where(other => other.Name != field).Append((field, value)).ToArray();
            (await HtmlPage.Read(await Browser.Post(form.Address, bent))).Messages.Should().NotBeEmpty("of {0}", field);
        }
    }

    [Fact]
    public async Task File_WithWrongRows_NamesThemAndOffersNothingToConfirm()
    {
        var preview = await HtmlPage.Read(await Upload("/master-data/district/import", "code,name_zh,name_en\nA,甲,A\nB B,乙,B\nC,,C\n"));
        preview.Texts("main table tbody .field-error").Should().HaveCount(2);
        preview.Column(0).Take(3).Should().Equal("3", "4", "2");
        preview.Forms.Should().NotContain(form => form.Address.Contains("Confirm", StringComparison.Ordinal));
        (await HtmlPage.Read(await Upload("/master-data/district/import", "code,顏色\nA,紅\n"))).Messages.Should().NotBeEmpty();
        (await HtmlPage.Read(await Upload("/master-data/district/import", new string('x', 2_500_000)))).Messages.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Funds_MadeOfDistrictsAndProgrammes_ArePreviewedAndWritten()
    {
        await Desk.FillIn();
        var address = "/master-data/fund/make";
        (await HtmlPage.Read(await Browser.Post(address, ("RequestKey", RequestKeys.New())))).Messages.Should().NotBeEmpty();
        (await HtmlPage.Read(await Browser.Post(address, ("RequestKey", RequestKeys.New()), ("Years", "明年")))).Messages
            .Should().NotBeEmpty();
        var preview = await HtmlPage.Read(await Browser.Post(
            address, ("RequestKey", RequestKeys.New()), ("Sources", "returns"), ("Sources", "donation"), ("General", "true"),
            ("Districts", "DAAN"), ("Programmes", "YOUTH"), ("Years", "116-117")));
        preview.Column(1).Take(6).Should().BeEquivalentTo(
            ["DON-GENERAL", "DON-DAAN", "RET-GENERAL", "RET-DAAN", "CEN-YOUTH-116", "CEN-YOUTH-117"]);
        var form = preview.Forms.Single(form => form.Address.Contains("Confirm", StringComparison.Ordinal));
        (await Browser.Post(form.Address, [.. form.Fields])).Headers.Location!.ToString()
            .Should().Be("/master-data/fund?added=6&changed=0");
        (await Desk.Stored("fund")).Should().HaveCount(8);
    }

    [Fact]
    public async Task Downloads_OfListAndTemplate_AreFilesThatCanBeSentBack()
    {
        await Desk.FillIn();
        foreach (var kind in MasterDataKinds.All)
        {
            foreach (var query in new[] { "format=csv", "format=xlsx", "template=csv", "template=xlsx" })
            {
                using var answer = await Browser.Get($"/master-data/{kind.Name}?{query}");
                answer.Content.Headers.ContentDisposition!.FileName.Should().Be($"{kind.Name}.{query.Split('=')[1]}");
                MasterDataTable.Read(kind, await answer.Content.ReadAsByteArrayAsync(), "file").Refusal.Should().BeNull();
            }
        }
    }

    [Theory]
    [InlineData("/master-data/planet")]
    [InlineData("/master-data/planet/new")]
    [InlineData("/master-data/planet/import")]
    [InlineData("/master-data/planet/1")]
    [InlineData("/master-data/district/999999")]
    public async Task Address_OfNothing_IsNotFound(string address) =>
        (await Browser.Get(address)).StatusCode.Should().Be(HttpStatusCode.NotFound);

    private async Task<HtmlPage> Page(string address) => await HtmlPage.Read(await Browser.Get(address));

    private Task<HttpResponseMessage> Save(string address, params (string Column, string Value)[] cells) => Browser.Post(
        address, [.. cells.Select(cell => ($"Cells[{cell.Column}]", cell.Value)), ("RequestKey", RequestKeys.New())]);

    private async Task<HttpResponseMessage> Upload(string address, string text) => await Browser.UploadTo(
        address, "file", "區.csv", Encoding.UTF8.GetBytes(text), ("RequestKey", RequestKeys.New()));
}
