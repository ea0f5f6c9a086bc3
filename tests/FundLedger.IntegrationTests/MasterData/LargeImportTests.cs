using System.Diagnostics;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;

namespace FundLedger.IntegrationTests.MasterData;

/// <summary>Many rows, many people at once, and who may not.</summary>
public sealed class LargeImportTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const int Many = 10_000;

    [Fact]
    public async Task TenThousandRows_WithThreeWrong_NameTheThreeAndWriteNothingUntilCorrected()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        var lines = Enumerable.Range(1, Many).Select(number => $"第 {number} 單位|大學").ToArray();
        (lines[10], lines[5_000], lines[9_998]) = ("", "第 17 單位|大學", "單位|學校");
        var watch = Stopwatch.StartNew();
        var refused = (await desk.Run("party", MasterDataDesk.Rows(["name|kind", .. lines]))).Value;
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20), "references and rows are looked up once");
        refused.Rows.Where(row => row.Outcome == RowOutcome.Refused).Select(row => (row.Number, row.Refusals[0].Refusal.Code))
            .Should().Equal(
                (12, nameof(MasterDataRefusals.CellMissing)), (5_002, nameof(MasterDataRefusals.MasterDataRowTwice)),
                (10_000, nameof(MasterDataRefusals.CellNotChoice)));
        (await desk.Stored("party")).Should().BeEmpty();

        (lines[10], lines[5_000], lines[9_998]) = ("補正甲|大學", "補正乙|大學", "補正丙|大學");
        var rows = MasterDataDesk.Rows(["name|kind", .. lines]);
        (await desk.Run("party", rows)).Value.Added.Should().Be(Many);
        (await desk.Run("party", rows)).Value.Unchanged.Should().Be(Many);
        (await desk.Stored("party")).Should().HaveCount(Many);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task OneFile_SentBy32AtOnce_IsAddedOnce()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        var rows = MasterDataDesk.Rows(
            ["code|name_zh|name_en", .. Enumerable.Range(1, 50).Select(number => $"D{number}|第 {number} 區|District {number}")]);
        var reports = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => desk.Run("district", rows))));
        reports.Should().OnlyContain(report => !report.IsRefused && report.Value.Refused == 0);
        reports.Where(report => report.Value.Added > 0).Should().ContainSingle().Which.Value.Added.Should().Be(50);
        (await desk.Stored("district")).Should().HaveCount(50);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Preview_ConfirmedAfterTheBooksChanged_IsRefused()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        var rows = MasterDataDesk.Rows("code|name_zh", "SHIGANG|石岡", "DAAN|大安");
        var preview = (await desk.Run("district", rows, dryRun: true)).Value;
        (preview.Written, preview.Changed).Should().Be((false, 2));
        await desk.Enter("district", "code|name_zh", "DAAN|大安");
        (await desk.Run("district", rows, confirmed: preview.Digest)).RefusalCode()
            .Should().Be(nameof(MasterDataRefusals.MasterDataChangedSincePreview));
        var anew = (await desk.Run("district", rows, dryRun: true)).Value;
        (await desk.Run("district", rows, confirmed: anew.Digest)).Value.Changed.Should().Be(1);
        (await desk.Run("district", rows, confirmed: anew.Digest)).Value.Unchanged.Should().Be(2, "a second click finds it done");
    }

    [Fact]
    public async Task Rows_OfAnotherDedicatedAccount_AreNotSeenAndNotChanged()
    {
        var (ours, theirs) = (await MasterDataDesk.Open(fixture.Database), await MasterDataDesk.Open(fixture.Database));
        await ours.FillIn();
        (await theirs.Stored("district")).Should().BeEmpty();
        (await theirs.Refused("venture", "name|kind|district", "事業|營收|SHIGANG")).Code
            .Should().Be(nameof(MasterDataRefusals.ReferenceNotFound));
        await theirs.Enter("district", "code|name_zh|name_en", "SHIGANG|別處的石岡|Elsewhere");
        (await ours.Stored("district")).Single(row => row.Values["code"] == "SHIGANG").Values["name_zh"].Should().Be("石岡區");
        await theirs.Enter("bank-account", "code|name|bank_code|account_number", "MAIN|別處|004|012345678901");
    }

    [Fact]
    public async Task Kind_ThatAPersonMayNotEnter_IsRefusedWhateverTheFile()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        var rows = MasterDataDesk.Rows("code|name_zh|name_en", "A|甲|A");
        foreach (var role in Role.All.Where(role => role != Role.Administrator))
        {
            foreach (var dryRun in new[] { false, true })
            {
                (await desk.Run("district", rows, desk.WithRole(role), dryRun)).RefusalCode()
                    .Should().Be(nameof(AuthorizationRefusals.NotPermitted), "of {0}", role.Code);
            }
        }

        var parties = MasterDataDesk.Rows("name|kind", "單位|大學");
        (await desk.Run("party", parties, desk.WithRole(Role.FinanceOfficer))).Value.Added.Should().Be(1);
        (await desk.Run("party", parties, desk.WithRole(Role.Requester))).RefusalCode()
            .Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        (await desk.Run("planet", parties)).RefusalCode().Should().Be(nameof(MasterDataRefusals.MasterDataKindUnknown));
    }

    [Fact]
    public void Administrator_WhoEntersMasterData_MovesNoMoneyAndSeesNoDocuments()
    {
        var held = Policies.Of(Role.Administrator.Code);
        held.Should().Contain([Policies.ManageMasterData, Policies.ManageParties, MasterDataList.Policy.Policies[0]]);
        held.Should().NotContain(
        [
            Policies.BookContributions, Policies.SeeContributions, Policies.SeeDisbursements, Policies.SeeBank, Policies.SeeJournal,
            Policies.SeeReports, Policies.SeeReturns, Policies.RequestDisbursement, Policies.AuthorizeDisbursement,
            Policies.PayDisbursement, Policies.ImportStatement, Policies.PrepareManualVoucher,
        ]);
    }

    [Fact]
    public async Task Fund_WithMoneyInIt_IsListedWithoutAmounts()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        await desk.Books.BookGift("DON-SHIGANG", 987_654);
        foreach (var kind in MasterDataKinds.All)
        {
            (await desk.Stored(kind.Name)).SelectMany(row => row.Values.All.Values).Should()
                .NotContain(
                    value => value != null && value.Replace(",", "", StringComparison.Ordinal).Contains("987654", StringComparison.Ordinal),
                    "of {0}", kind.Name);
        }
    }
}
