using System.Net;
using FundLedger.Domain.Banking;
using FundLedger.IntegrationTests.Access;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>The page on which a person says what a bank line is: <c>ExplainLine</c>.</summary>
[Collection(PagesCollection.Name)]
public sealed class ExplainPageTests(PagesFixture pages)
{
    private const string Gift = "SELECT MIN(id) FROM ledger.statement_line WHERE state = 3 AND amount = 88000";

    [Fact]
    public async Task Fee_PreviewedAndBooked_LeavesTheFiguresOfTheUnidentifiedAtOnce()
    {
        var line = await pages.Database.Ask<long>(
            pages.Database.Administrator, "SELECT MIN(id) FROM ledger.statement_line WHERE state = 3 AND amount = -450");
        using var reconciler = await pages.Open("reconciler");
        (await Unidentified(reconciler)).Should().Equal([88_000, -450], "credits and debits are not netted");

        var key = RequestKeys.New();
        (string, string)[] fee = [("RequestKey", key), ("Form.Section", "Fee"), ("Form.FeeFund", "DON-GENERAL")];
        var preview = await HtmlPage.Read(await reconciler.Post($"/bank/lines/{line}", fee));
        preview.Messages.Should().BeEmpty();
        preview.Texts(".preview-table td > .named .cell-code").Should()
            .Equal("1113", "1101.01", "5203", "1101.01");
        preview.Figures(".preview-table td.amount data").Should().Equal(450, 450, 450, 450);
        (await Unidentified(reconciler)).Should().Equal([88_000, -450], "nothing is booked before the person confirms");

        var booked = await reconciler.Post($"/bank/lines/{line}", [.. fee, ("Form.Book", "true")]);
        booked.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var shown = await HtmlPage.Read(await reconciler.Get(booked.Headers.Location!.ToString()));
        shown.Texts(".line-parts .part-kind").Should().Equal("手續費");
        shown.Texts(".explain-section").Should().BeEmpty("what is explained is explained once");
        (await Unidentified(reconciler)).Should().Equal(88_000, 0);
        var list = await HtmlPage.Read(await reconciler.Get("/bank/lines?state=Unidentified"));
        list.Figures("tfoot data").Should().Equal([88_000, 0], "the list agrees with the overview");
    }

    [Fact]
    public async Task Interest_OfTheUsualPeriod_IsSharedByEveryFundThatHadMoneyThere()
    {
        var line = await pages.Database.Ask<long>(pages.Database.Administrator, Gift);
        using var reconciler = await pages.Open("reconciler");
        var preview = await HtmlPage.Read(await reconciler.Post(
            $"/bank/lines/{line}", ("RequestKey", RequestKeys.New()), ("Form.Section", "BankInterest")));
        preview.Messages.Should().BeEmpty();
        preview.Texts(".preview-table td > .named .cell-code").Count(code => code == "4202").Should()
            .BeGreaterThan(3);
    }

    [Theory]
    [InlineData("Fee", "與頁面所示不符")]
    [InlineData("NewContribution", "此欄必填")]
    [InlineData("Refund", "此欄必填")]
    [InlineData("OwnTransfer", "此欄必填")]
    [InlineData("Split", "此欄必填")]
    [InlineData("Nothing", "格式不正確")]
    [InlineData("", "與頁面所示不符")]
    public async Task Section_WithNothingFilledIn_SaysWhatIsMissing(string section, string message)
    {
        var line = await pages.Database.Ask<long>(pages.Database.Administrator, Gift);
        using var finance = await pages.Open("finance");
        var answer = await HtmlPage.Read(
            await finance.Post($"/bank/lines/{line}", ("RequestKey", RequestKeys.New()), ("Form.Section", section)));
        answer.Messages.Should().Contain(found => found.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Split_WithRowsThatDoNotSum_IsRefusedAndKeepsWhatWasTyped()
    {
        var line = await pages.Database.Ask<long>(pages.Database.Administrator, Gift);
        using var finance = await pages.Open("finance", PagesFixture.English);
        var answer = await HtmlPage.Read(await finance.Post(
            $"/bank/lines/{line}", ("RequestKey", RequestKeys.New()), ("Form.Section", "Split"),
            ("Form.Rows[0].Kind", nameof(LinePartKind.NewContribution)), ("Form.Rows[0].Amount", "9萬"),
            ("Form.Rows[0].Fund", "DON-GENERAL"), ("Form.Rows[1].Kind", nameof(LinePartKind.Fee)), ("Form.Rows[1].Amount", "1,999")));
        answer.Messages.Should().Contain(message => message.Contains(nameof(LinePartRefusals.PartsDoNotSum), StringComparison.Ordinal)
            && message.Contains("88,001", StringComparison.Ordinal));
        answer.Forms.Single(form => form.Fields.Contains(("Form.Section", "Split"))).Fields.Should()
            .Contain(("Form.Rows[0].Amount", "9萬")).And.Contain(("Form.Rows[1].Amount", "1,999"));
    }

    [Fact]
    public async Task Split_AskedForMoreRows_OnlyGetsThem()
    {
        var line = await pages.Database.Ask<long>(pages.Database.Administrator, Gift);
        using var finance = await pages.Open("finance");
        var answer = await HtmlPage.Read(await finance.Post(
            $"/bank/lines/{line}", ("RequestKey", RequestKeys.New()), ("Form.Section", "Split"), ("Form.More", "true"),
            ("Form.Rows[0].Amount", "much")));
        answer.Messages.Should().BeEmpty();
        answer.Texts(".split-row legend").Should().HaveCount(4);
    }

    [Fact]
    public async Task Sections_AreThoseOfThePersonAndTheDirection()
    {
        var line = await pages.Database.Ask<long>(pages.Database.Administrator, Gift);
        (await Sections("finance", line)).Should().Equal(
            "Document", "BankInterest", "NewContribution", "Refund", "BouncedPayment", "OwnTransfer", "Split");
        (await Sections("reconciler", line)).Should().NotContain("NewContribution", "whoever reconciles books no contributions");
        (await Sections("auditor", line)).Should().BeEmpty();

        using var reconciler = await pages.Open("reconciler");
        (await reconciler.Post(
            $"/bank/lines/{line}", ("RequestKey", RequestKeys.New()), ("Form.Section", "NewContribution"), ("Form.GiftPayer", "x"),
            ("Form.GiftDescription", "x"), ("Form.GiftShares[0].Fund", "DON-GENERAL"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    private async Task<IReadOnlyList<string>> Sections(string person, long line)
    {
        using var visitor = await pages.Open(person);
        var page = await HtmlPage.Read(await visitor.Get($"/bank/lines/{line}"));
        return [.. page.Forms.SelectMany(form => form.Fields).Where(field => field.Name == "Form.Section").Select(field => field.Value)];
    }

    /// <summary>Money in and money out that nobody has explained, of the main account.</summary>
    private static async Task<IReadOnlyList<long>> Unidentified(BrowserlessClient visitor) =>
        (await HtmlPage.Read(await visitor.Get("/bank"))).Figures("main tbody tr:first-child td.unidentified data");
}
