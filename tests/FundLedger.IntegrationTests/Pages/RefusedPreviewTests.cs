using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Vouchers;
using FundLedger.IntegrationTests.Access;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>
/// A preview says one thing: what would be booked, with the button that books it, or why it would be refused, without one.
/// </summary>
[Collection(PagesCollection.Name)]
public sealed class RefusedPreviewTests(PagesFixture pages)
{
    private const string Primary = "main form .btn-primary";
    private const string Passed = "main .alert-info, main .preview-table";

    [Fact]
    public async Task Contribution_WhosePartsDoNotSum_ShowsTheRefusalOnly() => Refused(
        await Preview("finance", "/contributions/new?handler=Preview&kind=Donation", await Donation("1,000", "900")),
        nameof(ContributionRefusals.SharesDoNotSum));

    [Fact]
    public async Task Contribution_ThatCanBeBooked_OffersToBookIt() =>
        Offered(await Preview("finance", "/contributions/new?handler=Preview&kind=Donation", await Donation("1,000", "1,000")), "登錄");

    [Fact]
    public async Task Voucher_ThatDoesNotBalance_ShowsTheRefusalOnly() =>
        Refused(await Preview("finance", "/journal/new?handler=Preview", Voucher("900")), nameof(LedgerRefusals.EntryDoesNotBalance));

    [Fact]
    public async Task Voucher_ThatBalances_OffersToSubmitIt() =>
        Offered(await Preview("finance", "/journal/new?handler=Preview", Voucher("1,000")), "送請核可");

    [Fact]
    public async Task Voucher_BeforeItsPreview_OffersThePreviewAlone()
    {
        using var visitor = await pages.Open("finance");
        Offered(await HtmlPage.Read(await visitor.Get("/journal/new")), "預覽");
    }

    [Fact]
    public async Task Request_ForMoreThanTheFundHolds_ShowsTheRefusalOnly() => Refused(
        await Preview("requester", await RequestAddress(), await RequestOf(1_000_000)), nameof(LedgerRefusals.InsufficientAvailable));

    [Fact]
    public async Task Request_ForMoreThanTheFundHolds_IsNotDraftedEither()
    {
        var address = (await RequestAddress()).Replace("Preview", "Create", StringComparison.Ordinal);
        Refused(await Preview("requester", address, await RequestOf(1_000_000)), nameof(LedgerRefusals.InsufficientAvailable));
    }

    [Fact]
    public async Task Request_ForWhatTheFundHolds_OffersTheDraft() =>
        Offered(await Preview("requester", await RequestAddress(), await RequestOf(-1)), "建立草稿");

    [Fact]
    public async Task BankLine_InPartsThatDoNotSum_ShowsTheRefusalOnly()
    {
        var line = await Ask<long>("SELECT MIN(id) FROM ledger.statement_line WHERE state = 3 AND amount > 0");
        var page = await Preview(
            "finance", $"/bank/lines/{line}",
            [
                ("Form.Section", "Split"), ("Form.Rows[0].Kind", nameof(LinePartKind.NewContribution)), ("Form.Rows[0].Amount", "9萬"),
                ("Form.Rows[0].Fund", "DON-GENERAL"), ("Form.Rows[1].Kind", nameof(LinePartKind.Fee)), ("Form.Rows[1].Amount", "1,999"),
                ("Form.Rows[1].Fund", "DON-GENERAL"),
            ]);
        page.Messages.Should().Contain(message => message.Contains(nameof(LinePartRefusals.PartsDoNotSum), StringComparison.Ordinal));
        page.Texts("details[open] .btn-primary").Should().BeEmpty();
        page.Texts(Passed).Should().BeEmpty();
    }

    [Fact]
    public async Task Redesignation_OfMoreThanTheLotHolds_ShowsTheRefusalOnly()
    {
        const string lots = """
            FROM ledger.lot lot JOIN ledger.contribution gift ON gift.id = lot.document_id AND lot.kind = 1
            WHERE lot.remaining > 0 AND gift.kind = 1 AND gift.state = 2
            """;
        var lot = await Ask<long>($"SELECT MIN(lot.id) {lots}");
        var code = await Ask<string>($"SELECT gift.public_code {lots} AND lot.id = {lot}");
        using var visitor = await pages.Open("finance");
        var form = await HtmlPage.Read(await visitor.Get($"/contributions/{code}/redesignate?lot={lot}"));
        var page = await Preview(
            "finance", $"/contributions/{code}/redesignate?lot={lot}",
            [
                ("ToFund", form.Values("#ToFund option")[^1]), ("Amount", "999,999,999"), ("Consent", "捐贈人同意"),
                ("ConsentedOn", "2026-11-01"),
            ]);
        page.Messages.Should().NotBeEmpty();
        page.Texts(Primary).Should().BeEmpty();
        page.Texts(Passed).Should().BeEmpty();
    }

    [Fact]
    public async Task OpeningBalances_OfBooksInUse_ShowTheRefusalOnly()
    {
        var page = await Preview(
            "finance", "/vouchers/opening?handler=Preview",
            [
                ("BookingDate", "2025-12-31"), ("Description", "期初"),
                ("Balances", $"{OpeningFile.Headings}\r\n1101.01,DON-GENERAL,1000,,,\r\n3101,DON-GENERAL,,1000,,\r\n"),
            ]);
        page.Messages.Should().NotBeEmpty();
        page.Texts(Primary).Should().BeEmpty();
        page.Texts("main .alert-info").Should().BeEmpty();
    }

    [Fact]
    public async Task RevenueReport_BelowZero_ShowsTheRefusalOnly()
    {
        var code = await Ask<string>(
            $"SELECT MIN(public_code) FROM ledger.expected_return WHERE state = {(int)ExpectedReturnState.AwaitingReport}");
        Refused(await Preview("finance", $"/returns/{code}?handler=Preview", [("Revenue", "-1"), ("Key", RequestKeys.New())]),
            nameof(ReturnRefusals.RevenueNegative));
    }

    [Fact]
    public async Task YearThatIsNotOver_IsNotClosed_AndShowsTheRefusalOnly()
    {
        var page = await Preview("finance", "/periods?handler=Preview", [("year", "2026"), ("key", RequestKeys.New())]);
        page.Messages.Should().NotBeEmpty();
        page.Texts(Primary).Should().BeEmpty();
        page.Texts("main .btn-danger:not(details *)").Should().BeEmpty();
    }

    private static void Refused(HtmlPage page, string code)
    {
        page.Messages.Should().Contain(message => message.Contains(code, StringComparison.Ordinal));
        page.Texts(Primary).Should().BeEmpty("nothing of it can be done");
        page.Texts(Passed).Should().BeEmpty("it did not pass");
    }

    private static void Offered(HtmlPage page, string button)
    {
        page.Messages.Should().BeEmpty();
        page.Texts(Primary).Should().Equal(button);
    }

    private async Task<HtmlPage> Preview(string person, string address, (string Name, string Value)[] fields)
    {
        using var visitor = await pages.Open(person);
        return await HtmlPage.Read(await visitor.Post(address, [.. fields, ("RequestKey", RequestKeys.New())]));
    }

    private async Task<(string, string)[]> Donation(string amount, string part) =>
    [
        ("Payer", await Ask<string>("SELECT MIN(public_code) FROM ledger.party WHERE kind = 1")), ("Amount", amount),
        ("PledgedOn", "2026-11-02"), ("Description", "預覽的捐贈"), ("Parts[0].Fund", "DON-GENERAL"), ("Parts[0].Amount", part),
    ];

    private static (string, string)[] Voucher(string credit) =>
    [
        ("BookingDate", "2026-11-02"), ("Description", "預覽的傳票"), ("Rows[0].Account", "5202"), ("Rows[0].Fund", "DON-GENERAL"),
        ("Rows[0].Debit", "1,000"), ("Rows[1].Account", "5201"), ("Rows[1].Fund", "DON-GENERAL"), ("Rows[1].Credit", credit),
    ];

    private async Task<string> RequestAddress() => "/disbursements/new?handler=Preview&venture=" + await Ask<string>("""
        SELECT MIN(venture.public_code) FROM ledger.venture venture
        WHERE venture.operator_party_id IN (SELECT party_id FROM ledger.payee_bank_account)
        """);

    /// <summary>Of what the general donations hold, so much more, or less.</summary>
    private async Task<(string, string)[]> RequestOf(long more)
    {
        var available = await Ask<long>("""
            SELECT balance.spendable - balance.encumbered FROM ledger.fund_balance balance
            JOIN ledger.fund fund ON fund.id = balance.fund_id WHERE fund.code = 'DON-GENERAL'
            """);
        return
        [
            ("Form.Key", RequestKeys.New()), ("Form.Fund", "DON-GENERAL"), ("Form.Amount", $"{available + more}"),
            ("Form.Instrument", "Grant"), ("Form.Purpose", "預覽的撥款"),
        ];
    }

    private Task<T> Ask<T>(string sql) => pages.Database.Ask<T>(pages.Database.Connections.Reporting, sql);
}
