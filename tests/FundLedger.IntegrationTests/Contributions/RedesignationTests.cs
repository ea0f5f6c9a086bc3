using System.Data.Common;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Evidence;
using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Contributions;

public sealed class RedesignationTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private Books Books => fixture.Cycle.Books;

    [Fact]
    public async Task Redesignate_PartOfAGift_OpensAChildLotThatTheTraceFollowsAndEverybodyVerifies()
    {
        var (gift, lot) = await Gift();
        var before = await Trace(gift);

        (await Run(gift, lot, WholeCycle.District, 1_000)).IsRefused.Should().BeFalse();
        var child = (await Books.Lots(WholeCycle.District))[^1];
        (await Run(gift, child.Id, WholeCycle.General, 400)).IsRefused.Should().BeFalse("money may go back from a child lot");

        (child.Kind, child.ParentLotId, child.Amount).Should().Be((LotKind.Child, lot, 1_000));
        var trace = await Trace(gift);
        trace.Ties.Should().BeTrue();
        (trace.Used, trace.Remaining).Should().Be((before.Used, before.Remaining), "moved money is neither used nor gone");
        trace.Everything().Sum(found => found.Remaining).Should()
            .Be(before.Everything().Sum(found => found.Remaining), "nothing was spent");
        (await fixture.Database.FailedChecks(Books.AccountId)).Should().BeEmpty();
        await PackageHolds();
        await BentIsFound("delete from ledger.designation_change", "designation-changes", "leaf-hashes");
        await BentIsFound("update ledger.designation_change set amount = amount + 1", "designation-changes", "leaf-hashes");
        await BentIsFound("update ledger.designation_change set consented_on = consented_on - 1", "leaf-hashes");
    }

    [Fact]
    public async Task Redesignate_AgainstTheRules_IsRefused()
    {
        var (gift, lot) = await Gift();
        await using var db = Books.Read();
        var other = await db.Contributions.SingleAsync(found => found.DedicatedAccountId == Books.AccountId && found.Amount == 300_001);
        var allocation = await db.Contributions.FirstAsync(
            found => found.DedicatedAccountId == Books.AccountId && found.Kind == ContributionKind.Allocation);

        (await Run("NOBODY", lot, WholeCycle.District, 1)).RefusalCode().Should().Be(nameof(ContributionRefusals.ContributionNotFound));
        (await Run(gift, 99_999, WholeCycle.District, 1)).RefusalCode().Should().Be(nameof(RedesignationRefusals.LotNotOfContribution));
        (await Run(other.PublicCode, lot, WholeCycle.District, 1)).RefusalCode().Should()
            .Be(nameof(RedesignationRefusals.LotNotOfContribution));
        (await Run(allocation.PublicCode, lot, WholeCycle.District, 1)).RefusalCode().Should()
            .Be(nameof(RedesignationRefusals.RedesignationOnlyOfGifts));
        (await Run(gift, lot, "NOWHERE", 1)).RefusalCode().Should().Be(nameof(LedgerRefusals.UnknownFund));
        (await Run(gift, lot, WholeCycle.General, 1)).RefusalCode().Should().Be(nameof(RedesignationRefusals.RedesignationToSameFund));
        (await Run(gift, lot, WholeCycle.Programme, 1)).RefusalCode().Should().Be(nameof(RedesignationRefusals.RedesignationChangesSource));
        (await Run(gift, lot, WholeCycle.District, 0)).RefusalCode().Should()
            .Be(nameof(RedesignationRefusals.RedesignationAmountNotPositive));
        (await Run(gift, lot, WholeCycle.District, 1, consent: " ")).RefusalCode().Should()
            .Be(nameof(RedesignationRefusals.RedesignationNeedsConsent));
        (await Run(gift, lot, WholeCycle.District, 1, on: Books.Today.PlusDays(1))).RefusalCode().Should()
            .Be(nameof(RedesignationRefusals.ConsentDateNotPossible));
        (await Run(gift, lot, WholeCycle.District, 280_000)).RefusalCode().Should().Be(nameof(LedgerRefusals.LotTooSmall));
    }

    [Theory]
    [InlineData("update ledger.designation_change set amount = 1", "append-only")]
    [InlineData("delete from ledger.designation_change", "append-only")]
    public async Task DesignationChange_ChangedByTheOwner_IsRefused(string statement, string because)
    {
        var (gift, lot) = await Gift();
        (await Run(gift, lot, WholeCycle.District, 1)).IsRefused.Should().BeFalse();

        var byWriter = () => fixture.Database.Execute(fixture.Database.Connections.Ledger, statement);
        await byWriter.Should().ThrowAsync<DbException>();
        var byOwner = () => fixture.Database.Execute(fixture.Database.Connections.Migrations, statement);
        (await byOwner.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain(because);
    }

    private Task<Result<EntryReference>> Run(
        string gift, long lot, string to, long dollars, string consent = "letter 114-7, signed by its chair", LocalDate? on = null) =>
        new RedesignateGift(
            new AuthorizedLedger(Books.Writer, new ServedAccount(Books.AccountId, "test", "測試專戶", "Test account", Currency.Twd))).Run(
            new RedesignationRequest(Books.Unique("redesignate"), gift, lot, to, Money.Twd(dollars), consent, on ?? Books.Today),
                Books.Officer, false, CancellationToken.None);

    /// <summary>The gift over two funds, and its lot in the general one.</summary>
    private async Task<(string Code, long Lot)> Gift()
    {
        await using var db = Books.Read();
        var code = await db.Contributions.Where(found => found.DedicatedAccountId == Books.AccountId && found.Id == fixture.Cycle.GiftId)
            .Select(found => found.PublicCode).SingleAsync();
        return (code, (await Books.Lots(WholeCycle.General))
            .First(lot => lot.Kind == LotKind.Contribution && lot.DocumentId == fixture.Cycle.GiftId).Id);
    }

    private async Task<LotTrace> Trace(string code) =>
        (await new LotTraceReport(fixture.Reporting).Run(Books.AccountId, code, CancellationToken.None)).Value;

    private async Task PackageHolds()
    {
        var file = Path.GetTempFileName();
        await using (var output = File.Create(file))
        {
            await new LedgerPackage(fixture.Reporting)
                .Write(Books.AccountId, [fixture.Key], Books.Clock.GetCurrentInstant(), output, null, CancellationToken.None);
        }

        var verified = await NodeVerifier.Run(file, "--json");
        var package = await File.ReadAllTextAsync(file);
        File.Delete(file);
        verified.Findings().Should().BeEmpty();
        package.Should().Contain("\"type\":\"designationChange\"").And.NotContain("signed by its chair");
    }

    private async Task BentIsFound(string damage, params string[] checks)
    {
        await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, $"{fixture.Database.GuardsOff} {damage}");
        await command.ExecuteNonQueryAsync();
        var snapshot = new Snapshot(connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None);
        var failed = new List<string>();
        foreach (var name in LedgerChecks.Names)
        {
            if (!(await LedgerChecks.Run(snapshot, name, Books.AccountId, CancellationToken.None)).Ok) failed.Add(name);
        }

        failed.Should().BeEquivalentTo(checks);
    }
}
