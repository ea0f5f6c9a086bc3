using System.Text;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Tables;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.MasterData;

namespace FundLedger.IntegrationTests.Contributions;

/// <summary>The page that takes a file of gifts.</summary>
public sealed class ContributionImportPagesTests(BooksFixture fixture) : IClassFixture<BooksFixture>, IAsyncLifetime
{
    private const string Address = "/contributions/import";

    private ServedBooks? served;
    private BrowserlessClient? browser;

    private BrowserlessClient Browser => browser ?? throw new InvalidOperationException("Not started yet.");

    private ContributionDesk Desk { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Desk = await ContributionDesk.Open(fixture.Database);
        served = await ServedBooks.Start(Desk.Books);
        browser = await served.SignIn(Desk.Books);
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await served!.DisposeAsync();
    }

    [Fact]
    public async Task File_Uploaded_IsPreviewedAndBookedOnlyWhenConfirmed()
    {
        var preview = await Upload("R-1,00000108,1000001,A:50;B:30;C:20,115/03/09,石岡", "R-2,00000108,300,B,115/03/09,大安");
        preview.Figures("main table tbody td.amount data").Should().Equal(500_001, 300_300, 200_000);
        preview.Texts("main tbody .badge").Should().HaveCount(2);
        (await Desk.Booked()).Should().BeEmpty();
        var form = Confirmation(preview)!;
        var done = await Browser.Post(form.Address, [.. form.Fields]);
        done.Headers.Location!.ToString().Should().Be($"{Address}?booked=2&before=0");
        (await Page(done.Headers.Location!.ToString())).Texts(".alert-success").Should().ContainSingle();
        (await Browser.Post(form.Address, [.. form.Fields])).Headers.Location!.ToString()
            .Should().Be($"{Address}?booked=0&before=2", "it is sent twice");
        var again = await Upload("R-1,00000108,1000001,A:50;B:30;C:20,115/03/09,石岡");
        Confirmation(again).Should().BeNull("nothing is left to do");
        again.Texts(".alert-info").Should().ContainSingle();
        (await Desk.Booked()).Should().HaveCount(2);
    }

    [Fact]
    public async Task File_WithWrongRows_NamesThemFirstAndOffersTheValidOnesAlone()
    {
        var preview = await Upload("R-1,00000108,100,A,115/03/09,一", "R-2,00000108,x,A,115/03/09,二");
        preview.Texts("main table tbody .field-error").Should().ContainSingle();
        var form = Confirmation(preview)!;
        form.Fields.Should().Contain(("ValidRowsOnly", "true"));
        var whole = form.Fields.Where(field => field.Name != "ValidRowsOnly").Append(("ValidRowsOnly", "false")).ToArray();
        (await HtmlPage.Read(await Browser.Post(form.Address, whole))).Texts("main table tbody .field-error").Should().ContainSingle();
        (await Desk.Booked()).Should().BeEmpty();
        (await Browser.Post(form.Address, [.. form.Fields])).Headers.Location!.ToString().Should().Be($"{Address}?booked=1&before=0");
    }

    [Fact]
    public async Task ManyRows_AreBookedByRequestsThatSayHowFarTheyAre()
    {
        var preview = await Upload([.. Enumerable.Range(1, 2_500).Select(number => $"R-{number},00000108,100,A,115/03/09,第 {number} 筆")]);
        preview.Texts("main tbody .badge").Should().HaveCount(200, "more are counted and not shown");
        var form = Confirmation(preview)!;
        var first = await HtmlPage.Read(await Browser.Post(form.Address, [.. form.Fields]));
        first.Values("progress").Should().Equal("2000");
        (await Desk.Booked()).Should().HaveCount(2_000);
        var next = Confirmation(first)!;
        (await Browser.Post(next.Address, [.. next.Fields])).Headers.Location!.ToString()
            .Should().Be($"{Address}?booked=500&before=2000");
        (await Desk.Booked()).Should().HaveCount(2_500);
    }

    [Fact]
    public async Task File_ThatIsNone_IsRefusedWithASentence()
    {
        (await HtmlPage.Read(await Browser.UploadTo(Address, "file", "empty.csv", []))).Texts(".refusal-code code")
            .Should().Equal(nameof(TableRefusals.TableFileEmpty));
        (await HtmlPage.Read(await Browser.UploadTo(Address, "file", "large.csv", new byte[TableLimits.Bytes + 1])))
            .Texts(".refusal-code code").Should().Equal(nameof(TableRefusals.TableFileTooLarge));
        (await HtmlPage.Read(await Browser.UploadTo(Address, "file", "odd.csv", [0xFF, 0xFF, 0x80, 0x80, 0x2C])))
            .Texts(".refusal-code code").Should().Equal(nameof(TableRefusals.TableEncodingWrong));
        (await HtmlPage.Read(await Browser.Post(Address))).Messages.Should().NotBeEmpty("no file was chosen");
        var form = Confirmation(await Upload("R-1,00000108,100,A,115/03/09,一"))!;
        foreach (var (field, value) in new[] { ("Digest", "x"), ("File64", "%"), ("File64", ""), ("File64", "UEsDBA==") })
        {
            var bent = form.Fields.Where(other => other.Name != field).Append((field, value)).ToArray();
            (await HtmlPage.Read(await Browser.Post(form.Address, bent))).Messages.Should().NotBeEmpty("of {0}", field);
        }

        (await Desk.Booked()).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_InEveryEncodingAndAsAWorkbook_AreRead()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "列編號,捐贈者,金額,基金別或分配,認捐日期,摘要\r\nR-1,晨霧精密,100,A,115/03/09,認養石岡老街\r\n";
        foreach (var encoding in new[] { new UTF8Encoding(false), new UTF8Encoding(true), Encoding.GetEncoding(950) })
        {
            var page = await HtmlPage.Read(await Browser.UploadTo(
                Address, "file", "檔.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]));
            Confirmation(page).Should().NotBeNull("in {0}", encoding.WebName);
        }

        foreach (var format in new[] { "csv", "xlsx" })
        {
            using var answer = await Browser.Get($"{Address}?template={format}");
            answer.Content.Headers.ContentDisposition!.FileName.Should().Be($"contributions.{format}");
            var template = await answer.Content.ReadAsByteArrayAsync();
            MasterDataTable.Read(ContributionColumns.All, template, "template").Value.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task Letter_OfAnExpectedGift_SaysHowMuchWhereToAndWhatToQuote()
    {
        await Desk.Run(ContributionDesk.Rows("R-1,00000108,1234567,A,115/03/09,一"));
        var gift = (await Desk.Booked()).Single();
        var letter = await Page($"/contributions/{gift.PublicCode}/letter");
        letter.Figures("main .key-figure data").Should().Equal(1_234_567);
        letter.Texts("main .payment-reference").Select(text => text.Replace(" ", "", StringComparison.Ordinal))
            .Should().Equal(gift.PaymentReference);
        letter.Count("main img.qr").Should().Be(1);
        (await Page($"/contributions/{gift.PublicCode}")).Links("main a").Should().Contain($"/contributions/{gift.PublicCode}/letter");
        (await Browser.Get("/contributions/NOWHERE/letter")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    private static HtmlForm? Confirmation(HtmlPage page) =>
        page.Forms.SingleOrDefault(form => form.Address.Contains("Confirm", StringComparison.Ordinal));

    private async Task<HtmlPage> Page(string address) => await HtmlPage.Read(await Browser.Get(address));

    private async Task<HtmlPage> Upload(params string[] lines) => await HtmlPage.Read(await Browser.UploadTo(
        Address, "file", "gifts.csv", Encoding.UTF8.GetBytes(string.Join("\r\n", [ContributionDesk.Header, .. lines]))));
}
