using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.Domain.Tables;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;

namespace FundLedger.IntegrationTests.Contributions;

/// <summary>Many gifts from a file.</summary>
public sealed class ImportContributionsTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const int Many = 3_000;

    [Fact]
    public async Task File_OfGifts_BooksEachWithAReferenceAndItsSplit()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        var rows = ContributionDesk.Rows(
            "R-1,00000108,\"1,000,001\",A:50;B:30;C:20,115/03/09,石岡老街", "R-2,晨霧精密,100萬,A:33.33;B:33.33;C:33.34,2026-03-10,三區均分",
            "R-3,00000116,500,B,115.3.11,單一基金", "R-4,00000108,500000,A:300000;C:200000,1150312,以金額分配");
        var dry = (await desk.Try(new ContributionImport(rows, DryRun: true))).Value;
        (dry.Rows.Added, dry.Booked).Should().Be((4, 0));
        dry.Sums.Select(sum => (sum.Fund, sum.Amount.MinorUnits)).Should()
            .Equal(("A", 1_133_301L), ("B", 633_800L), ("C", 733_400L));
        (await desk.Booked()).Should().BeEmpty("nothing is written before it is confirmed");

        var report = await desk.Run(rows);
        (report.Booked, report.Waiting, report.Stopped).Should().Be((4, 0, null));
        var booked = await desk.Booked();
        booked.Select(gift => (gift.SourceReference, gift.Amount, gift.State)).Should().Equal(
            ("R-1", 1_000_001, ContributionState.Expected), ("R-2", 1_000_000, ContributionState.Expected),
            ("R-3", 500, ContributionState.Expected), ("R-4", 500_000, ContributionState.Expected));
        booked[0].Shares.OrderBy(share => share.Line).Select(share => share.Amount).Should().Equal(500_001, 300_000, 200_000);
        booked.Should().OnlyContain(gift => gift.Kind == ContributionKind.Donation && gift.PaymentReference.StartsWith("RF"));
        booked.Select(gift => gift.PledgedOn.Day).Should().Equal(9, 10, 11, 12);
        (await desk.FailedChecks()).Should().BeEmpty();
    }

    [Fact]
    public async Task File_SentTwice_ByWhomeverAndAsPartOfALarger_BooksNothingTwice()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        string[] lines = ["R-1,00000108,100,A,115/03/09,一", "R-2,00000108,200,B,115/03/09,二"];
        await desk.Run(ContributionDesk.Rows(lines));
        var again = await desk.Run(ContributionDesk.Rows(lines), await desk.Books.AddPerson("second"));
        (again.Rows.Unchanged, again.Rows.Added, again.Booked).Should().Be((2, 0, 0));
        var larger = await desk.Run(ContributionDesk.Rows(["R-0,00000108,50,A,115/03/09,零", .. lines]), desk.Books.Officer with
        {
            Source = RequestSource.CommandLine,
        });
        (larger.Rows.Unchanged, larger.Booked).Should().Be((2, 1));
        (await desk.Booked()).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("R-1,00000116,100,A,115/03/09,一", "donor")]
    [InlineData("R-1,00000108,101,A,115/03/09,一", "amount")]
    [InlineData("R-1,00000108,100,B,115/03/09,一", "split")]
    [InlineData("R-1,00000108,100,A,115/03/10,一", "pledged_on")]
    [InlineData("R-1,00000108,100,A,115/03/09,二", "description")]
    public async Task Row_ThatSaysOtherwiseUnderTheSameReference_IsRefused(string changed, string column)
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        await desk.Run(ContributionDesk.Rows("R-1,00000108,100,A,115/03/09,一"));
        (await desk.Refused(changed)).Should().Be((column, nameof(ContributionRefusals.ImportedRowChanged)));
        (await desk.Booked()).Should().ContainSingle().Which.Amount.Should().Be(100);
    }

    [Theory]
    [InlineData(",00000108,100,A,115/03/09,x", "reference", nameof(MasterDataRefusals.CellMissing))]
    [InlineData("R 1,00000108,100,A,115/03/09,x", "reference", nameof(MasterDataRefusals.CellHasBlank))]
    [InlineData("R-1,00000009,100,A,115/03/09,x", "donor", nameof(MasterDataRefusals.ReferenceNotFound))]
    [InlineData("R-1,00000108,-5,A,115/03/09,x", "amount", nameof(MasterDataRefusals.CellNotAmount))]
    [InlineData("R-1,00000108,0,A,115/03/09,x", "amount", nameof(ContributionRefusals.ContributionAmountNotPositive))]
    [InlineData("R-1,00000108,12.5,A,115/03/09,x", "amount", nameof(LedgerRefusals.AmountHasFraction))]
    [InlineData("R-1,00000108,100,A:50;B:49,115/03/09,x", "split", nameof(SplitRefusals.SplitDoesNotSum))]
    [InlineData("R-1,00000108,1,A:50;B:50,115/03/09,x", "split", nameof(ContributionRefusals.ContributionAmountNotPositive))]
    [InlineData("R-1,00000108,100,NOWHERE,115/03/09,x", "split", nameof(MasterDataRefusals.ReferenceNotFound))]
    [InlineData("R-1,00000108,100,CEN,115/03/09,x", "split", nameof(ContributionRefusals.FundTakesOtherSource))]
    [InlineData("R-1,00000108,100,A,115/13/09,x", "pledged_on", nameof(MasterDataRefusals.CellNotDate))]
    public async Task Row_ThatCannotBeBooked_IsRefusedAtItsColumn(string line, string column, string code)
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        (await desk.Refused(line)).Should().Be((column, code));
        (await desk.Booked()).Should().BeEmpty();
    }

    [Fact]
    public async Task Description_LongerThanTheColumn_IsARefusalAndNoFault()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        var limit = ContributionRules.MaximumTextLength;
        (await desk.Refused($"R-1,00000108,100,A,115/03/09,{new string('長', limit + 1)}"))
            .Should().Be(("description", nameof(MasterDataRefusals.CellTooLong)));
        (await desk.Run(ContributionDesk.Rows($"R-1,00000108,100,A,115/03/09,{new string('長', limit)}"))).Booked.Should().Be(1);
    }

    [Fact]
    public async Task OneRefusedRow_StopsTheWholeFile_UnlessTheValidRowsAloneAreWanted()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        var rows = ContributionDesk.Rows("R-1,00000108,100,A,115/03/09,一", "R-2,00000108,x,A,115/03/09,二", "R-1,00000108,9,A,115/03/09,三");
        var refused = await desk.Run(rows);
        (refused.Booked, refused.Rows.Refused).Should().Be((0, 2));
        refused.Rows.Rows.SelectMany(row => row.Refusals.Select(fault => (row.Number, fault.Refusal.Code))).Should().Equal(
            (3, nameof(MasterDataRefusals.CellNotAmount)), (4, nameof(MasterDataRefusals.MasterDataRowTwice)));
        (await desk.Booked()).Should().BeEmpty();
        (await desk.Run(rows, validRowsOnly: true)).Booked.Should().Be(1);
        (await desk.Booked()).Should().ContainSingle().Which.SourceReference.Should().Be("R-1");
    }

    [Fact]
    public async Task Preview_ConfirmedAfterTheBooksChanged_IsRefused_ButNotForRowsItHasBookedItself()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        var rows = ContributionDesk.Rows("R-1,00000108,100,A,115/03/09,一", "R-2,00000108,100,A,115/03/09,二");
        var digest = (await desk.Try(new ContributionImport(rows, DryRun: true))).Value.Digest;
        (await desk.Try(new ContributionImport(rows, Confirmed: "another"))).Refusal!.Code
            .Should().Be(nameof(MasterDataRefusals.MasterDataChangedSincePreview));
        var half = (await desk.Try(new ContributionImport(rows, Confirmed: digest, Most: 1))).Value;
        (half.Booked, half.Waiting).Should().Be((1, 1));
        var rest = (await desk.Try(new ContributionImport(rows, Confirmed: digest))).Value;
        (rest.Booked, rest.Rows.Unchanged, rest.Waiting).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task Formula_InACell_IsTextOrRefused()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        await desk.Run(ContributionDesk.Rows("R-1,00000108,100,A,115/03/09,\"=HYPERLINK(\"\"http://x\"\")\""));
        (await desk.Booked()).Single().Description.Should().Be("=HYPERLINK(\"http://x\")", "it is a text, and exports mark it as one");
    }

    [Fact]
    public async Task ThousandsOfRows_EndedOnTheWay_GoOnWhereTheyEnded()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        var rows = ContributionDesk.Rows([.. Enumerable.Range(1, Many).Select(number =>
            FormattableString.Invariant($"R-{number},00000108,{number + 99},A:50;B:30;C:20,115/03/09,第 {number} 筆"))]);
        using var ending = new CancellationTokenSource();
        var told = new List<ImportProgress>();
        var interrupted = () => desk.Import.Run(
            new ContributionImport(rows), desk.Books.Officer, new Told(step =>
            {
                told.Add(step);
                if (told.Count == 4) ending.Cancel();
            }), ending.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        told.Should().Equal(Enumerable.Range(1, 4).Select(step => new ImportProgress(step * ImportContributions.RowsOfAWrite, Many)));

        var rest = await desk.Run(rows);
        (rest.Rows.Unchanged, rest.Booked).Should().Be((2_000, Many - 2_000));
        var booked = await desk.Booked();
        booked.Should().HaveCount(Many);
        booked.Select(gift => gift.SourceReference).Distinct().Should().HaveCount(Many);
        booked.Should().OnlyContain(gift => gift.Shares.Sum(share => share.Amount) == gift.Amount);
        (await desk.FailedChecks()).Should().BeEmpty();
    }

    [Fact]
    public async Task OneFile_SentBySixteenAtOnce_IsBookedOnce()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        var rows = ContributionDesk.Rows(
            [.. Enumerable.Range(1, 60).Select(number => $"R-{number},00000108,100,A,115/03/09,第 {number} 筆")]);
        var people = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => desk.Books.AddPerson("officer")));
        var reports = await Task.WhenAll(people.Select(person => Task.Run(() => desk.Run(rows, person))));
        reports.Should().OnlyContain(report => report.Stopped == null && report.Waiting == 0);
        (await desk.Booked()).Should().HaveCount(60);
        (await desk.FailedChecks()).Should().BeEmpty();
    }

    [Fact]
    public async Task File_OfWhoeverMayNotBook_IsRefused()
    {
        var desk = await ContributionDesk.Open(fixture.Database);
        var rows = ContributionDesk.Rows("R-1,00000108,100,A,115/03/09,一");
        foreach (var role in Role.All.Where(role => !Policies.Of(role.Code).Contains(Policies.BookContributions)))
        {
            foreach (var dryRun in new[] { false, true })
            {
                var actor = desk.Books.Officer with { Policies = Policies.Granted([role.Code], mayMoveMoney: true) };
                (await desk.Try(new ContributionImport(rows, DryRun: dryRun), actor)).Refusal!.Code
                    .Should().Be(nameof(AuthorizationRefusals.NotPermitted), "of {0}", role.Code);
            }
        }
    }

    private sealed class Told(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}
