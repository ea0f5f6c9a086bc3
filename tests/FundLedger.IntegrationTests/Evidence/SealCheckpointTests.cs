using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Checks;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Checkpoints;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>What was signed last lies beside the key: an operator who rewrites the past gets it neither signed nor unnoticed.</summary>
public sealed class SealCheckpointTests : IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fundledger-kept-").FullName;
    private TestDatabase database = null!;
    private Books books = null!;
    private string fund = "";

    private CheckpointKeyFile KeyFile => new(Path.Combine(folder, "keys", "checkpoint.pem"));

    private ServedAccount Account => new(books.AccountId, "T", "測試", "Test", Currency.Twd);

    private string Log => "fundledger.tw/" + Code;

    private string Code { get; set; } = "";

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        books = await Books.Open(database);
        await using var db = database.Read();
        Code = db.DedicatedAccounts.Single().Code;
        fund = await books.AddFund();
        KeyFile.Create().IsRefused.Should().BeFalse();
        await books.BookGift(fund, 100);
    }

    public Task DisposeAsync() => database.DisposeAsync().AsTask();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Check_BeforeAnythingWasSigned_SaysThatNothingWasCompared()
    {
        var before = await Check();
        await Sign();
        var after = await Check();

        (before.Ok, before.Examined).Should().Be((true, 0L));
        before.Notes.Should().ContainSingle().Which.Should().Contain("no checkpoint was signed yet");
        (after.Ok, after.Examined).Should().Be((true, 1L));
        after.Notes.Should().BeEmpty();
    }

    [Fact]
    public async Task Keep_ByTheSlowerOfTwoSealers_LeavesTheLargerCheckpoint()
    {
        var smaller = (await Sign()).Value;
        await books.BookGift(fund, 100);
        var larger = (await Sign()).Value;

        (await KeyFile.Keep(Log, smaller.TreeSize, smaller.Note, default)).Value.Should().Be(larger.TreeSize);

        File.ReadAllText(KeyFile.KeptPath(Log)).Should().Be(larger.Note);
    }

    [Fact]
    public async Task Keep_ByManyAtOnce_EndsWithTheLargestAndLeavesNothingBehind()
    {
        var signed = new List<Data.Model.LogCheckpoint>();
        for (var round = 0; round < 6; round++)
        {
            await books.BookGift(fund, 100);
            signed.Add((await Sign()).Value);
        }

        File.Delete(KeyFile.KeptPath(Log));
        var kept = await Task.WhenAll(signed.Select(one => Task.Run(() => KeyFile.Keep(Log, one.TreeSize, one.Note, default))));

        kept.Should().OnlyContain(outcome => !outcome.IsRefused);
        File.ReadAllText(KeyFile.KeptPath(Log)).Should().Be(signed[^1].Note);
        Directory.GetFiles(Path.GetDirectoryName(KeyFile.Path)!, "*.new").Should().BeEmpty();
    }

    [Fact]
    public async Task Run_KeepsWhatItSigned_AndTheChecksCompareWithIt()
    {
        var signed = (await Sign()).Value;

        File.ReadAllText(KeyFile.KeptPath(Log)).Should().Be(signed.Note);
        (await Check()).Failures.Should().BeEmpty();
        await books.BookGift(fund, 100);
        (await Sign()).Value.TreeSize.Should().BeGreaterThan(signed.TreeSize);
        (await Check()).Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_OnAPastThatWasRewrittenWithItsLeavesNodesAndCheckpoints_IsRefusedAndTheChecksSayWhy()
    {
        await Sign();
        await Bend("update ledger.log_leaf set hash = sha256('x') where leaf_index = 3; "
            + "delete from ledger.log_node; delete from ledger.log_checkpoint");

        (await Sign()).RefusalCode().Should().Be(nameof(CheckpointRefusals.LogContradictsKeptCheckpoint));

        (await Check()).Failures.Should().Contain(failure => failure.Contains("has not the root"))
            .And.Contain(failure => failure.Contains("the newest in the books 0"));
    }

    [Fact]
    public async Task Check_AfterTheCheckpointsAloneWereDeleted_SaysThatTheBooksHoldNone()
    {
        await Sign();
        await Bend("delete from ledger.log_checkpoint");

        (await Check()).Failures.Should().ContainSingle().Which.Should().Contain("the newest in the books 0");
    }

    [Fact]
    public async Task Run_WithoutTheNoteOfBooksThatHoldACheckpoint_IsRefused()
    {
        await Sign();
        File.Delete(KeyFile.KeptPath(Log));

        (await Sign()).RefusalCode().Should().Be(nameof(CheckpointRefusals.KeptCheckpointMissing));
        (await Check()).Failures.Should().ContainSingle().Which.Should().Contain("none is kept");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task Run_WithANoteThatIsNone_IsRefused(string note)
    {
        await Sign();
        await File.WriteAllTextAsync(KeyFile.KeptPath(Log), note);

        (await Sign()).RefusalCode().Should().Be(nameof(CheckpointRefusals.KeptCheckpointNotUsable));
        (await Check()).Ok.Should().BeFalse();
    }

    [Fact]
    public async Task Run_WithTheNoteOfAnotherAccount_IsRefused()
    {
        using var key = KeyFile.Read().Value;
        var other = await Books.Open(database);
        var foreign = (await new LogSealer(database.Factory, other.Clock).Sign(other.AccountId, key)).Value;
        await File.WriteAllTextAsync(KeyFile.KeptPath(Log), foreign.Note);

        (await Sign()).RefusalCode().Should().Be(nameof(CheckpointRefusals.KeptCheckpointNotUsable));
    }

    [Fact]
    public async Task Run_WithAnOlderNoteOfTheSameBooks_GoesOnAndKeepsTheNewOne()
    {
        var first = (await Sign()).Value;
        await books.BookGift(fund, 100);
        await Sign();
        await File.WriteAllTextAsync(KeyFile.KeptPath(Log), first.Note);
        await books.BookGift(fund, 100);

        var last = (await Sign()).Value;

        File.ReadAllText(KeyFile.KeptPath(Log)).Should().Be(last.Note);
    }

    private Task<Result<Data.Model.LogCheckpoint>> Sign() => new SealCheckpoint(
        new AuthorizedLedger(new LedgerWriter(database.Factory, books.Clock), Account), new LogSealer(database.Factory, books.Clock),
        KeyFile, Account).Run(
        new Actor(1, "somebody") { Policies = Policies.Granted([Role.FinanceOfficer.Code], mayMoveMoney: true) });

    private Task<CheckResult> Check() =>
        new LedgerChecks(database.Reporting, KeyFile.Kept).Run(KeptCheckpoint.Name, books.AccountId, CancellationToken.None);

    private Task<int> Bend(string sql) => database.Execute(database.Administrator, EngineSql.Current.Damage(sql));
}
