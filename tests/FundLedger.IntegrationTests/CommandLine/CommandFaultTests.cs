using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.PostgreSql;
using FundLedger.Web.Books;
using FundLedger.Web.Cli;
using FundLedger.Web.Display;
using Npgsql;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>What goes wrong around a command is one line in the person's language and an exit code, never a stack of calls.</summary>
public sealed class CommandFaultTests(DemoFolder demo) : IClassFixture<DemoFolder>
{
    private static readonly PostgreSqlEngine Engine = new();

    public static TheoryData<Exception, string> Faults => new()
    {
        { new OperationCanceledException(), nameof(FaultRefusals.CommandInterrupted) },
        { new IOException("No space left on device", 28), nameof(FaultRefusals.DiskFull) },
        { new InvalidOperationException("x", new IOException("Disk quota exceeded", 122)), nameof(FaultRefusals.DiskFull) },
        { new PostgresException("could not extend file", "ERROR", "ERROR", "53100"), nameof(FaultRefusals.DiskFull) },
        { new PostgresException("going down", "FATAL", "FATAL", "57P01"), nameof(FaultRefusals.DatabaseLost) },
        { new NpgsqlException("broken", new IOException("reset")), nameof(FaultRefusals.DatabaseLost) },
        { new PostgresException("no such table", "ERROR", "ERROR", "42P01"), nameof(FaultRefusals.DatabaseFailed) },
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), nameof(FaultRefusals.FileFailed) },
        { new FileNotFoundException("There is no /x."), nameof(FaultRefusals.FileFailed) },
        { new InvalidOperationException("two\nlines"), nameof(FaultRefusals.CommandFailed) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_OfEachKind_IsOneLineInEitherLanguage(Exception fault, string code)
    {
        var refusal = CommandFaults.Of(fault, Engine);
        refusal.Code.Should().Be(code);
        var said = new[] { Languages.Chinese, Languages.English }.Select(language => In(language, refusal)).ToList();
        said.Should().OnlyHaveUniqueItems().And.OnlyContain(line => !line.Contains('\n') && line.Length > 10);
    }

    [Theory]
    [InlineData("P0001", ExitCode.Failed)]
    [InlineData("42P01", ExitCode.Failed)]
    [InlineData("42501", ExitCode.Refused)]
    [InlineData("53100", ExitCode.Refused)]
    [InlineData("57P01", ExitCode.Refused)]
    public void Fault_OfTheDatabase_IsTheProgramsWhenNobodyElseCausedIt(string state, int exitCode) =>
        CommandFaults.Tell(new InvalidOperationException("x", new PostgresException("refused", "ERROR", "ERROR", state)), Engine)
            .Should().Be(exitCode);

    [Fact]
    public async Task Output_OntoAFullDisk_IsOneLine()
    {
        using var command = await RunningCommand.RunInto("/dev/full", demo.Path, "report", "trial-balance", "--format", "csv");
        command.ExitCode.Should().Be(ExitCode.Refused, command.Everything);
        OneLineOf(command).Should().StartWith("DiskFull: ");
    }

    [Fact]
    public async Task Output_WhoseDiskFillsUp_LeavesNoHalfFile()
    {
        using var scratch = new ScratchFolder();
        var file = new FileInfo(Path.Combine(scratch.Top, "out.txt"));
        (await OutputFile.Write(file, _ => throw new IOException("No space left on device", 28))).RefusalCode().Should()
            .Be(nameof(FileRefusals.FileNotWritable));
        Directory.GetFiles(scratch.Top).Should().BeEmpty();
    }

    [Theory]
    [InlineData("{\n  \"requestKey\": \"a\",\n  oops", "JsonMalformed: ", "line 3, byte 3")]
    [InlineData("{\"requestKey\":\"a\",\"requestKey\":\"b\"}", "JsonFieldTwice: ", "\"requestKey\"")]
    [InlineData("{\"requestkey\":\"a\"}", "JsonFieldUnknown: ", "\"requestkey\"")]
    [InlineData("{\"requestKey\":\"\\ud842\"}", "JsonTextNotStorable: ", "\"requestKey\"")]
    public async Task EntryPost_OfAFileWithAMistake_SaysWhereInOneLine(string json, string code, string place)
    {
        using var scratch = new ScratchFolder();
        var file = Path.Combine(scratch.Top, "vouchers.json");
        await File.WriteAllTextAsync(file, json);
        using var command = await RunningCommand.Run(demo.Path, "entry", "post", file, "--actor", "finance");
        command.ExitCode.Should().Be(ExitCode.Refused, command.Everything);
        OneLineOf(command).Should().StartWith(code).And.Contain(place);
    }

    [Theory]
    [InlineData(ExitCode.Refused, nameof(DatabaseRefusals.ConnectionStringNotReadable), "--connection", "nonsense secret")]
    [InlineData(ExitCode.Refused, nameof(DatabaseRefusals.DatabaseNotReachable), "--connection", "Host=127.0.0.1;Port=1;Username=x")]
    [InlineData(ExitCode.Usage, nameof(FaultRefusals.ArgumentNotText), "--dedicated-account", "a\u001bb")]
    public async Task Verify_WithAnOptionOfNonsense_IsOneLine(int exitCode, string code, params string[] options)
    {
        using var command = await RunningCommand.Run(demo.Path, ["verify", .. options]);
        command.ExitCode.Should().Be(exitCode, command.Everything);
        OneLineOf(command).Should().StartWith(code + ": ").And.NotContain("secret");
    }

    [Fact]
    public async Task Report_OfAFundWithAVeryLongName_IsRefused()
    {
        using var command = await RunningCommand.Run(demo.Path, "report", "trial-balance", "--fund", new string('x', 10_000));
        command.ExitCode.Should().Be(ExitCode.Refused, command.Everything);
        OneLineOf(command).Should().Contain(": ");
    }

    [Fact]
    public async Task ExportLedger_WithAPublicKeyThatIsNotThere_IsRefused()
    {
        using var command = await RunningCommand.Run(demo.Path, "export", "ledger", "--public-key", Path.Combine(demo.Path, "no.pem"));

        command.ExitCode.Should().Be(ExitCode.Refused, command.Everything);
        OneLineOf(command).Should().StartWith($"{nameof(CheckpointRefusals.CheckpointKeyMissing)}: ");
    }

    [Fact]
    public async Task CheckpointKeep_OfAnOlderOneThanIsKept_IsRefusedAndLeavesIt()
    {
        using var scratch = new ScratchFolder();
        using var older = await RunningCommand.Run(demo.Path, "checkpoint", "show");
        var file = Path.Combine(scratch.Top, "older.note");
        await File.WriteAllTextAsync(file, string.Concat(older.Output.Select(line => line + "\n")));
        // The row of its run is a leaf more.
        using var job = await RunningCommand.Run(demo.Path, "job", "run", "reconcile-bank");
        using var signed = await RunningCommand.Run(demo.Path, "checkpoint", "sign");
        signed.ExitCode.Should().Be(ExitCode.Done, signed.Everything);
        var kept = Directory.GetFiles(Path.Combine(demo.Path, "keys"), "*.note").Should().ContainSingle().Subject;
        var before = await File.ReadAllTextAsync(kept);

        using var command = await RunningCommand.Run(demo.Path, "checkpoint", "keep", file);

        command.ExitCode.Should().Be(ExitCode.Refused, command.Everything);
        OneLineOf(command).Should().StartWith($"{nameof(CheckpointRefusals.LargerCheckpointKept)}: ");
        (await File.ReadAllTextAsync(kept)).Should().Be(before);
    }

    /// <summary>The embedded database may say besides that it is there.</summary>
    private static string OneLineOf(RunningCommand command)
    {
        command.Everything.Should().NotContain("   at ").And.NotContain("Unhandled");
        return command.Errors.Where(line => !line.Contains("PostgreSQL", StringComparison.Ordinal)
            || line.Contains(": ", StringComparison.Ordinal)).Should().ContainSingle().Subject;
    }

    private static string In(string language, Refusal refusal)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return CommandRun.Say(words => words.Refusal(refusal));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
