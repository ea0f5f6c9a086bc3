using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Receipts.Reads;

namespace FundLedger.IntegrationTests.Receipts;

/// <summary>A donor sees its own receipts: another's is neither listed, counted nor found.</summary>
public sealed class VisibleReceiptsTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Donor_SeesItsOwnReceiptsOnly()
    {
        var desk = new ReceiptDesk(await Books.Open(fixture.Database));
        var (own, other) = (await Issued(desk), await Issued(desk));
        var donor = ReceiptDesk.Of(Role.Company, own.Donor);

        (await Seen(desk, donor)).Should().Equal(own.Code);
        var details = new ReceiptDetails(desk.Reader);
        (await details.Read(donor, own.Code, default)).Value!.Receipt.PublicCode.Should().Be(own.Code);
        (await details.Read(donor, other.Code, default)).Value.Should().BeNull();
        (await Seen(desk, ReceiptDesk.Of(Role.Company))).Should().BeEmpty();
        (await Seen(desk, ReceiptDesk.Of(Role.Auditor))).Should().BeEquivalentTo([own.Code, other.Code]);
    }

    [Fact]
    public async Task Donor_IsToldNothingOfTheSeries_AndNobodyElseOfOtherBooks()
    {
        var desk = new ReceiptDesk(await Books.Open(fixture.Database));
        var own = await Issued(desk);
        await Issued(new ReceiptDesk(await Books.Open(fixture.Database)));

        (await List(desk, ReceiptDesk.Of(Role.Company, own.Donor))).Value.Series.Should().BeEmpty();
        var all = (await List(desk, ReceiptDesk.Of(Role.Auditor))).Value;
        all.Page.Total.Should().Be(1);
        all.Series.Should().ContainSingle().Which.Missing.Should().Be(0);
        (await List(desk, ReceiptDesk.Of(Role.Requester))).IsRefused.Should().BeTrue();
    }

    private static async Task<(string Code, long Donor)> Issued(ReceiptDesk desk)
    {
        var code = (await desk.Issue(await desk.Gift())).Value.Code;
        return (code, (await desk.Read(code)).DonorPartyId);
    }

    private static async Task<string[]> Seen(ReceiptDesk desk, Actor actor) =>
        [.. (await List(desk, actor)).Value.Page.Rows.Select(row => row.Code)];

    private static Task<Result<ReceiptPage>> List(ReceiptDesk desk, Actor actor) =>
        new ReceiptList(desk.Reader, desk.Account).Read(actor, new ReceiptFilter(), ReceiptList.Usual, 1, 25, default);
}
