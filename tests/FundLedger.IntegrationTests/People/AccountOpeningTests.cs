using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.People;

/// <summary>Books are opened once, with an administrator who holds that role by the set-up.</summary>
public sealed class AccountOpeningTests : IAsyncLifetime
{
    private static readonly AccountOpening Tainan = new("TAINAN", "臺南專戶", "Tainan account", Currency.Twd, "lin", "林管理");
    private TestDatabase database = null!;

    private AccountSetup Setup => new(database.Factory, SteppingClock.InJuly2026());

    public async Task InitializeAsync() => database = await TestDatabase.Create();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Open_GivesBooksThatVerifyWithOneInvitedAdministrator()
    {
        var opened = (await Setup.Open(Tainan, default)).Value;
        opened.New.Should().BeTrue();
        (await database.FailedChecks(opened.Id)).Should().BeEmpty();
        await using var db = database.Read();
        (await db.RoleHoldings.SingleAsync()).Should().Match<RoleHolding>(held =>
            held.PersonId == opened.AdministratorId && held.Role == Role.Administrator.Code && held.AccessChangeId == null);
        (await db.Memberships.SingleAsync()).State.Should().Be(PersonState.Invited);
    }

    [Fact]
    public async Task Open_TheSameAgain_FindsItAndAnotherUnderTheCodeIsRefused()
    {
        var opened = (await Setup.Open(Tainan, default)).Value;
        (await Setup.Open(Tainan, default)).Value.Should().Be(opened with { New = false });
        foreach (var other in new[]
        {
            Tainan with { NameZh = "別的" }, Tainan with { NameEn = "Other" }, Tainan with { Administrator = "wang" },
        })
        {
            (await Setup.Open(other, default)).Refusal.Should().Be(DedicatedAccountRefusals.AccountOpenedOtherwise("TAINAN"));
        }
    }

    [Fact]
    public async Task Open_ASecondAccount_EmploysThePersonThereAndIsRefusedWhereItMustBeTheFirst()
    {
        var first = (await Setup.Open(Tainan, default)).Value;
        var second = Tainan with { Code = "HUALIEN", NameZh = "花蓮專戶", NameEn = "Hualien account" };
        (await Setup.Open(second with { OnlyTheFirst = true }, default)).Refusal.Should().Be(DedicatedAccountRefusals.BooksOpenAlready());
        var opened = (await Setup.Open(second, default)).Value;
        opened.AdministratorId.Should().Be(first.AdministratorId);
        await using var db = database.Read();
        (await db.Memberships.SingleAsync(row => row.DedicatedAccountId == opened.Id)).State.Should()
            .Be(PersonState.Active, "they sign in here as there");
    }

    [Fact]
    public async Task Open_SixteenTimesAtOnce_OpensOneAccount()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => Setup.Open(
            Tainan with { Code = $"T-{number}", OnlyTheFirst = true }, default))));
        answers.Count(answer => !answer.IsRefused).Should().Be(1);
        answers.Where(answer => answer.IsRefused).Should()
            .OnlyContain(answer => answer.RefusalCode() == nameof(DedicatedAccountRefusals.BooksOpenAlready));
    }

    [Fact]
    public async Task Open_WithNamesThatCannotBeUsed_OpensNothing()
    {
        (await Setup.Open(Tainan with { Code = "tainan" }, default)).RefusalCode()
            .Should().Be(nameof(DedicatedAccountRefusals.AccountCodeNotUsable));
        (await Setup.Open(Tainan with { Administrator = "Lin Wang" }, default)).RefusalCode()
            .Should().Be(nameof(PersonRefusals.PersonSignInNameNotUsable));
        await using var db = database.Read();
        (await db.DedicatedAccounts.AnyAsync()).Should().BeFalse();
    }
}
