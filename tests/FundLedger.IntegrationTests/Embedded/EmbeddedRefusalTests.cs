using FundLedger.Domain;
using FundLedger.PostgreSql.Embedded;
using Npgsql;

namespace FundLedger.IntegrationTests.Embedded;

public sealed class EmbeddedRefusalTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Start_WhereTheFolderCannotBeMade_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(scratch.Top, "file"), "");
        var refusal = await RefusalOf(Path.Combine(scratch.Top, "file", "data"));
        refusal.Code.Should().Be(nameof(EmbeddedRefusals.DataFolderNotUsable));
    }

    [Fact]
    public async Task Start_WithANamedFolderWithoutPostgres_IsRefused()
    {
        var refusal = await RefusalOf(scratch.Data, new EmbeddedOptions(PostgresFolder: scratch.Top));
        refusal.Should().Be(EmbeddedRefusals.PostgresFolderUnusable(scratch.Top));
    }

    [Fact]
    public async Task Start_OfDataOfAVersionThatIsNotInstalled_IsRefusedAndNothingNewIsCreated()
    {
        var old = Path.Combine(scratch.Data, "postgresql-9");
        Directory.CreateDirectory(old);
        var refusal = await RefusalOf(scratch.Data);
        refusal.Should().Be(EmbeddedRefusals.PostgresVersionMissing(9, old));
        Directory.GetDirectories(scratch.Data, "postgresql-1*").Should().BeEmpty();
    }

    [Fact]
    public async Task Start_OfABrokenCluster_IsRefusedWithTheLastLinesOfTheLog_AndStartsOnceMended()
    {
        await using (await Started())
        {
        }
        var settings = Path.Combine(scratch.Cluster, "postgresql.conf");
        var good = await File.ReadAllTextAsync(settings);
        await File.WriteAllTextAsync(settings, good + "\nno_such_setting = 1\n");
        var refusal = await RefusalOf(scratch.Data);
        refusal.Code.Should().Be(nameof(EmbeddedRefusals.ClusterDoesNotComeUp));
        refusal.Arguments[1].As<string>().Should().Contain("no_such_setting");

        await File.WriteAllTextAsync(settings, good);
        await (await Started()).DisposeAsync();
    }

    [Fact]
    public async Task Start_ThatIsGivenUp_LeavesNoServer()
    {
        using var stop = new CancellationTokenSource();
        var giveUp = new AtWord("Starting", stop.Cancel);
        var start = () => EmbeddedCluster.Start(scratch.Data, giveUp, new EmbeddedOptions(FsyncOff: true), stop.Token);
        await start.Should().ThrowAsync<OperationCanceledException>();
        await (await Started()).DisposeAsync();
        scratch.Server.Should().BeNull();
    }

    [RootFact]
    public async Task OrdinaryUser_RunsTheClusterAsItself_AndRootMayUseItToo()
    {
        Shell.Run($"install -d -o nobody -m 700 '{scratch.Data}'");
        using (var user = await OtherUser.Start(scratch.Data, asNobody: true))
        {
            user.FirstLine.Should().StartWith("READY");
            Shell.Run($"stat -c %U /proc/{scratch.Server}").Should().Be("nobody");
            await (await Started()).DisposeAsync();
            scratch.Server.Should().NotBeNull();
            await user.Finish();
            scratch.Server.Should().BeNull();
        }
        await (await Started()).DisposeAsync();
        using var again = await OtherUser.Start(scratch.Data, asNobody: true);
        again.FirstLine.Should().StartWith("READY");
        await again.Finish();
    }

    [RootFact]
    public async Task OrdinaryUser_InAReadOnlyFolder_IsRefused()
    {
        Shell.Run($"install -d -o nobody -m 555 '{scratch.Data}'");
        using var user = await OtherUser.Start(scratch.Data, asNobody: true);
        user.FirstLine.Should().StartWith($"REFUSED {nameof(EmbeddedRefusals.DataFolderNotUsable)}");
    }

    [RootFact]
    public async Task OrdinaryUser_WithTheDataOfAnother_IsRefused()
    {
        await (await Started()).DisposeAsync();
        Shell.Run($"chmod 755 '{scratch.Data}'");
        using var user = await OtherUser.Start(scratch.Data, asNobody: true);
        user.FirstLine.Should().StartWith($"REFUSED {nameof(EmbeddedRefusals.DataFolderOfSomebodyElse)}");
    }

    [RootFact]
    public async Task Root_WithDataMovedWhereTheAccountCannotReach_IsRefused()
    {
        await (await Started()).DisposeAsync();
        Shell.Run($"chmod 700 '{scratch.Top}'");
        var refusal = await RefusalOf(scratch.Data);
        refusal.Code.Should().Be(nameof(EmbeddedRefusals.DataFolderNotReachable));
    }

    [RootFact]
    public async Task Root_InAFolderTheAccountCannotReach_KeepsTheClusterElsewhereAndFindsItAgain()
    {
        Shell.Run($"chmod 700 '{scratch.Top}'");
        await (await Started()).DisposeAsync();
        var place = (await File.ReadAllTextAsync(Path.Combine(scratch.Data, "postgresql.location"))).Trim();
        try
        {
            place.Should().StartWith("/var/lib/fundledger/");
            Shell.Run($"stat -c %a '{scratch.Top}'").Should().Be("700");
            await (await Started()).DisposeAsync();
        }
        finally
        {
            Shell.Run($"rm -r '{place}'; rmdir /var/lib/fundledger");
        }
        (await RefusalOf(scratch.Data)).Code.Should().Be(nameof(EmbeddedRefusals.ClusterFolderMissing));
    }

    [Fact]
    public async Task SocketFolderInTmp_ThatOthersMayEnter_IsRefused()
    {
        var folder = Path.Combine(scratch.Data, new string('x', 100));
        var started = await EmbeddedCluster.Start(folder, null, new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
        await started.Value.DisposeAsync();
        var sockets = new Npgsql.NpgsqlConnectionStringBuilder(started.Value.ConnectionString("postgres")).Host;
        sockets.Should().StartWith("/tmp/fundledger-");
        Shell.Run($"mkdir -p '{sockets}'; chmod 777 '{sockets}'");
        (await RefusalOf(folder)).Code.Should().Be(nameof(EmbeddedRefusals.SocketFolderTaken));
        Shell.Run($"rm -rf '{sockets}'");
    }

    [Fact]
    public async Task Start_WithAnInitdbThatDoesNotRun_IsRefusedAndLeavesNothingThatLooksLikeData()
    {
        var postgres = "";
        await using (await Started())
            postgres = Shell.Run($"readlink /proc/{scratch.Server}/exe");
        var broken = Directory.CreateDirectory(Path.Combine(scratch.Top, "broken")).FullName;
        Shell.Run($"ln -s '{postgres}' '{broken}/postgres'; touch '{broken}/initdb'; chmod 644 '{broken}/initdb'");
        var folder = Path.Combine(scratch.Data, "other");

        var refusal = await RefusalOf(folder, new EmbeddedOptions(FsyncOff: true, PostgresFolder: broken));

        refusal.Code.Should().Be(nameof(EmbeddedRefusals.ClusterNotCreated));
        refusal.Arguments[1].As<string>().Should().Contain("initdb");
        Directory.GetDirectories(folder).Select(Path.GetFileName).Should().BeEquivalentTo("run");
    }

    [Fact]
    public async Task Start_OfAServerThatLetsNobodyIn_IsRefusedWithWhatItSays()
    {
        await using var cluster = await Started();
        await using var inside = new NpgsqlConnection(cluster.ConnectionString("postgres", "postgres") + ";Pooling=false");
        await inside.OpenAsync();
        await using var close = new NpgsqlCommand("alter role postgres nologin", inside);
        await close.ExecuteNonQueryAsync();

        var refusal = await RefusalOf(scratch.Data);

        refusal.Code.Should().Be(nameof(EmbeddedRefusals.ClusterRefusesConnection));
        refusal.Arguments[0].As<string>().Should().Contain("not permitted to log in");
        await using var open = new NpgsqlCommand("alter role postgres login", inside);
        await open.ExecuteNonQueryAsync();
        await (await Started()).DisposeAsync();
    }

    [Fact]
    public async Task Start_WhileAnotherHoldsTheUsersLockForItself_IsRefused()
    {
        Directory.CreateDirectory(scratch.Data);
        var file = Path.Combine(scratch.Data, "users.lock");
        await using (new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            (await RefusalOf(scratch.Data)).Should().Be(EmbeddedRefusals.AnotherProcessIsStarting(file));
        await (await Started()).DisposeAsync();
    }

    [Fact]
    public async Task Start_WhereLocksAreNotKept_IsRefused()
    {
        // .NET then asks the kernel for no lock, as on a file system that grants every one.
        using var user = await OtherUser.Start(scratch.Data, environment: ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"));
        user.FirstLine.Should().StartWith($"REFUSED {nameof(EmbeddedRefusals.LocksDoNotHold)}");
    }

    [Fact]
    public async Task Start_WithNeitherPostgresNorNpm_IsRefused()
    {
        var path = scratch.PathWith("realpath", "id", "stat", "setpriv", "true", "test", "chown");
        using var user = await OtherUser.Start(scratch.Data, downloaded: true, environment: ("PATH", path));
        user.FirstLine.Should().StartWith($"REFUSED {nameof(EmbeddedRefusals.PostgresMissing)}");
    }

    [Fact]
    public async Task Start_WithoutPostgresAndWithoutTheRegistry_IsRefused()
    {
        using var user = await OtherUser.Start(scratch.Data, downloaded: true, environment:
        [
            ("npm_config_registry", "http://127.0.0.1:9/"), ("npm_config_fetch_retries", "0"),
            ("npm_config_cache", Path.Combine(scratch.Top, "npm")),
        ]);
        user.FirstLine.Should().StartWith($"REFUSED {nameof(EmbeddedRefusals.PostgresNotDownloaded)}");
    }

    [RootFact]
    public async Task Root_WithNoToolToBecomeAnotherAccount_IsRefused()
    {
        var path = scratch.PathWith("realpath", "id", "stat", "true");
        using var user = await OtherUser.Start(scratch.Data, environment: ("PATH", path));
        user.FirstLine.Should().StartWith($"REFUSED {nameof(EmbeddedRefusals.RootNotDropped)}");
    }

    private async Task<EmbeddedCluster> Started()
    {
        var started = await EmbeddedCluster.Start(scratch.Data, null, new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
        started.Refusal.Should().BeNull();
        return started.Value;
    }

    private static async Task<Refusal> RefusalOf(string folder, EmbeddedOptions? options = null)
    {
        var started = await EmbeddedCluster.Start(
            folder, null, options ?? new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
        started.IsRefused.Should().BeTrue();
        return started.Refusal!;
    }

    private sealed class AtWord(string word, Action act) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith(word, StringComparison.Ordinal))
                act();
        }
    }
}
