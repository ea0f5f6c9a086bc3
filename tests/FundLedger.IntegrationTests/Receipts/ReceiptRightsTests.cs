using System.Data.Common;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Receipts;

/// <summary>What a receipt says is changed by nobody; it is voided once, and none is deleted.</summary>
public sealed class ReceiptRightsTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task Receipt_IsNeitherDeletedNorTakenBackFromAVoid()
    {
        var desk = new ReceiptDesk(await Books.Open(database));
        var (standing, voided) = ((await desk.Issue(await desk.Gift())).Value.Code, (await desk.Issue(await desk.Gift())).Value.Code);
        (await desk.Void(voided)).IsRefused.Should().BeFalse();

        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Migrations })
        {
            await Refused(login, $"DELETE FROM ledger.receipt WHERE public_code = '{standing}'");
            await Refused(
                login, "UPDATE ledger.receipt SET state = 1, voided_on = NULL, voided_by = NULL, void_reason = NULL "
                + $"WHERE public_code = '{voided}'");
            await Refused(login, $"UPDATE ledger.receipt SET void_reason = 'another' WHERE public_code = '{voided}'");
        }

        await Refused(database.Connections.Migrations, "TRUNCATE TABLE ledger.receipt");
    }

    [Theory]
    [InlineData("number = number + 1")]
    [InlineData("amount = 1")]
    [InlineData("donor_name = 'another'")]
    [InlineData("issued_on = received_on")]
    [InlineData("contribution_id = 1")]
    public async Task Receipt_IsNotChangedByTheApplicationsLogin(string change)
    {
        var desk = new ReceiptDesk(await Books.Open(database));
        var code = (await desk.Issue(await desk.Gift())).Value.Code;
        await Refused(database.Connections.Ledger, $"UPDATE ledger.receipt SET {change} WHERE public_code = '{code}'");
    }

    private async Task Refused(string login, string statement)
    {
        var act = () => database.Execute(login, statement);
        await act.Should().ThrowAsync<DbException>("of {0}", statement);
    }
}
