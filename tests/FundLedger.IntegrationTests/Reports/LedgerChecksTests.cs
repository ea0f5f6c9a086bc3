using System.Text;
using System.Text.Json;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.Reports.Checks;

namespace FundLedger.IntegrationTests.Reports;

public sealed class LedgerChecksTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    [Fact]
    public async Task RunAll_AfterTheWholeCycle_FindsNothingWrongAndLooksAtEverything()
    {
        var results = await new LedgerChecks(fixture.Reporting).RunAll(fixture.Cycle.Books.AccountId, null, CancellationToken.None);

        results.Select(result => result.Name).Should().Equal(LedgerChecks.Names);
        results.Where(result => !result.Ok).SelectMany(result => result.Failures).Should().BeEmpty();
        results.Where(result => result.Examined == 0).Should().ContainSingle().Which.Should().Match<CheckResult>(result =>
            result.Name == KeptCheckpoint.Name && result.Notes.Single().StartsWith("Nothing was compared"));
    }

    [Theory]
    [ClassData(typeof(Corruptions))]
    public async Task Run_OnDamagedBooks_SaysWhatIsWrong(string check, string problem, string damage)
    {
        var result = await RunOnDamaged(damage, check);

        result.Ok.Should().BeFalse();
        result.Failures.Should().Contain(failure => failure.Contains(problem));
    }

    public static IEnumerable<object[]> DamagesOfProvedChecks =>
        new Corruptions().Where(damage => EntryProof.Checks.Contains((string)damage[0]));

    [Theory]
    [MemberData(nameof(DamagesOfProvedChecks))]
    public async Task RunEntries_OnDamageThatACheckWouldFind_LeavesItToThatCheck(string check, string problem, string damage)
    {
        var results = new List<CheckResult>();
        var proved = await OnDamaged(
            damage, snapshot => LedgerChecks.RunEntries(snapshot, fixture.Cycle.Books.AccountId, results.Add, CancellationToken.None));

        proved.Should().BeFalse();
        results.Single(result => result.Name == check).Failures.Should().Contain(failure => failure.Contains(problem));
    }

    [Fact]
    public async Task RunAll_WhatReadingTheEntriesProves_CountsWhatItsChecksCount()
    {
        var account = fixture.Cycle.Books.AccountId;
        var checks = new LedgerChecks(fixture.Reporting);
        var proved = (await checks.RunAll(account, null, CancellationToken.None)).Where(result => EntryProof.Checks.Contains(result.Name))
            .ToArray();

        foreach (var result in proved)
            (await checks.Run(result.Name, account, CancellationToken.None)).Examined.Should().Be(result.Examined);
    }

    [Fact]
    public void Damages_AllTogether_ReachEveryCheck() =>
        new Corruptions().Select(damage => (string)damage[0]).Distinct().Should()
            .BeEquivalentTo(LedgerChecks.Names.Except([KeptCheckpoint.Name]), "what is kept beside the key has tests of its own");

    [Fact]
    public async Task RunAll_AfterTheDatabaseEndedEveryConnection_ConnectsAnew()
    {
        var checks = new LedgerChecks(fixture.Reporting);
        await checks.RunAll(fixture.Cycle.Books.AccountId, null, CancellationToken.None);
        await fixture.Database.Ask<long>(
            fixture.Database.Administrator,
            EngineSql.Current.EndConnections);

        (await checks.RunAll(fixture.Cycle.Books.AccountId, null, CancellationToken.None)).Should().OnlyContain(result => result.Ok);
    }

    [Fact]
    public async Task Run_AfterATextWasErased_StillFindsTheLeavesRight()
    {
        var result = await RunOnDamaged("update ledger.erasable_text set text = null, salt = null", "leaf-hashes");

        result.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_WithManyFailures_ShowsTwentyAndTheNumberOfTheRest()
    {
        var result = await RunOnDamaged("update ledger.posting set amount = amount + 1 where line = 1", "entries-balance");

        result.Failures.Should().HaveCount(21);
        result.Failures[^1].Should().Be($"… and {result.Examined - 20} more");
    }

    [Fact]
    public void Write_CheckResults_GivesTheJsonOfVerify()
    {
        using var output = new MemoryStream();
        var first = new CheckResult("one", true, 3, []) { Notes = ["by the way"] };
        CheckJson.Write([first, new CheckResult("two", false, 1, ["entry 2026/5"])], output);

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray()));
        json.RootElement.GetProperty("ok").GetBoolean().Should().BeFalse();
        var second = json.RootElement.GetProperty("checks")[1];
        second.GetProperty("name").GetString().Should().Be("two");
        second.GetProperty("examined").GetInt64().Should().Be(1);
        second.GetProperty("failures")[0].GetString().Should().Be("entry 2026/5");
        json.RootElement.GetProperty("checks")[0].GetProperty("notes")[0].GetString().Should().Be("by the way");
    }

    /// <summary>Corrupts past every guard and foreign key as only a superuser could, checks, and rolls the damage back.</summary>
    private Task<CheckResult> RunOnDamaged(string damage, string check) =>
        OnDamaged(damage, snapshot => LedgerChecks.Run(snapshot, check, fixture.Cycle.Books.AccountId, CancellationToken.None));

    private async Task<T> OnDamaged<T>(string damage, Func<Snapshot, Task<T>> run)
    {
        await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = EngineSql.Current.Damage(damage);
        await command.ExecuteNonQueryAsync();
        var snapshot = new Snapshot(connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None);
        return await run(snapshot);
    }
}
