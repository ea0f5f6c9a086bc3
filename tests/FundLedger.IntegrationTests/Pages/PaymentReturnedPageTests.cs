using System.Net;
using FundLedger.Demo;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Access;
using FundLedger.UseCases;
using FundLedger.UseCases.Banking;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>A payment that the bank gave back, on the pages of those who deal with it.</summary>
[Collection(PagesCollection.Name)]
public sealed class PaymentReturnedPageTests(PagesFixture pages)
{
    [Fact]
    public async Task PaymentThatCameBack_IsShownToThePayer_WhoPaysAgainWithAReason()
    {
        // The last one: others look at the first.
        var code = await Ask<string>("SELECT public_code FROM ledger.disbursement WHERE id = "
            + "(SELECT MAX(id) FROM ledger.disbursement WHERE state = 8 AND NOT EXISTS "
            + "(SELECT 1 FROM ledger.return_agreement WHERE disbursement_id = disbursement.id))");
        var amount = await Ask<long>($"SELECT amount FROM ledger.disbursement WHERE public_code = '{code}'");
        var line = await Bring(amount);
        using var reconciler = await pages.Open("reconciler");
        var offered = await HtmlPage.Read(await reconciler.Get($"/bank/lines/{line}"));
        offered.Forms.Should().Contain(form => form.Typed.Contains("Form.BouncedChoice"), "the case is offered by its amount");
        (await reconciler.Post(
            $"/bank/lines/{line}", ("RequestKey", RequestKeys.New()), ("Form.Section", "BouncedPayment"), ("Form.BouncedChoice", code),
            ("Form.Book", "true"))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        using var cashier = await pages.Open("cashier");
        var page = await HtmlPage.Read(await cashier.Get($"/disbursements/{code}"));
        page.Texts(".progress-note .badge").Should().Equal("付款退回");
        page.Texts("dd .cell-note").Should().Contain(note => note.Contains("銀行退回日", StringComparison.Ordinal));
        page.Texts("button[data-step]").Should().Equal("再次付款");
        page.Forms.Single(form => form.Fields.Contains(("trigger", nameof(DisbursementTrigger.PayAgain)))).Typed.Should().Equal("reason");
        (await cashier.Read("/disbursements/payment-files")).Should().NotContain($"value=\"{code}\"", "it is not payable yet");
        using (var authorizer = await pages.Open("authorizer", PagesFixture.English))
        {
            var theirs = await HtmlPage.Read(await authorizer.Get($"/disbursements/{code}"));
            theirs.Texts("button[data-step]").Should().Equal("Cancel");
            theirs.Texts(".progress-note .badge").Should().Equal("Payment came back");
        }

        var without = await Step(cashier, code, reason: "");
        (await HtmlPage.Read(without)).Messages.Should().Contain(message => message.Contains("ReasonMissing", StringComparison.Ordinal));
        (await Step(cashier, code, "電話向受款人確認帳號無誤")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await cashier.Read("/disbursements/payment-files")).Should().Contain($"value=\"{code}\"");
        (await Ask<int>($"SELECT state FROM ledger.disbursement WHERE public_code = '{code}'")).Should()
            .Be((int)DisbursementState.Released);
    }

    private async Task<HttpResponseMessage> Step(BrowserlessClient visitor, string code, string reason) => await visitor.Post(
        $"/disbursements/{code}", ("trigger", nameof(DisbursementTrigger.PayAgain)), ("key", RequestKeys.New()), ("reason", reason),
        ("confirmed", "true"),
        ("revision", (await Ask<int>($"SELECT revision FROM ledger.disbursement WHERE public_code = '{code}'")).ToString(
            System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The bank sends a line of today that names no document; gives its number once the match run has looked at it.</summary>
    private async Task<long> Bring(long amount)
    {
        var closing = await Ask<long>("SELECT closing FROM ledger.bank_statement WHERE id = (SELECT MAX(id) FROM ledger.bank_statement "
            + $"WHERE bank_account_id = (SELECT id FROM ledger.bank_account WHERE code = '{DemoBank.Main.Code}'))");
        var today = SystemClock.Instance.GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;
        var statement = new BankStatement(
            DemoBank.Main.Number, DemoBank.Currency, closing, closing + amount, today, today, null,
            [new StatementEntry(today, today, amount, "", "示範銀行(虛構)", "退匯 帳號不符", null)]);
        var file = DemoBank.File(DemoBank.Main, statement, "bounced", SystemClock.Instance.GetCurrentInstant());
        var actor = (await pages.Services.GetRequiredService<UseCases.Access.PeopleDirectory>()
            .FindActor("reconciler", Domain.People.RequestSource.Web, default))!;
        (await pages.Services.GetRequiredService<ImportStatement>().Run(
            new StatementImport(RequestKeys.New(), DemoBank.Main.Code, file.FileName, file.Content), actor, default))
            .Refusal.Should().BeNull();
        (await pages.Services.GetRequiredService<MatchStatementLines>().Run(actor, default)).Refusal.Should().BeNull();
        return await Ask<long>("SELECT MAX(id) FROM ledger.statement_line WHERE state = 3");
    }

    private Task<T> Ask<T>(string sql) => pages.Database.Ask<T>(pages.Database.Administrator, sql);
}
