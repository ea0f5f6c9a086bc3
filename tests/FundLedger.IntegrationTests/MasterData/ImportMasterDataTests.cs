using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.MasterData;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.MasterData;

public sealed class ImportMasterDataTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Rows_OfEveryKind_AreAddedOnceAndUnchangedTheSecondTime()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        foreach (var kind in MasterDataKinds.All)
        {
            var stored = await desk.Stored(kind.Name);
            stored.Should().HaveCountGreaterThan(0, "of {0}", kind.Name);
            var again = stored.Select((row, index) => new GivenRow(
                index + 2, row.Values.All.ToDictionary(cell => cell.Key, cell => cell.Value ?? "", StringComparer.Ordinal))).ToList();
            var before = await fixture.Database.Dump();
            var report = (await desk.Run(kind.Name, again)).Value;
            report.Rows.Should().OnlyContain(row => row.Outcome == RowOutcome.Unchanged, "of {0}", kind.Name);
            report.Written.Should().BeFalse();
            (await fixture.Database.Dump()).Should().Equal(before, "nothing is written for {0}", kind.Name);
        }

        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("district", "code|name_zh|priority", "SHIGANG|石岡|否", "name_zh", "priority")]
    [InlineData("programme", "code|ministry|case_ceiling|reserve_basis_points", "YOUTH|國家發展委員會||5.5%",
        "ministry", "reserve_basis_points", "case_ceiling")]
    [InlineData("programme-budget", "programme|fiscal_year|amount|provisional", "YOUTH|115|11億|否", "amount", "provisional")]
    [InlineData("party", "name|unified_business_number", "晨霧精密股份有限公司|00000108", "name")]
    [InlineData("proposal", "number|title|filed_on|partner", "1|石岡創生計畫|2019-06-21|弘光科技大學", "title", "partner", "filed_on")]
    [InlineData("venture", "name|proposal|kind", "水果百寶盒|1|服務", "kind")]
    [InlineData("venture", "name|operator", "好農友|國家發展委員會", "operator")]
    [InlineData("fund", "code|name_zh|name_en", "DON-SHIGANG|捐贈－石岡|Gifts, Shigang", "name_zh", "name_en")]
    [InlineData("bank-account", "code|name", "MAIN|主要帳戶", "name")]
    [InlineData("screening-rule", "code|outcome|months_after", "CONTRACTOR|須經決定|24", "outcome", "months_after")]
    [InlineData("screening-list", "list|unified_business_number|name|reference|valid_to|withdrawn",
        "履約廠商|00000114|溪畔食品|115-A-1|115/09/30|是", "valid_to", "withdrawn")]
    [InlineData("affiliation", "parent_number|subsidiary_number|valid_from|valid_to", "04595257|00000114|110/01/01|115/06/30", "valid_to")]
    public async Task Row_WithOtherValues_IsChangedAndSaysInWhat(string kind, string header, string line, params string[] columns)
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        var rows = (await desk.Stored(kind)).Count;
        var row = (await desk.Enter(kind, header, line)).Rows.Should().ContainSingle().Which;
        row.Outcome.Should().Be(RowOutcome.Changed);
        row.Changes.Select(change => change.Column).Should().BeEquivalentTo(columns);
        row.Changes.Should().OnlyContain(change => change.From != change.To);
        var stored = await desk.Stored(kind);
        stored.Should().HaveCount(rows);
        stored.Should().Contain(now => row.Changes.All(change => now.Values[change.Column] == change.To));
        (await desk.Run(kind, MasterDataDesk.Rows(header, line))).Value.Unchanged.Should().Be(1);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("district", "code|name_zh|name_en", "WAI PU|外埔|Waipu", "code", nameof(MasterDataRefusals.CellHasBlank))]
    [InlineData("district", "code|name_zh|name_en", "WAIPU||Waipu", "name_zh", nameof(MasterDataRefusals.CellMissing))]
    [InlineData("district", "code|name_zh|name_en|priority", "WAIPU|外埔|Waipu|也許", "priority", nameof(MasterDataRefusals.CellNotFlag))]
    [InlineData("programme", "code|ministry|name_zh|name_en|case_ceiling", "P|部|計畫|P|三百", "case_ceiling",
        nameof(MasterDataRefusals.CellNotAmount))]
    [InlineData("programme", "code|ministry|name_zh|name_en|case_ceiling", "P|部|計畫|P|0", "case_ceiling",
        nameof(ProgrammeRefusals.ProgrammeCeilingNotPositive))]
    [InlineData("programme", "code|ministry|name_zh|name_en|case_ceiling", "P|部|計畫|P|1.5", "case_ceiling",
        nameof(LedgerRefusals.AmountHasFraction))]
    [InlineData("programme", "code|ministry|name_zh|name_en|reserve_basis_points", "P|部|計畫|P|10001", "reserve_basis_points",
        nameof(MasterDataRefusals.CellNotNumber))]
    [InlineData("programme-budget", "programme|fiscal_year|amount", "NOBODYS|115|1", "programme",
        nameof(MasterDataRefusals.ReferenceNotFound))]
    [InlineData("programme-budget", "programme|fiscal_year|amount", "YOUTH|年|1", "fiscal_year", nameof(MasterDataRefusals.CellNotYear))]
    [InlineData("programme-budget", "programme|fiscal_year|amount|version", "YOUTH|115|1|2", "version",
        nameof(ProgrammeRefusals.BudgetVersionNotInForce))]
    [InlineData("programme-budget", "programme|fiscal_year|amount|version", "YOUTH|120|1|7", "version",
        nameof(ProgrammeRefusals.BudgetVersionNotInForce))]
    [InlineData("party", "name|kind|unified_business_number", "新公司|公司|", "unified_business_number",
        nameof(PartyRefusals.BusinessNumberMissing))]
    [InlineData("party", "name|kind|unified_business_number", "新公司|公司|00000109", "unified_business_number",
        nameof(PartyRefusals.BusinessNumberNotValid))]
    [InlineData("party", "name|kind", "新單位|銀行", "kind", nameof(MasterDataRefusals.CellNotChoice))]
    [InlineData("party", "name|kind|unified_business_number", "晨霧精密|大學|00000108", "kind",
        nameof(MasterDataRefusals.MasterDataColumnFixed))]
    [InlineData("party", "code|name|kind", "0000000000000000|誰|個人", "code", nameof(MasterDataRefusals.MasterDataRowNotFound))]
    [InlineData("proposal", "number|title|districts|proposer|filed_on", "2|計畫|區|公所|116/01/01", "filed_on",
        nameof(ProposalRefusals.ProposalFiledInFuture))]
    [InlineData("proposal", "number|title|districts|proposer|filed_on", "2|計畫|區|公所|108/02/30", "filed_on",
        nameof(MasterDataRefusals.CellNotDate))]
    [InlineData("proposal", "number|title|districts|proposer|filed_on", "0|計畫|區|公所|108/02/20", "number",
        nameof(ProposalRefusals.ProposalNumberNotValid))]
    [InlineData("venture", "name|kind|proposal|operator", "水果百寶盒|營收|1|國家發展委員會", "operator",
        nameof(MasterDataRefusals.MasterDataColumnFixed))]
    [InlineData("venture", "name|kind|proposal|district", "水果百寶盒|營收|1|DAAN", "district",
        nameof(MasterDataRefusals.MasterDataColumnFixed))]
    [InlineData("fund", "code|name_zh|name_en|source|programme_year", "F|基金|Fund|中央補助|", "programme_year",
        nameof(FundRefusals.FundYearMissing))]
    [InlineData("fund", "code|name_zh|name_en|source|programme_year", "F|基金|Fund|捐贈|115", "programme_year",
        nameof(FundRefusals.FundYearNotOfSource))]
    [InlineData("fund", "code|name_zh|name_en|source|programme", "F|基金|Fund|捐贈|YOUTH", "programme",
        nameof(FundRefusals.FundDesignationNotOfSource))]
    [InlineData("fund", "code|name_zh|name_en|source|district|venture", "F|基金|Fund|捐贈|DAAN|好農友", "venture",
        nameof(FundRefusals.FundHasTwoDesignations))]
    [InlineData("fund", "code|name_zh|name_en|source|district", "F|基金|Fund|捐贈|SHIGANG", "source",
        nameof(FundRefusals.FundMeaningTaken))]
    [InlineData("fund", "code|name_zh|name_en|source", "SUSPENSE|基金|Fund|捐贈", "code", nameof(FundRefusals.FundCodeOfSuspense))]
    [InlineData("fund", "code|source", "DON-SHIGANG|回饋金", "source", nameof(MasterDataRefusals.MasterDataColumnFixed))]
    [InlineData("bank-account", "code|name|bank_code|account_number", "B|帳戶|04|0123456789", "bank_code",
        nameof(BankAccountRefusals.BankCodeNotValid))]
    [InlineData("bank-account", "code|name|bank_code|account_number", "B|帳戶|004|12345", "account_number",
        nameof(BankAccountRefusals.AccountNumberNotValid))]
    [InlineData("bank-account", "code|name|bank_code|account_number", "B|帳戶|004|甲乙丙丁戊己", "account_number",
        nameof(MasterDataRefusals.CellNotDigits))]
    [InlineData("bank-account", "code|name|bank_code|account_number", "B|帳戶|005|012345678902", "account_number",
        nameof(BankAccountRefusals.AccountNumberTaken))]
    [InlineData("bank-account", "code|name|bank_code|account_number|ledger_account", "B|帳戶|004|0123456789|1101.02", "ledger_account",
        nameof(BankAccountRefusals.LedgerAccountTaken))]
    [InlineData("bank-account", "code|name|bank_code|account_number|ledger_account", "B|帳戶|004|0123456789|1102.02", "ledger_account",
        nameof(BankAccountRefusals.LedgerAccountNotOfBank))]
    [InlineData("bank-account", "code|account_number", "MAIN|999999999", "account_number",
        nameof(MasterDataRefusals.MasterDataColumnFixed))]
    public async Task Row_AgainstARule_IsRefusedInItsColumnAndLeavesNothing(
        string kind, string header, string line, string column, string code)
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        var before = await desk.Stored(kind);
        (await desk.Refused(kind, header, line)).Should().Be((column, code));
        (await desk.Stored(kind)).Select(row => row.Values.All).Should().BeEquivalentTo(before.Select(row => row.Values.All));
    }

    [Fact]
    public async Task Row_ThatStandsInTheFileTwice_IsRefusedWithTheFirst()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        var refused = await desk.Run("district", MasterDataDesk.Rows("code|name_zh|name_en", "A|甲|A", "B|乙|B", "A|甲|A"));
        var row = refused.Value.Rows.Single(row => row.Outcome == RowOutcome.Refused);
        (row.Number, row.Refusals[0]).Should().Be((4, new CellRefusal(null, MasterDataRefusals.MasterDataRowTwice(2))));
        (await desk.Stored("district")).Should().BeEmpty();
    }

    [Fact]
    public async Task Row_ThatMayMeanTwo_IsRefused()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.Enter("party", "name|kind|unified_business_number", "同名|公司|00000108", "同名|公司|00000114");
        (await desk.Refused("party", "name|kind", "同名|公司")).Code.Should().Be(nameof(MasterDataRefusals.MasterDataRowAmbiguous));
        (await desk.Refused("venture", "name|kind|operator", "事業|營收|同名"))
            .Should().Be(("operator", nameof(MasterDataRefusals.ReferenceAmbiguous)));
        await desk.Enter("venture", "name|kind|operator", "事業|營收|00000114");
    }

    [Fact]
    public async Task Budget_ThatChanges_IsAFurtherVersionAndTheFirstIsKept()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        await desk.Enter("programme-budget", "programme|fiscal_year|amount|version", "YOUTH|115|1000|1");
        await using var db = desk.Books.Read();
        (await db.ProgrammeBudgets.Where(budget => budget.DedicatedAccountId == desk.Books.AccountId && budget.FiscalYear == 2026)
            .OrderBy(budget => budget.Version).Select(budget => $"{budget.Version}: {budget.Amount} {budget.Provisional}").ToListAsync())
            .Should().Equal("1: 1200000000 True", "2: 1000 True");
        (await desk.Refused("programme-budget", "programme|fiscal_year|amount|version", "YOUTH|115|2000|1"))
            .Code.Should().Be(nameof(ProgrammeRefusals.BudgetVersionNotInForce), "the file was exported before");
    }

    [Fact]
    public async Task BankAccount_ThatIsAdded_HasALedgerAccountOfItsOwnAndMoneyCanBeBookedThere()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        (await desk.Stored("bank-account")).Select(row => row.Values["ledger_account"]).Should().Equal("1101.01", "1101.02");
        var posted = await desk.Books.Post(new EntryDraft(
            VoucherKind.Receipt, desk.Books.Today, "gift received",
            [Drafts.Line("1101.02", "DON-SHIGANG", 100), Drafts.Line(ChartOfAccounts.Donations, "DON-SHIGANG", -100)])
        {
            Document = Drafts.Opening,
            Opens = new LotOrigin(LotKind.Manual),
        });
        posted.Refusal.Should().BeNull();
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task BankAccounts_BeyondTheLastLedgerAccount_AreRefused()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        var lines = Enumerable.Range(1, 100).Select(number => $"B{number}|帳戶|004|{1_000_000 + number}");
        var report = (await desk.Run("bank-account", MasterDataDesk.Rows(["code|name|bank_code|account_number", .. lines]))).Value;
        report.Rows.Where(row => row.Outcome == RowOutcome.Refused).Should().ContainSingle()
            .Which.Refusals[0].Refusal.Code.Should().Be(nameof(BankAccountRefusals.LedgerAccountsUsedUp));
    }
}
