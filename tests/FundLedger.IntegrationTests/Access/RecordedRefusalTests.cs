using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.Web.Books;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.IntegrationTests.Access;

/// <summary>Under which name a refusal stands when nobody is signed in.</summary>
public sealed class RecordedRefusalTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Refusal_OfACommand_StandsUnderTheSignInNameOfWhoeverItActedAs()
    {
        var books = fixture.Books;
        var person = await books.AddPerson("somebody");
        await using var services = Services(books);
        var name = await SignInName(books, person.PersonId);

        var actor = await services.GetRequiredService<PeopleDirectory>().FindActor(name, RequestSource.CommandLine, default);
        await Ask(services, actor! with { Policies = new HashSet<string>() });
        await Ask(services, new Actor(person.PersonId, person.Name));

        person.Name.Should().NotBe(name);
        (await Recorded()).Should().Equal(name, FormattableString.Invariant($"person/{person.PersonId}"));
    }

    private static async Task Ask(ServiceProvider services, Actor actor) =>
        (await services.GetRequiredService<AddPayer>().Run(
            new PayerRequest(Books.Unique("key"), PartyKind.University, "University", null), actor, default))
        .RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));

    private static ServiceProvider Services(Books books) => new ServiceCollection().AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddLedger(
            new ConfigurationBuilder().Build(), books.Database.Connections,
            new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd))
        .BuildServiceProvider();

    private static async Task<string> SignInName(Books books, long person)
    {
        await using var db = books.Read();
        return await db.People.Where(row => row.Id == person).Select(row => row.SignInName).SingleAsync();
    }

    private async Task<IReadOnlyList<string>> Recorded()
    {
        var names = new List<string>();
        await using var connection = await fixture.Database.Open(fixture.Database.Connections.Ledger);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT sign_in_name FROM access.security_event ORDER BY id";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }
}
