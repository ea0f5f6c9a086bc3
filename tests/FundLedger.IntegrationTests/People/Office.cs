using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.People;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.IntegrationTests.People;

/// <summary>
/// A dedicated account opened as people open one, spoken to as pages and commands do: the application's own services on a clock that
/// the test owns.
/// </summary>
internal sealed class Office : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    public const string FirstAdministrator = "first";

    private readonly ServiceProvider services;

    private Office(TestDatabase database, SteppingClock clock, ServedAccount account, string administrator, ServiceProvider services) =>
        (Database, Clock, Account, Administrator, this.services) = (database, clock, account, administrator, services);

    public TestDatabase Database { get; }

    public SteppingClock Clock { get; }

    public ServedAccount Account { get; }

    /// <summary>Sign-in name of the first administrator, who has signed in.</summary>
    public string Administrator { get; }

    /// <param name="known">Sign-in name of a person of another account who becomes the administrator of this one; null: a new one.</param>
    public static async Task<Office> Open(TestDatabase database, string? known = null)
    {
        var clock = SteppingClock.InJuly2026();
        var (code, administrator) = (Books.Unique("OFFICE").ToUpperInvariant(), known ?? Books.Unique(FirstAdministrator));
        var opening = new AccountOpening(code, "測試專戶", "Test account", Currency.Twd, administrator, "第一管理員");
        var opened = (await new AccountSetup(database.Factory, clock).Open(opening, default)).Value;
        var account = new ServedAccount(opened.Id, code, opening.NameZh, opening.NameEn, Currency.Twd);
        var services = new ServiceCollection().AddLogging()
            .AddLedger(new ConfigurationBuilder().Build(), database.Connections, account)
            .AddSingleton<IClock>(clock)
            .Configure<PasswordHasherOptions>(options => options.IterationCount = 1000).BuildServiceProvider();
        var office = new Office(database, clock, account, administrator, services);
        if (known is not null) return office;
        var link = await office.services.GetRequiredService<IssueInvitation>()(opened.AdministratorId, default);
        (await office.TakeUp(link.Token))
            .Refusal.Should().BeNull();
        return office;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A person as commands act for them: with what their roles allow now.</summary>
    public async Task<Actor> Actor(string name) =>
        (await Get<PeopleDirectory>().FindActor(name, RequestSource.CommandLine, default))!;

    /// <summary>Adds somebody; gives the token of the link.</summary>
    public async Task<Result<AddedPerson>> Add(string name, string? by = null) => await Get<AddPerson>().Run(
        new AddPersonRequest(Books.Unique("key"), name, "人員 " + name), await Actor(by ?? Administrator), default);

    /// <summary>Adds somebody who signs in at once.</summary>
    public async Task<string> Hire(string stem)
    {
        var name = Books.Unique(stem);
        (await TakeUp((await Add(name)).Value.Token)).Refusal.Should().BeNull();
        return name;
    }

    /// <summary>A second administrator, appointed by the first alone.</summary>
    public async Task<string> HireSecondAdministrator()
    {
        var name = await Hire("second");
        (await Request(name, AccessChangeKind.GrantRole, Role.Administrator)).Value.State.Should().Be(AccessChangeState.Approved);
        return name;
    }

    public async Task<Result<RequestedAccessChange>> Request(
        string about, AccessChangeKind kind, Role? role = null, LocalDate? to = null, string? by = null) =>
        await Get<RequestAccessChange>().Run(
            new AccessChangeRequest(Books.Unique("key"), about, kind, role?.Code, null, null, to),
            await Actor(by ?? Administrator), default);

    public async Task<Result<DecidedAccessChange>> Decide(
        string code, AccessChangeTrigger trigger, string by, string? reason = null) =>
        await Get<DecideAccessChange>().Run(
            new AccessChangeStepRequest(Books.Unique("key"), code, trigger, null, reason), await Actor(by), default);

    /// <summary>Asked for by one administrator and approved by the other.</summary>
    public async Task<DecidedAccessChange> Change(
        string about, AccessChangeKind kind, Role? role, string approver, LocalDate? to = null)
    {
        var asked = await Request(about, kind, role, to);
        asked.Refusal.Should().BeNull();
        var decided = await Decide(asked.Value.Code, AccessChangeTrigger.Approve, approver);
        decided.Refusal.Should().BeNull();
        return decided.Value;
    }

    public async Task<Result<PersonState>> Disable(string name, string? by = null) => await Get<DisablePerson>().Run(
        new DisablePersonRequest(Books.Unique("key"), name), await Actor(by ?? Administrator), default);

    public async Task<Result<string>> Invite(string name) => (await Get<InvitePerson>().Run(
        new InvitePersonRequest(Books.Unique("key"), name), await Actor(Administrator), default)).Select(link => link.Token);

    /// <summary>What the page of the link does with the password.</summary>
    public async Task<Result<Data.Access.SignIn>> TakeUp(string token, string password = Password)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TakeUpInvitation>().Run(token, password, default);
    }

    public async Task<PersonAccess> Access(string name) =>
        (await Get<PeopleDirectory>().Find((await Actor(name)).PersonId, default))!;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
