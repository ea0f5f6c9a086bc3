using System.Globalization;
using System.Net;
using FundLedger.Domain.Contributions;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Journal;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Lists that are not given, with a sentence that says what to do instead.</summary>
public sealed class RefusedListTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Journal_OfADocumentThatIsNotThere_IsRefused()
    {
        await using var served = await ServedBooks.Start(fixture.Books);
        using var visitor = await served.SignIn(fixture.Books);

        (await CodeOf(visitor, "/journal?document=NOSUCHCODE", HttpStatusCode.OK)).Should().Be(nameof(JournalRefusals.DocumentNotFound));
        (await CodeOf(visitor, "/journal?document=NOSUCHCODE&format=csv", HttpStatusCode.BadRequest))
            .Should().Be(nameof(JournalRefusals.DocumentNotFound));
    }

    [Fact]
    public async Task Download_OfMoreThanAFileHolds_IsRefusedAndOfPartOfItGiven()
    {
        await AddContributions(ListExport.LongestList + 1);
        await using var served = await ServedBooks.Start(fixture.Books);
        using var visitor = await served.SignIn(fixture.Books);

        const string all = "/contributions?format=csv";
        (await CodeOf(visitor, all, HttpStatusCode.BadRequest)).Should().Be(nameof(DisplayRefusals.ListTooLong));
        var part = await visitor.Get($"{all}&kind={ContributionKind.Investment}");
        part.StatusCode.Should().Be(HttpStatusCode.OK);
        (await part.Content.ReadAsStringAsync()).Trim().Split('\n').Should().HaveCount(2, "a heading and the only investment");
    }

    /// <summary>By hand, for so many; one of them is an investment.</summary>
    private async Task AddContributions(int count)
    {
        const string ten = "(SELECT id FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS digit (id))";
        var payer = await fixture.Books.AddParty();
        await fixture.Database.Execute(fixture.Database.Connections.Ledger, string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO ledger.contribution (dedicated_account_id, id, public_code, kind, state, payer_party_id, amount, pledged_on,
                payment_reference, description, revision)
            SELECT {fixture.Books.AccountId}, 1000000 + line.number, CONCAT('C', line.number),
                CASE WHEN line.number = 1 THEN {(int)ContributionKind.Investment} ELSE {(int)ContributionKind.Donation} END,
                {(int)ContributionState.Expected}, {payer}, 1, CAST('2026-07-01' AS date), CONCAT('R', line.number), 'gift', 1
            FROM (
                SELECT ROW_NUMBER() OVER (ORDER BY tens.id) AS number FROM {ten} AS tens
                CROSS JOIN {ten} AS two CROSS JOIN {ten} AS three CROSS JOIN {ten} AS four CROSS JOIN {ten} AS five CROSS JOIN {ten} AS six
            ) AS line
            WHERE line.number <= {count}
            """));
    }

    private static async Task<string> CodeOf(BrowserlessClient visitor, string address, HttpStatusCode status)
    {
        var answer = await visitor.Get(address);
        answer.StatusCode.Should().Be(status);
        return (await HtmlPage.Read(answer)).Texts(".refusal-code code").Should().ContainSingle().Which;
    }
}
