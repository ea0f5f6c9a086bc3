using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Vouchers;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Access;

/// <summary>What a person may do is decided where the use case writes, so that every face has it.</summary>
public sealed class AuthorizedLedgerTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly List<(WriteRequest Request, Refusal Refusal)> recorded = [];

    private Database.Books Books => fixture.Books;

    private ServedAccount Account => new(Books.AccountId, "T", "測試", "Test", Currency.Twd);

    private AuthorizedLedger Ledger => new(new LedgerWriter(Books.Database.Factory, Books.Clock, (request, refusal, _) =>
    {
        recorded.Add((request, refusal));
        return Task.CompletedTask;
    }), Account);

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task AddPayer_ByARoleWithoutThePolicy_IsRefusedRecordedAndLeavesNothing(string role)
    {
        var actor = Somebody(role);
        var name = Database.Books.Unique("payer");
        var result = await new AddPayer(Ledger)
            .Run(new PayerRequest(Database.Books.Unique("key"), PartyKind.University, name, null), actor, default);

        await using var db = Books.Read();
        var added = await db.Parties.AnyAsync(party => party.Name == name);
        if (Policies.Of(role).Contains(Policies.BookContributions))
        {
            (result.IsRefused, added, recorded.Count).Should().Be((false, true, 0));
            return;
        }

        result.RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        added.Should().BeFalse();
        recorded.Should().ContainSingle().Which.Refusal.Code.Should().Be(nameof(AuthorizationRefusals.NotPermitted));
    }

    public static TheoryData<string> EveryRole() => [.. Role.All.Select(role => role.Code)];

    [Fact]
    public async Task PrepareManualVoucher_ByTheAuditor_IsRefusedAndRecorded()
    {
        var voucher = new ManualVoucherRequest(Database.Books.Unique("key"), Books.Today, "調整", []);
        (await new PrepareManualVoucher(Ledger).Run(voucher, Somebody(Role.Auditor.Code), dryRun: false, default))
            .RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        recorded.Should().ContainSingle();
    }

    [Fact]
    public async Task RequestKey_OfAnotherPersonOrFace_IsAnotherKey()
    {
        var key = Database.Books.Unique("key");
        var (first, second) = (await Officer(), await Officer());
        (await Add(first)).IsRefused.Should().BeFalse();
        (await Add(second)).IsRefused.Should().BeFalse("nobody can use up another person's key");
        (await Add(first with { Source = RequestSource.Api })).IsRefused.Should().BeFalse("nor the key of another face");
        (await Add(first)).RefusalCode().Should().Be(nameof(LedgerRefusals.RequestKeyReused), "the name differs each time");

        Task<Result<string>> Add(Actor actor) =>
            new AddPayer(Ledger).Run(new PayerRequest(key, PartyKind.University, Database.Books.Unique("payer"), null), actor, default);
    }

    [Fact]
    public async Task RequestKeyOfTheMatchRun_TakenByAPerson_IsStillFreeForTheJob()
    {
        var requester = (await Officer()) with { Policies = new HashSet<string> { Policies.BookContributions } };
        var burnt = await new AddPayer(Ledger)
            .Run(new PayerRequest("match:1", PartyKind.University, Database.Books.Unique("payer"), null), requester, default);
        burnt.IsRefused.Should().BeFalse();

        await using var db = Books.Read();
        var keys = await db.Requests.Where(row => row.DedicatedAccountId == Books.AccountId && row.RequestKey.EndsWith("match:1"))
            .Select(row => row.RequestKey).ToListAsync();
        keys.Should().Equal($"web:{requester.PersonId}:match:1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task RequestKey_ThatIsMissing_IsRefusedAlthoughThePrefixIsNot(string key) =>
        (await new AddPayer(Ledger).Run(new PayerRequest(key, PartyKind.University, "大學", null), await Officer(), default))
            .RefusalCode().Should().Be(nameof(LedgerRefusals.RequestKeyMissing));

    [Fact]
    public async Task RequestKey_OfTheGreatestLength_Fits_AndOneMoreIsRefused()
    {
        var officer = await Officer();
        (await Add(AuthorizedLedger.MaximumKeyLength)).IsRefused.Should().BeFalse();
        (await Add(AuthorizedLedger.MaximumKeyLength + 1)).RefusalCode().Should().Be(nameof(LedgerRefusals.RequestKeyTooLong));

        Task<Result<string>> Add(int length) => new AddPayer(Ledger).Run(
            new PayerRequest(new string('k', length), PartyKind.University, Database.Books.Unique("payer"), null), officer, default);
    }

    [Fact]
    public void EveryUseCase_StatesItsPolicy_AndReachesTheLedgerOnlyThroughIt()
    {
        var types = typeof(AuthorizedLedger).Assembly.GetTypes()
            .Where(type => type != typeof(AuthorizedLedger) && type != typeof(AuthorizedReader));
        types.SelectMany(type => type.GetConstructors()).SelectMany(made => made.GetParameters())
            .Where(parameter => parameter.ParameterType == typeof(LedgerWriter))
            .Should().BeEmpty("only AuthorizedLedger holds the write path");

        var writing = types.Where(type => type.GetConstructors()
            .Any(made => made.GetParameters().Any(parameter => parameter.ParameterType == typeof(AuthorizedLedger)))).ToList();
        writing.Should().HaveCountGreaterThan(15).And.Contain(typeof(MatchStatementLines));
        writing.Where(type => type.GetProperty("Policy")?.PropertyType != typeof(AnyOf)).Select(type => type.Name)
            .Should().BeEquivalentTo(
                "AdvanceDisbursement", "AdvanceDonation", "DecideAccessChange", "DecideDrawDown", "DecideGiftRefund",
                "DecideManualVoucher", "DecidePayeeAccountChange");
    }

    private async Task<Actor> Officer() =>
        (await Books.AddPerson("officer")) with { Policies = Policies.Granted([Role.FinanceOfficer.Code], mayMoveMoney: true) };

    private Actor Somebody(string role) =>
        Books.Officer with { Policies = Policies.Granted([role], mayMoveMoney: true) };
}
