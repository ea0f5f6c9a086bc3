using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FundLedger.Data.Engines;
using FundLedger.Domain.Banking.Statements;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.PostgreSql.Embedded;
using FundLedger.UseCases;
using FundLedger.UseCases.Banking;
using FundLedger.Web.Cli;
using NodaTime;
using Npgsql;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>
/// The embedded database's server is killed while a command uses it: the command ends with one line, what it wrote is whole, and
/// the next command starts the server again.
/// </summary>
public sealed partial class KilledUnderCommandTests(DemoFolder demo) : IClassFixture<DemoFolder>
{
    private const int Vouchers = 400;
    private const int Pieces = 3;
    private const int Lines = Pieces * ImportStatement.LinesAtOnce;

    [Fact]
    public async Task Verify_WhoseDatabaseIsKilled_EndsInOneLine_AndVerifiesAgain()
    {
        using var verifying = RunningCommand.Start(demo.Path, "verify");
        await verifying.Until(_ => ChecksOf(verifying).Length > 0);
        demo.KillDatabase();

        await EndsInOneLine(verifying, ChecksOf);
        await NextVerifies();
    }

    [Fact]
    public async Task EntryPost_WhoseDatabaseIsKilled_KeepsWhatItTold_AndGoesOn()
    {
        var file = Path.Combine(demo.Path, "vouchers.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(Enumerable.Range(1, Vouchers).Select(number => new
        {
            requestKey = $"database-killed-{number}",
            // The demonstration has closed the months before this one.
            bookingDate = NodaTime.Text.LocalDatePattern.Iso.Format(SystemClock.Instance.GetCurrentInstant().InTaipei()),
            description = $"Voucher {number}",
            postings = new[]
            {
                new { account = "5202", fund = "SUSPENSE", amount = "1" },
                new { account = "5201", fund = "SUSPENSE", amount = "-1" },
            },
        })));
        string[] command = ["entry", "post", file, "--actor", "finance"];
        using var posting = RunningCommand.Start(demo.Path, command);
        await posting.Until(codes => codes.Count >= Vouchers / 10);
        demo.KillDatabase();

        await EndsInOneLine(posting);
        await NextVerifies();
        using var again = await RunningCommand.Run(demo.Path, command);
        again.ExitCode.Should().Be(ExitCode.Done, again.Everything);
        again.Output.Should().HaveCount(Vouchers).And.OnlyHaveUniqueItems();
        again.Output.Take(posting.Output.Count).Should().Equal(posting.Output, "what was told is written");
    }

    [Fact]
    public async Task StatementImport_WhoseDatabaseIsKilled_LeavesPiecesThatTie_AndGoesOn()
    {
        var file = Path.Combine(demo.Path, "long.csv");
        string[] command = ["statement", "import", file, "--bank-account", "RETURNS", "--actor", "reconciler"];
        RunningCommand importing;
        await using (var watching = (await EmbeddedCluster.Start(demo.Path, null, CancellationToken.None)).Value)
        {
            await using var connection = new NpgsqlConnection(watching.ConnectionString(DatabaseRoles.Read));
            await connection.OpenAsync();
            await WriteFile(connection, file);
            var before = await Stored(connection);
            importing = RunningCommand.Start(demo.Path, command);
            while (await Stored(connection) == before)
            {
                importing.HasExited.Should().BeFalse(importing.Everything);
                await Task.Delay(10);
            }

            demo.KillDatabase();
        }

        using (importing)
        {
            await EndsInOneLine(importing);
            importing.Output.Should().BeEmpty();
        }

        await NextVerifies();
        // Ended once it has told what it stored: to match thousands of lines takes long and shows nothing more.
        using var again = RunningCommand.Start(demo.Path, command);
        await again.Until(said => said.Count > 0);
        await again.Kill();
        var (added, known) = LinesOf(again);
        (added + known).Should().Be(Lines);
        (known % ImportStatement.LinesAtOnce).Should().Be(0, "a piece is stored whole or not at all");
        known.Should().BeInRange(ImportStatement.LinesAtOnce, Lines - ImportStatement.LinesAtOnce);
        await NextVerifies();
    }

    /// <summary>What each finished check is told by, while the command goes on.</summary>
    private static string[] ChecksOf(RunningCommand command) => [.. command.Errors.Where(line => CheckLine().IsMatch(line))];

    private static async Task EndsInOneLine(RunningCommand command, Func<RunningCommand, string[]>? besides = null)
    {
        await command.End();
        command.ExitCode.Should().Be(ExitCode.Refused, command.Everything);
        command.Everything.Should().NotContain("   at ").And.NotContain("Unhandled");
        var said = command.Errors.Except(besides?.Invoke(command) ?? []).Where(line => !IsAboutTheServer().IsMatch(line));
        said.Should().ContainSingle().Which.Should().StartWith($"{nameof(FaultRefusals.DatabaseLost)}: ");
    }

    private async Task NextVerifies()
    {
        using var verified = await RunningCommand.Run(demo.Path, "verify", "--json");
        verified.ExitCode.Should().Be(ExitCode.Done, verified.Everything);
        using var json = JsonDocument.Parse(string.Join('\n', verified.Output));
        json.RootElement.GetProperty("ok").GetBoolean().Should().BeTrue();
    }

    /// <summary>A long statement that goes on from what is stored of the account: dollars that nobody expects.</summary>
    private static async Task WriteFile(NpgsqlConnection connection, string file)
    {
        await using var command = new NpgsqlCommand(
            """
            select statement.closing, statement.to_date, owner.account_number
            from ledger.bank_statement statement
            join ledger.bank_account owner
                on owner.dedicated_account_id = statement.dedicated_account_id and owner.id = statement.bank_account_id
            where owner.code = 'RETURNS'
            order by statement.to_date desc, statement.id desc
            limit 1
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).Should().BeTrue();
        var (opening, day) = (reader.GetInt64(0), LocalDate.FromDateTime(reader.GetDateTime(1)).PlusDays(1));
        var entries = Enumerable.Range(1, Lines).Select(number => new StatementEntry(
            day, day, 1, "", "somebody", $"line {number}", string.Create(CultureInfo.InvariantCulture, $"K{number}"))).ToArray();
        await using var output = File.Create(file);
        StatementWriter.WriteCsv(
            new BankStatement(reader.GetString(2), "TWD", opening, opening + Lines, day, day, null, entries), output);
    }

    private static async Task<long> Stored(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select count(*) from ledger.bank_statement", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static (int Added, int Known) LinesOf(RunningCommand import)
    {
        var said = Imported().Match(string.Join('\n', import.Output));
        said.Success.Should().BeTrue(import.Everything);
        return (int.Parse(said.Groups["added"].Value, CultureInfo.InvariantCulture),
            int.Parse(said.Groups["known"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("^[a-z-]+: ok$")]
    private static partial Regex CheckLine();

    [GeneratedRegex("^(?![A-Za-z]+: ).*PostgreSQL")]
    private static partial Regex IsAboutTheServer();

    [GeneratedRegex("(?<added>[0-9]+) lines added, (?<known>[0-9]+) known before")]
    private static partial Regex Imported();
}
