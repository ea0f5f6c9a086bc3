using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Ids of dedicated accounts and people come from the range of the database, so two databases never give the same.</summary>
public sealed class IdRangeTests
{
    [Fact]
    public async Task Ids_OfTwoDatabasesWithRangesApart_AreNeverTheSame()
    {
        await using var north = await TestDatabase.Create();
        await using var south = await TestDatabase.Create();
        await south.Execute(south.Connections.Migrations, "UPDATE ledger.id_range SET next_id = 5000, last_id = 5999");

        var ids = new List<long[]>();
        foreach (var database in new[] { north, south })
        {
            var books = await Books.Open(database);
            await books.AddPerson("one");
            await books.AddPerson("two");
            await using var db = database.Read();
            ids.Add([.. await db.DedicatedAccounts.Select(account => account.Id)
                .ToListAsync(), .. await db.People.Select(person => person.Id).ToListAsync()]);
        }

        ids[0].Should().OnlyContain(id => id < 5000);
        ids[1].Should().OnlyContain(id => id >= 5000 && id < 6000).And.HaveCountGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task Ids_AfterThePersonWithTheLastIdIsGone_AreNotGivenAgain()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        await books.AddPerson("leaver");
        var last = await database.Ask<long>(database.Administrator, "SELECT max(id) FROM ledger.person");
        await database.Execute(database.Administrator, $"DELETE FROM ledger.role_holding WHERE person_id = {last}");
        await database.Execute(database.Administrator, $"DELETE FROM ledger.person WHERE id = {last}");

        await books.AddPerson("comer");

        (await database.Ask<long>(database.Administrator, "SELECT max(id) FROM ledger.person")).Should().Be(last + 1);
    }

    [Fact]
    public async Task Create_WhereTheRangeIsUsedUp_SaysWhoCanHelp()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(
            database.Connections.Migrations, "UPDATE ledger.id_range SET next_id = 8, last_id = 7 WHERE kind = 'dedicated_account'");

        var open = () => Books.Open(database);

        (await open.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*id_range*owner*");
    }
}
