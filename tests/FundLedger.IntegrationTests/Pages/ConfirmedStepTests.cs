using System.Net;
using FundLedger.Domain.Disbursements;
using FundLedger.IntegrationTests.Access;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>A step that moves or sets aside money shows its postings before it is taken.</summary>
[Collection(PagesCollection.Name)]
public sealed class ConfirmedStepTests(PagesFixture pages)
{
    [Fact]
    public async Task Authorize_WithoutConfirmation_ShowsThePostingsAndChangesNothing()
    {
        var (code, revision, state) = await Case(DisbursementState.Certified);
        using var authorizer = await pages.Open("authorizer");
        var page = await HtmlPage.Read(await Step(authorizer, code, DisbursementTrigger.Authorize, revision));
        page.Texts(".preview-table td > .named .cell-code").Should().HaveCount(2).And.Contain("9101");
        page.Forms.Single(form => form.Fields.Contains(("confirmed", "true"))).Fields
            .Should().Contain(("trigger", nameof(DisbursementTrigger.Authorize)));
        (await Case(code)).Should().Be((revision, state), "nothing has been decided");
    }

    [Fact]
    public async Task Certify_MovesNoMoney_AndIsTakenAtOnce()
    {
        var (code, revision, _) = await Case(DisbursementState.Submitted);
        using var certifier = await pages.Open("certifier");
        (await Step(certifier, code, DisbursementTrigger.Certify, revision)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Authorize_ByWhoMayNot_IsForbiddenAlreadyAtThePreview()
    {
        var (code, revision, _) = await Case(DisbursementState.Certified);
        using var cashier = await pages.Open("cashier");
        (await Step(cashier, code, DisbursementTrigger.Authorize, revision)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    private static Task<HttpResponseMessage> Step(BrowserlessClient visitor, string code, DisbursementTrigger trigger, int revision) =>
        visitor.Post(
            $"/disbursements/{code}", ("trigger", $"{trigger}"), ("key", RequestKeys.New()), ("reason", ""),
            ("revision", revision.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private async Task<(string Code, int Revision, int State)> Case(DisbursementState state)
    {
        var code = await Ask<string>($"SELECT MIN(public_code) FROM ledger.disbursement WHERE state = {(int)state}");
        var (revision, number) = await Case(code);
        return (code, revision, number);
    }

    private async Task<(int Revision, int State)> Case(string code) => (
        await Ask<int>($"SELECT revision FROM ledger.disbursement WHERE public_code = '{code}'"),
        await Ask<int>($"SELECT state FROM ledger.disbursement WHERE public_code = '{code}'"));

    private Task<T> Ask<T>(string sql) => pages.Database.Ask<T>(pages.Database.Administrator, sql);
}
