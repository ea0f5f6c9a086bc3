using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Evidence;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>Several processes on one data folder, some of them killed.</summary>
[RunsFirst]
public sealed class ProcessTests(DemoFolder demo) : IClassFixture<DemoFolder>
{
    private const int Vouchers = 2_000;

    [Fact]
    public async Task Verify_WhileServing_RunsAndKillingEitherHarmsNeither()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        using var serving = RunningCommand.Start(demo.Path, "serve", "--urls", address);
        await serving.Until(lines => lines.Contains(address));
        using var beside = await RunningCommand.Run(demo.Path, "verify", "--json");
        beside.ExitCode.Should().Be(0, beside.Everything);
        AllOk(beside).Should().BeTrue();

        using var doomed = RunningCommand.Start(demo.Path, "verify");
        await Task.Delay(300);
        await doomed.Kill();
        using var browser = new HttpClient();
        (await browser.GetAsync(new Uri(address + "/account/sign-in"))).StatusCode.Should().Be(HttpStatusCode.OK);

        await serving.Kill();
        using var after = await RunningCommand.Run(demo.Path, "verify", "--json");
        after.ExitCode.Should().Be(0, after.Everything);
    }

    [Fact]
    public async Task Serve_WhileVerifying_StartsAndAnswers()
    {
        using var verifying = RunningCommand.Start(demo.Path, "verify", "--json");
        var address = $"http://127.0.0.1:{FreePort()}";
        using var serving = RunningCommand.Start(demo.Path, "serve", "--urls", address);
        await serving.Until(lines => lines.Contains(address));
        await verifying.End();
        verifying.ExitCode.Should().Be(0, verifying.Everything);
        using var browser = new HttpClient();
        (await browser.GetAsync(new Uri(address + "/account/sign-in"))).StatusCode.Should().Be(HttpStatusCode.OK);
        await serving.Kill();
    }

    [Fact]
    public async Task EntryPost_KilledInTheMiddle_LosesNothingAndDoublesNothing()
    {
        var file = WriteVouchers();
        using var killed = RunningCommand.Start(demo.Path, "entry", "post", file, "--actor", "finance");
        await killed.Until(lines => lines.Count >= Vouchers / 10);
        killed.HasExited.Should().BeFalse("it is to be killed while it posts");
        await killed.Kill();
        var acknowledged = killed.Output.ToArray();

        using var again = await RunningCommand.Run(demo.Path, "entry", "post", file, "--actor", "finance");
        again.ExitCode.Should().Be(0, again.Everything);
        var codes = again.Output.ToArray();
        codes.Should().HaveCount(Vouchers).And.OnlyHaveUniqueItems();
        // Every code that was told before the kill is told again for the same request key.
        codes.Take(acknowledged.Length).Should().Equal(acknowledged);

        using var verified = await RunningCommand.Run(demo.Path, "verify", "--json");
        AllOk(verified).Should().BeTrue(verified.Everything);
    }

    [Fact]
    public async Task EntryPost_ByTheAuditor_IsRefusedAndBooksNothing()
    {
        var file = WriteVouchers();
        using var refused = await RunningCommand.Run(demo.Path, "entry", "post", file, "--actor", "auditor");
        refused.ExitCode.Should().Be(1, refused.Everything);
        refused.Output.Should().BeEmpty();
        refused.Everything.Should().Contain("NotPermitted");
    }

    [Fact]
    public async Task StatementExplain_OfTheDemosFee_IsTriedAndBookedOnce()
    {
        var (package, file) = (Path.Combine(demo.Path, "books.jsonl"), Path.Combine(demo.Path, "fee.json"));
        await Run(0, ["export", "ledger", "-o", package]);
        var record = (await File.ReadAllLinesAsync(package)).Last(
            line => line.Contains("statement_line/", StringComparison.Ordinal) && line.Contains("-450", StringComparison.Ordinal));
        var line = System.Text.RegularExpressions.Regex.Match(record, "statement_line/([0-9]+)/").Groups[1].Value;
        await File.WriteAllTextAsync(file, """{"requestKey":"fee","parts":[{"kind":"fee","fund":"DON-GENERAL"}]}""");

        var tried = await Run(0, ["statement", "explain", line, file, "--actor", "reconciler", "--dry-run"]);
        tried.Should().Contain("5203 DON-GENERAL 450").And.Contain("1101.01 DON-GENERAL -450").And.Contain("(dry run)");
        var booked = await Run(0, ["statement", "explain", line, file, "--actor", "reconciler"]);
        (await Run(0, ["statement", "explain", line, file, "--actor", "reconciler"])).Should().Be(booked, "the same key books once");
        (await Run(1, ["statement", "explain", line, file, "--actor", "finance"])).Should().Contain("StatementLineNotWaiting");
        (await Run(1, ["statement", "explain", line, file, "--actor", "auditor"])).Should().Contain("NotPermitted");
        await Run(0, ["verify"]);
    }

    [Fact]
    public async Task Command_InTheNameOfNobody_IsRefused()
    {
        using var refused = await RunningCommand.Run(demo.Path, "job", "run", "match-statement-lines", "--actor", "no-such-person");
        refused.ExitCode.Should().Be(1, refused.Everything);
        refused.Everything.Should().Contain(nameof(AuthorizationRefusals.ActorUnknown)).And.Contain("no-such-person");
    }

    [Theory]
    [InlineData(2, "no-such-command")]
    [InlineData(2, "report", "no-such-report")]
    [InlineData(2, "report", "lot-trace")]
    [InlineData(2, "report", "trial-balance", "--as-of", "yesterday")]
    [InlineData(1, "report", "trial-balance", "--fund", "NO-SUCH-FUND")]
    [InlineData(2, "report", "general-ledger")]
    [InlineData(1, "report", "general-ledger", "--account", "0000")]
    [InlineData(1, "statement", "inspect", "/no/such/file")]
    [InlineData(0, "job", "list")]
    [InlineData(0, "job", "run", "match-statement-lines", "--actor", "finance")]
    [InlineData(1, "job", "run", "match-statement-lines", "--actor", "auditor")]
    [InlineData(2, "job", "run", "no-such-job")]
    public async Task Command_ExitCode_SaysDoneRefusedOrWrongUsage(int expected, params string[] arguments)
    {
        using var command = await RunningCommand.Run(demo.Path, arguments);
        command.ExitCode.Should().Be(expected, command.Everything);
    }

    [Fact]
    public async Task Evidence_FromTheKeyToTheOutsider_HoldsAndABentOneDoesNot()
    {
        string[] key = ["--private-key", Path.Combine(demo.Path, "own-keys", "own.pem")];
        var (package, proof) = (Path.Combine(demo.Path, "ledger.jsonl.gz"), Path.Combine(demo.Path, "proof.json"));
        (await Run(1, ["checkpoint", "sign", .. key])).Should().Contain("CheckpointKeyMissing");
        (await Run(0, ["checkpoint", "key", "create", .. key])).Should().Contain("BEGIN PUBLIC KEY").And.NotContain("PRIVATE");
        (await Run(1, ["checkpoint", "key", "create", .. key])).Should().Contain("CheckpointKeyExists");
        (await Run(0, ["checkpoint", "sign", .. key])).Should().Contain("fundledger.tw/");
        await Run(0, ["checkpoint", "key", "rotate", .. key]);
        await Run(0, ["checkpoint", "sign", .. key]);
        // The demonstration signed with its own key before; to these keys it is a stranger's checkpoint.
        (await Run(1, ["checkpoint", "verify", .. key])).Should().Contain("ok ").And.Contain("CheckpointKeyUnknown");
        var kept = Path.Combine(demo.Path, "kept");
        await File.WriteAllTextAsync(kept, (await Run(0, ["checkpoint", "show"])) + "\n");
        await Run(0, ["checkpoint", "verify", kept, .. key]);
        await Run(0, ["proof", "inclusion", "--entry", "2025/1", "-o", proof]);
        await Run(0, ["proof", "verify", proof, .. key]);
        (await Run(1, ["proof", "inclusion", "--entry", "2025/99999"])).Should().Contain("EntryNotFound");
        (await Run(1, ["proof", "consistency", "--from", "7", "--to", "3"])).Should().Contain("ProofSizesReversed");
        await Run(0, ["export", "ledger", "-o", package, .. key]);

        var trusted = Path.Combine(demo.Path, "own-keys", "own.pub.pem");
        (await NodeVerifier.Run(package, "--public-key", trusted, "--checkpoint", kept)).Output.Should().Contain("Everything holds");
        (await NodeVerifier.Run("--proof", proof, "--public-key", trusted)).ExitCode.Should().Be(0);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(key[1]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task DotnetRun_WithARelativeFile_LooksForItWhereTheCommandIsTyped()
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-typed-here-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "statement.csv"), "not a statement");
            using var command = await RunningCommand.RunByProject(folder.FullName, "statement", "inspect", "statement.csv");
            command.ExitCode.Should().Be(1, command.Everything);
            command.Everything.Should().NotContain("FileNotReadable").And.Contain("Statement");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Serve_PortInUse_IsRefusedAndSaysWhatToDo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var command = await RunningCommand.Run(demo.Path, "serve", "--urls", $"http://localhost:{port}");
        command.ExitCode.Should().Be(1);
        command.Everything.Should().Contain("PortTaken").And.Contain("--urls");
    }

    private async Task<string> Run(int expected, string[] arguments)
    {
        using var command = await RunningCommand.Run(demo.Path, arguments);
        command.ExitCode.Should().Be(expected, command.Everything);
        return expected == 0 ? string.Join('\n', command.Output) : command.Everything;
    }

    private static bool AllOk(RunningCommand verified)
    {
        using var json = JsonDocument.Parse(string.Join('\n', verified.Output));
        json.RootElement.GetProperty("checks").GetArrayLength().Should().BeGreaterThan(10);
        return json.RootElement.GetProperty("ok").GetBoolean();
    }

    private static string WriteVouchers()
    {
        // The demonstration has closed the months before this one.
        var today = NodaTime.SystemClock.Instance.GetCurrentInstant().InTaipei();
        var vouchers = Enumerable.Range(1, Vouchers).Select(number => new
        {
            requestKey = $"killed-{number}",
            bookingDate = NodaTime.Text.LocalDatePattern.Iso.Format(today),
            description = $"Voucher {number}",
            postings = new[]
            {
                new { account = "5202", fund = "SUSPENSE", amount = "1" },
                new { account = "5201", fund = "SUSPENSE", amount = "-1" },
            },
        });
        var file = Path.GetTempFileName();
        File.WriteAllText(file, JsonSerializer.Serialize(vouchers));
        return file;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
