using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.IntegrationTests.People;

/// <summary>A link sets one password, once, for a week, for somebody who may sign in.</summary>
public sealed class InvitationTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private Office office = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        office = await Office.Open(database);
    }

    public async Task DisposeAsync()
    {
        await office.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Link_TakenUp_MakesTheSignInAndThePersonActive()
    {
        var name = Books.Unique("invited");
        var added = (await office.Add(name)).Value;
        (await office.Access(name)).State.Should().Be(PersonState.Invited);

        (await office.TakeUp(added.Token)).Value.UserName.Should().Be(name);

        (await office.Access(name)).State.Should().Be(PersonState.Active);
        added.Token.Should().HaveLength(64, "256 bits");
        await using var db = Access();
        (await db.Invitations.AsNoTracking().SingleAsync(row => row.PersonId == PersonId(name).Result)).TokenHash.Should()
            .Equal(System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(added.Token)), "the token itself is kept nowhere");
    }

    [Fact]
    public async Task Link_UsedAgain_IsRefused()
    {
        var added = (await office.Add(Books.Unique("invited"))).Value;
        (await office.TakeUp(added.Token)).Refusal.Should().BeNull();
        (await office.TakeUp(added.Token, "another long password")).Refusal.Should().Be(AccessRefusals.InvitationUsed());
        (await office.Invite(added.SignInName)).RefusalCode().Should().Be(nameof(PersonRefusals.PersonHasSignedIn));
    }

    [Fact]
    public async Task Link_UsedSixteenTimesAtOnce_SetsOnePassword()
    {
        var added = (await office.Add(Books.Unique("invited"))).Value;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            Task.Run(() => office.TakeUp(added.Token, $"a long password number {number}"))));
        answers.Count(answer => !answer.IsRefused).Should().Be(1);
        answers.Where(answer => answer.IsRefused).Should()
            .OnlyContain(answer => answer.RefusalCode() == nameof(AccessRefusals.InvitationUsed));
    }

    [Fact]
    public async Task Link_AfterAWeek_IsRefusedAndANewOneWorks()
    {
        var added = (await office.Add(Books.Unique("invited"))).Value;
        office.Clock.Advance(Invitations.Lifetime);
        (await office.TakeUp(added.Token)).Refusal.Should().Be(AccessRefusals.InvitationExpired());
        (await office.TakeUp((await office.Invite(added.SignInName)).Value)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Link_WithANewerOne_IsRefused()
    {
        var added = (await office.Add(Books.Unique("invited"))).Value;
        await office.Invite(added.SignInName);
        (await office.TakeUp(added.Token)).Refusal.Should().Be(AccessRefusals.InvitationReplaced());
    }

    [Fact]
    public async Task Link_OfADisabledPerson_IsRefusedAndNoOtherIsGiven()
    {
        var added = (await office.Add(Books.Unique("invited"))).Value;
        (await office.Disable(added.SignInName)).Refusal.Should().BeNull();
        (await office.TakeUp(added.Token)).Refusal.Should().Be(PersonRefusals.PersonDisabled(added.DisplayName));
        (await office.Invite(added.SignInName)).RefusalCode().Should().Be(nameof(PersonRefusals.PersonDisabled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token at all")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000ff")]
    public async Task Link_ThatNobodyMade_IsRefused(string token) =>
        (await office.TakeUp(token)).Refusal.Should().Be(AccessRefusals.InvitationUnknown());

    [Theory]
    [InlineData("http://localhost:5080/account/invitation?token=abc", "abc")]
    [InlineData(" abc ", "abc")]
    [InlineData("no link", "no link")]
    public void TokenOf_ALinkOrTheTokenItself_IsTheToken(string link, string token) => Invitations.TokenOf(link).Should().Be(token);

    [Fact]
    public async Task Link_WithAPasswordThatIsRefused_StaysOpen()
    {
        var added = (await office.Add(Books.Unique("invited"))).Value;
        (await office.TakeUp(added.Token, "short")).RefusalCode().Should().Be(nameof(AccessRefusals.PasswordTooShort));
        (await office.TakeUp(added.Token, "")).RefusalCode().Should().Be(nameof(AccessRefusals.PasswordTooShort));
        (await office.TakeUp(added.Token, new string('p', 257))).RefusalCode().Should().Be(nameof(AccessRefusals.PasswordTooLong));
        (await office.TakeUp(added.Token)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Reset_OfASignIn_TakesPasswordAndSecondFactorAwayAndGivesALink()
    {
        var second = await office.HireSecondAdministrator();
        var name = await office.Hire("lost");
        var person = await PersonId(name);
        await using (var before = Access())
        {
            await before.Users.Where(row => row.PersonId == person)
                .ExecuteUpdateAsync(row => row.SetProperty(signIn => signIn.TwoFactorEnabled, true));
        }

        var decided = await office.Change(name, AccessChangeKind.ResetSignIn, null, second);

        (await office.Access(name)).State.Should().Be(PersonState.Invited);
        await using (var after = Access())
        {
            var signIn = await after.Users.AsNoTracking().SingleAsync(row => row.PersonId == person);
            signIn.PasswordHash.Should().BeNull();
            signIn.TwoFactorEnabled.Should().BeFalse();
            signIn.SessionsEndedAt.Should().NotBeNull();
        }

        (await office.Request(name, AccessChangeKind.ResetSignIn)).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.PersonNotSignedInYet));
        (await office.TakeUp(decided.Token!)).Refusal.Should().BeNull();
        (await office.Access(name)).State.Should().Be(PersonState.Active);
    }

    [Fact]
    public async Task Add_AName_ThatIsThereOrNotUsable_IsRefused()
    {
        var name = await office.Hire("there");
        (await office.Add(name)).Refusal.Should().Be(PersonRefusals.PersonThereAlready(name));
        (await office.Add("Upper Case")).RefusalCode().Should().Be(nameof(PersonRefusals.PersonSignInNameNotUsable));
    }

    [Fact]
    public async Task Person_OfAnotherAccount_GetsNoLinkThatWouldOpenThatOne()
    {
        var (name, waiting) = (await office.Hire("elsewhere"), (await office.Add(Books.Unique("waiting"))).Value.SignInName);
        var second = await office.HireSecondAdministrator();
        await using var other = await Office.Open(database, await office.Hire("shared"));
        (await other.Add(name)).Refusal.Should().Be(PersonRefusals.PersonThereAlready(name));
        (await other.Add(waiting)).Refusal.Should().Be(PersonRefusals.PersonThereAlready(waiting));
        await other.HireSecondAdministrator();

        (await other.Request(other.Administrator, AccessChangeKind.ResetSignIn)).RefusalCode()
            .Should().Be(nameof(PersonRefusals.PersonOfAnotherAccount));
        (await office.Change(other.Administrator, AccessChangeKind.ResetSignIn, null, second)).Token.Should()
            .NotBeNull("the account that brought the person in decides it");
    }

    private async Task<long> PersonId(string name) => (await office.Actor(name)).PersonId;

    private AccessDb Access() => office.Get<IDbContextFactory<AccessDb>>().CreateDbContext();
}
