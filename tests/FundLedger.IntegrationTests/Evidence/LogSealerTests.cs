using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Evidence;

public sealed class LogSealerTests(SealedBooks sealedBooks) : IClassFixture<SealedBooks>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Sign_AtEverySize_SignsTheRootOfAllLeaves()
    {
        await using var db = sealedBooks.Database.Read();
        var leaves = await db.Leaves.Where(leaf => leaf.DedicatedAccountId == sealedBooks.Books.AccountId)
            .OrderBy(leaf => leaf.LeafIndex).Select(leaf => leaf.Hash).ToListAsync();
        var checkpoints = await sealedBooks.Proofs.Checkpoints(sealedBooks.Books.AccountId, None);

        foreach (var size in SealedBooks.Sizes)
        {
            var tree = new MerkleFrontier();
            foreach (var leaf in leaves.Take((int)size)) tree.Add(leaf);
            var checkpoint = checkpoints.Single(found => found.TreeSize == size);
            checkpoint.Root.Should().Equal(tree.Root());
            (await sealedBooks.Proofs.Verify(sealedBooks.Books.AccountId, checkpoint.Note, [sealedBooks.Key.Public], None))
                .IsRefused.Should().BeFalse();
        }
    }

    [Fact]
    public async Task Sign_Again_GivesTheSameCheckpoint()
    {
        var first = await sealedBooks.Sealer.Sign(sealedBooks.Books.AccountId, sealedBooks.Key);
        var second = await sealedBooks.Sealer.Sign(sealedBooks.Books.AccountId, sealedBooks.Key);

        second.Value.Note.Should().Be(first.Value.Note);
    }

    [Fact]
    public async Task Sign_OfALogWhoseNameNoCheckpointMayCarry_IsRefused()
    {
        var books = sealedBooks.Books;
        var named = await new AccountSetup(sealedBooks.Database.Factory, books.Clock).Create("two words", "兩個字", "Two words", Currency.Twd);
        (await sealedBooks.Sealer.Sign(named, sealedBooks.Key)).Refusal
            .Should().Be(CheckpointRefusals.LogNameNotUsable("fundledger.tw/two words"));
    }

    [Fact]
    public async Task Sign_ByManyAtOnceWhileTheLedgerIsWritten_NeitherWaitsNorContradicts()
    {
        using var own = await SealedBooks.OfItsOwn();
        var writing = Task.Run(async () =>
        {
            for (var size = 710; size <= 1100; size += 30) await own.GrowTo(size);
        });
        var signing = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++) (await own.Sealer.Sign(own.Books.AccountId, own.Key)).IsRefused.Should().BeFalse();
        }));
        await Task.WhenAll([writing, .. signing]);
        (await own.Sealer.Sign(own.Books.AccountId, own.Key)).IsRefused.Should().BeFalse();

        (await own.Database.FailedChecks(own.Books.AccountId)).Should()
            .NotContain(failed => failed.StartsWith("checkpoints", StringComparison.Ordinal));
        var sizes = (await own.Proofs.Checkpoints(own.Books.AccountId, None)).Select(found => found.TreeSize).ToArray();
        foreach (var (earlier, later) in sizes.Zip(sizes.Skip(1)))
            (await own.Proofs.Consistency(own.Books.AccountId, earlier, later, None)).IsRefused.Should().BeFalse();
        await own.DisposeAsync();
    }

    [Fact]
    public async Task Sign_WhileTheSeriesIsLocked_DoesNotWait()
    {
        await using var connection = await sealedBooks.Database.Open(sealedBooks.Database.Connections.Ledger);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sealedBooks.Database.Connections.Engine.LockSeriesHead);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("account", sealedBooks.Books.AccountId);
        command.Parameters.Add(parameter);
        (await command.ExecuteScalarAsync()).Should().NotBeNull();

        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var another = CheckpointKey.Create();
        (await sealedBooks.Sealer.Sign(sealedBooks.Books.AccountId, another, null, null, impatient.Token)).IsRefused.Should().BeFalse();
    }

    [Fact]
    public async Task Sign_EndedWhenSomeNodesWereKept_GoesOnFromThere()
    {
        const int leaves = 20_000;
        var books = await Books.Open(sealedBooks.Database);
        await books.Write<bool>(session =>
        {
            for (var leaf = 0; leaf < leaves; leaf++) session.AddLeaf(LeafKind.DesignationChange, $"nothing/{leaf}", BitConverter.GetBytes(
                (long)leaf).Concat(new byte[24]).ToArray(), session.NextInstant());
            return Task.FromResult<Domain.Result<bool>>(true);
        });
        using var ended = new CancellationTokenSource();
        var interrupted = () => sealedBooks.Sealer.Sign(books.AccountId, sealedBooks.Key, null, new Ending(ended), ended.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        await using var db = sealedBooks.Database.Read();
        (await db.LogNodes.CountAsync(node => node.DedicatedAccountId == books.AccountId)).Should()
            .Be(127, "64 segments and what is above them were kept");

        var tree = new MerkleFrontier();
        foreach (var hash in await db.Leaves.Where(leaf => leaf.DedicatedAccountId == books.AccountId).OrderBy(leaf => leaf.LeafIndex)
            .Select(leaf => leaf.Hash).ToListAsync()) tree.Add(hash);
        tree.Size.Should().BeGreaterThan(leaves);
        (await sealedBooks.Sealer.Sign(books.AccountId, sealedBooks.Key)).Value.Root.Should().Equal(tree.Root());
    }

    [Fact]
    public async Task Sign_OfAnEmptyLog_IsRefused()
    {
        var books = await Books.Open(sealedBooks.Database);
        await sealedBooks.Bend($"delete from ledger.log_leaf where dedicated_account_id = {books.AccountId}");

        (await sealedBooks.Sealer.Sign(books.AccountId, sealedBooks.Key)).RefusalCode().Should().Be(nameof(CheckpointRefusals.LogEmpty));
    }

    [Fact]
    public async Task Sign_OfALogThatContradictsItsLastCheckpoint_IsRefused()
    {
        using var own = await SealedBooks.OfItsOwn();
        await own.Bend("update ledger.log_leaf set hash = sha256('x') where leaf_index = 690");
        await own.GrowTo(720);

        (await own.Sealer.Sign(own.Books.AccountId, own.Key)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.LogContradictsCheckpoint));
        (await own.Proofs.LastCheckpoint(own.Books.AccountId, None))!.TreeSize.Should().Be(700);
        await own.DisposeAsync();
    }

    [Fact]
    public async Task Sign_OfALogThatLacksALeafOrANode_IsRefused()
    {
        using var own = await SealedBooks.OfItsOwn();
        await own.GrowTo(720);
        await own.Bend("delete from ledger.log_leaf where leaf_index = 710");
        (await own.Sealer.Sign(own.Books.AccountId, own.Key)).RefusalCode().Should().Be(nameof(CheckpointRefusals.LeafMissing));

        await own.Bend("delete from ledger.log_node where level = 9");
        (await own.Sealer.Sign(own.Books.AccountId, own.Key)).RefusalCode().Should().Be(nameof(CheckpointRefusals.LogNodeMissing));
        await own.DisposeAsync();
    }

    [Theory]
    [InlineData("update ledger.log_node set hash = sha256('x') where first_leaf = 256 and level = 8",
        "not what its leaves give: leaves 256 to 511")]
    [InlineData("delete from ledger.log_node where first_leaf = 256 and level = 8",
        "not stored although it is under a checkpoint: leaves 256 to 511")]
    [InlineData("update ledger.log_leaf set hash = sha256('x') where leaf_index = 300", "not what its leaves give: leaves 256 to 511")]
    [InlineData("update ledger.log_leaf set hash = sha256('x') where leaf_index = 650", "root that was signed: checkpoint of 700 leaves")]
    public async Task Checkpoints_OnABentLog_SayWhichLeaves(string damage, string problem)
    {
        await using var connection = await sealedBooks.Database.Open(sealedBooks.Database.Administrator);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, EngineSql.Current.Damage(damage));
        await command.ExecuteNonQueryAsync();
        var snapshot = new Snapshot(connection, transaction, sealedBooks.Database.Connections.Engine.Name, None);

        var result = await LedgerChecks.Run(snapshot, "checkpoints", sealedBooks.Books.AccountId, None);

        result.Failures.Should().Contain(failure => failure.Contains(problem));
    }

    /// <summary>Ends the work at its first sign of progress.</summary>
    private sealed class Ending(CancellationTokenSource source) : IProgress<long>
    {
        public void Report(long value) => source.Cancel();
    }
}
