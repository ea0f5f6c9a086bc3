using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.UseCases.Checkpoints;
using FundLedger.UseCases.Returns.Reads;

namespace FundLedger.IntegrationTests.Access;

/// <summary>What a person may see is decided where it is read, so that every face has it.</summary>
public sealed class AuthorizedReaderTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly List<Refusal> recorded = [];

    private Database.Books Books => fixture.Books;

    private ServedAccount Account => new(Books.AccountId, "T", "測試", "Test", Currency.Twd);

    private AuthorizedLedger Ledger => new(new LedgerWriter(Books.Database.Factory, Books.Clock, (_, refusal, _) =>
    {
        recorded.Add(refusal);
        return Task.CompletedTask;
    }), Account);

    private AuthorizedReader Reader => new(Books.Database.ReaderOf(Books.AccountId), Ledger);

    public static TheoryData<string> EveryRole() => [.. Role.All.Select(role => role.Code)];

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task StatementLines_AreReadByWhoSeesTheBankAndRefusedToOthers(string role)
    {
        var read = await new StatementLineList(Reader, Account)
            .Read(Somebody(role), new LineFilter(), StatementLineList.Usual, 1, Paging.DefaultSize, default);

        if (Policies.Of(role).Contains(Policies.SeeBank))
        {
            read.Value.Page.Total.Should().Be(0);
            recorded.Should().BeEmpty();
            return;
        }

        read.RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        recorded.Should().ContainSingle().Which.Code.Should().Be(nameof(AuthorizationRefusals.NotPermitted));
    }

    [Fact]
    public async Task Returns_AskedForByACompany_AreRefusedWithThePolicyTheReadStates()
    {
        var read = await new ReturnList(Reader, Account, Books.Clock).Agreements(Somebody(Role.Company.Code), null, default);
        read.RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        recorded.Should().ContainSingle().Which.Arguments.Should().Contain(ReturnList.Policy.ToString());
    }

    [Fact]
    public async Task MatchStatementLines_ByTheAuditor_IsRefusedAsAWhole() =>
        (await new MatchStatementLines(Ledger, Reader).Run(Somebody(Role.Auditor.Code), default))
            .RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));

    [Fact]
    public async Task SealCheckpoint_ByTheAuditor_IsRefusedBeforeTheKeyIsRead()
    {
        var seal = new SealCheckpoint(
            Ledger, new LogSealer(Books.Database.Factory, Books.Clock), new CheckpointKeyFile("/no/such/key.pem"), Account);
        (await seal.Run(Somebody(Role.Auditor.Code))).RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        (await seal.Run(Somebody(Role.FinanceOfficer.Code))).RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyMissing));
    }

    private static Actor Somebody(string role) => new(1, "somebody") { Policies = Policies.Granted([role], mayMoveMoney: true) };
}
