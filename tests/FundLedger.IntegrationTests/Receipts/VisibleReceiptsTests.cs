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

        var list = new ReceiptList(desk.Reader, desk.Account);
        var donors = (await list.Read(ReceiptDesk.Of(Role.Company, own.Donor), new ReceiptFilter(), ReceiptList.Usual, 1, 25, default)).Value;
        donors.Series.Should().BeEmpty();
        var all = (await list.Read(ReceiptDesk.Of(Role.Auditor), new ReceiptFilter(), ReceiptList.Usual, 1, 25, default)).Value;
        all.Page.Total.Should().Be(1);
        all.Series.Should().ContainSingle().Which.Missing.Should().Be(0);
        (await list.Read(ReceiptDesk.Of(Role.Requester), new ReceiptFilter(), ReceiptList.Usual, 1, 25, default)).IsRefused.Should().BeTrue();
    }

    private static async Task<(string Code, long Donor)> Issued(ReceiptDesk desk)
    {
        var code = (await desk.Issue(await desk.Gift())).Value.Code;
        return (code, (await desk.Read(code)).DonorPartyId);
    }

    private static async Task<string[]> Seen(ReceiptDesk desk, Actor actor)
    {
        var read = await new ReceiptList(desk.Reader, desk.Account).Read(actor, new ReceiptFilter(), ReceiptList.Usual, 1, 25, default);
        return [.. read.Value.Page.Rows.Select(row => row.Code)];
    }
}
