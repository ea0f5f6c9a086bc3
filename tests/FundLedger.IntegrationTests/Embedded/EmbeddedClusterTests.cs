using FundLedger.PostgreSql.Embedded;
using Npgsql;

namespace FundLedger.IntegrationTests.Embedded;

public sealed class EmbeddedClusterTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Start_OnAnEmptyFolder_AnswersAsEveryRoleAndIsSafeByDefault()
    {
        var started = await EmbeddedCluster.Start(scratch.Data, null, CancellationToken.None);
        started.Refusal.Should().BeNull();
        await using var cluster = started.Value;
        foreach (var role in new[] { "postgres", "fundledger_owner", "fundledger_write", "fundledger_read" })
        {
            (await Ask(cluster, role,
                "select current_user || ' ' || current_database() || ' ' || rolsuper from pg_roles where rolname = current_user"))
                .Should().Be($"{role} fundledger {(role == "postgres" ? "true" : "false")}");
        }
        (await Ask(cluster, "postgres", """
            select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('data_checksums'),
                current_setting('listen_addresses') = '', current_setting('TimeZone'), datcollate,
                pg_encoding_to_char(encoding), pg_get_userbyid(datdba))
            from pg_database where datname = 'fundledger'
            """)).Should().Be("on on on t UTC C UTF8 fundledger_owner");
        Shell.Run($"stat -c %a '{scratch.Cluster}'").Should().Be("700");
    }

    [Fact]
    public async Task Start_WhileAnotherUses_AttachesAndTheLastOneStops()
    {
        var first = await Started();
        var server = scratch.Server;
        var second = await Started();
        scratch.Server.Should().Be(server);

        await first.DisposeAsync();
        (await Ask(second, "fundledger_write", "select 'still here'")).Should().Be("still here");
        await second.DisposeAsync();
        scratch.Server.Should().BeNull();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_WhileAnotherProcessHoldsTheStart_LeavesTheServerToIt()
    {
        var options = new EmbeddedOptions { LongestStop = TimeSpan.FromMilliseconds(200) };
        var cluster = (await EmbeddedCluster.Start(scratch.Data, null, options, CancellationToken.None)).Value;
        await using (new FileStream(Path.Combine(scratch.Data, "start.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            await cluster.DisposeAsync();
        scratch.Server.Should().NotBeNull("whoever is starting may have found it already");

        await (await Started()).DisposeAsync();
        scratch.Server.Should().BeNull();
    }

    [Fact]
    public async Task Start_AfterAStop_KeepsTheDataAndTheConnectionStringsWork()
    {
        await using (var cluster = await Started())
            await Ask(cluster, "fundledger_owner", "create table kept as select 'kept' as word; select word from kept");
        await using var again = await Started();
        (await Ask(again, "fundledger_owner", "select word from kept")).Should().Be("kept");
    }

    [Fact]
    public async Task Start_ByFourProcessesAtOnce_GivesOneServerThatTheLastOneStops()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OtherUser.Start(scratch.Data)));
        users.Should().OnlyContain(user => user.FirstLine.StartsWith("READY"));
        File.ReadAllLines(Path.Combine(scratch.Data, "postgresql.log")).Count(line => line.Contains("starting PostgreSQL")).Should().Be(1);

        foreach (var user in users[..3])
            await user.Finish();
        scratch.Server.Should().NotBeNull();
        await users[3].Finish();
        scratch.Server.Should().BeNull();
        foreach (var user in users)
            user.Dispose();
    }

    [Fact]
    public async Task KillOfTheOnlyUser_LeavesAServer_ThatTheNextStartAttachesToAndStops()
    {
        using var other = await OtherUser.Start(scratch.Data);
        var server = scratch.Server;
        // A session of its own: Ctrl-C at our terminal goes to our session only.
        Shell.Run($"ps -o sid= -p {server}").Should().NotBe(Shell.Run($"ps -o sid= -p {Environment.ProcessId}"));
        await other.Kill();

        var cluster = await Started();
        scratch.Server.Should().Be(server);
        await cluster.DisposeAsync();
        scratch.Server.Should().BeNull();
    }

    [Fact]
    public async Task KillOfOneOfTwoUsers_LeavesTheOtherAtWork()
    {
        await using var cluster = await Started();
        using var other = await OtherUser.Start(scratch.Data);
        await other.Kill();
        (await Ask(cluster, "fundledger_read", "select 'unharmed'")).Should().Be("unharmed");
    }

    [Fact]
    public async Task KillOfTheServer_IsRecoveredByTheNextStart_WithWhatWasCommitted()
    {
        await using var cluster = await Started();
        await Ask(cluster, "fundledger_owner", "create table kept as select 'kept' as word; select word from kept");
        Shell.Kill(scratch.Server!.Value);

        await using var next = await Started();
        (await Ask(next, "fundledger_owner", "select word from kept")).Should().Be("kept");
    }

    [Fact]
    public async Task KillOfTheServer_WhileAQueryRunsOn_IsRecoveredOnceTheQueryEnds()
    {
        await using var cluster = await Started();
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("fundledger_read") + ";Pooling=false");
        await connection.OpenAsync();
        var backend = connection.ProcessID;
        await using var endless = new NpgsqlCommand(
            "select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b", connection)
        { CommandTimeout = 0 };
        var running = endless.ExecuteScalarAsync();
        Shell.Kill(scratch.Server!.Value);

        var starting = Started();
        await Task.Delay(1500);
        starting.IsCompleted.Should().BeFalse();
        Shell.Kill(backend);
        await using var next = await starting;
        (await Ask(next, "fundledger_read", "select 'back'")).Should().Be("back");
        await running.Invoking(task => task).Should().ThrowAsync<NpgsqlException>();
    }

    [Fact]
    public async Task StaleProcessNumber_NowOfAnotherProgramOfTheSameAccount_DoesNotHinderTheStart()
    {
        await using (await Started())
        {
        }
        var owner = Shell.Run($"stat -c %u '{scratch.Cluster}'");
        var become = Shell.IsRoot ? $"setpriv --reuid={owner} --regid={owner} --clear-groups" : "";
        var stranger = Shell.Run($"{become} sleep 60 >/dev/null 2>&1 & echo $!");
        Shell.Run(
            $"printf '%s\\n{scratch.Cluster}\\n0\\n5432\\n\\n\\n' {stranger} > '{scratch.Cluster}/postmaster.pid'; "
            + $"chown {owner} '{scratch.Cluster}/postmaster.pid'");

        await using (var cluster = await Started())
            (await Ask(cluster, "fundledger_read", "select 'started'")).Should().Be("started");
        Shell.Run($"kill -0 {stranger} && echo alive").Should().Be("alive");
        Shell.Run($"kill {stranger}");
    }

    [Fact]
    public async Task FirstStart_InterruptedHalfWay_IsCompletedByTheNext()
    {
        Directory.CreateDirectory(Path.Combine(scratch.Data, "unfinished-abc", "base"));
        await using (var cluster = await Started())
        {
            Directory.GetDirectories(scratch.Data, "unfinished-*").Should().BeEmpty();
            await Ask(cluster, "postgres", "drop database fundledger with (force)", "postgres");
            await Ask(cluster, "postgres", "drop role fundledger_read", "postgres");
        }
        await using var again = await Started();
        (await Ask(again, "fundledger_read", "select current_user::text")).Should().Be("fundledger_read");
    }

    [Theory]
    [InlineData("a-folder-whose-path-is-much-too-long-for-a-socket-and-therefore-needs-a-shorter-one-elsewhere-on-this-machine")]
    [InlineData("台中市, 專戶: 'a' \\ \"b\"")]
    [InlineData("資料")]
    public async Task Start_InAFolderWithADifficultPath_Works(string name)
    {
        var folder = Path.Combine(scratch.Data, name);
        var started = await EmbeddedCluster.Start(folder, null, new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
        started.Refusal.Should().BeNull();
        await using var cluster = started.Value;
        (await Ask(cluster, "fundledger_write", "select 'here'")).Should().Be("here");
    }

    [DownloadFact]
    public async Task Start_WithNothingInstalled_DownloadsPostgreSqlOnce()
    {
        var options = new EmbeddedOptions(FsyncOff: true, DownloadedBinaries: true);
        for (var time = 0; time < 2; time++)
        {
            var started = await EmbeddedCluster.Start(scratch.Data, null, options, CancellationToken.None);
            started.Refusal.Should().BeNull();
            await using var cluster = started.Value;
            (await Ask(cluster, "fundledger_read", "show server_version")).Should().StartWith("18.");
        }
    }

    private async Task<EmbeddedCluster> Started()
    {
        var started = await EmbeddedCluster.Start(scratch.Data, null, new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
        started.Refusal.Should().BeNull();
        return started.Value;
    }

    private static async Task<string?> Ask(EmbeddedCluster cluster, string role, string question, string database = "fundledger")
    {
        // Not pooled: after a killed server the pool would first hand out what was broken with it.
        await using var connection = new NpgsqlConnection(cluster.ConnectionString(role, database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return (string?)await command.ExecuteScalarAsync();
    }
}
