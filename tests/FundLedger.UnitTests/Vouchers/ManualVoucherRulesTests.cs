using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.Testing;

namespace FundLedger.UnitTests.Vouchers;

public sealed class ManualVoucherRulesTests
{
    /// <summary>The list of accounting.md §5, written out once more.</summary>
    private static readonly string[] Closed =
    [
        "1101", "1101.01", "1101.99", "1111", "1112", "1113", "1211", "1301", "1302", "1303", "2101", "2102", "2103", "2201", "2202",
        "2301", "4101", "4102", "4103", "4901", "5101", "5102", "5901", "9101", "9102",
    ];

    [Fact]
    public void MovesOnlyByDocuments_OfTheChart_IsTheList()
    {
        Closed.Should().OnlyContain(account => ManualVoucherRules.MovesOnlyByDocuments(account));
        ChartOfAccounts.Seed.Select(account => account.Code).Where(ManualVoucherRules.MovesOnlyByDocuments)
            .Should().BeSubsetOf(Closed);
    }

    [Fact]
    public void MovesOnlyByDocuments_InTheCheck_IsTheSameList()
    {
        var sql = File.ReadAllText(Path.Combine(SourceTree.Root, "reports/FundLedger.Reports/Checks/manual-vouchers.sql"));
        var from = sql.IndexOf("account.code like", StringComparison.Ordinal);
        var listed = sql[from..sql.IndexOf("order by", from, StringComparison.Ordinal)].Split('\'')
            .Where((_, index) => index % 2 == 1).Select(code => code.TrimEnd('%').TrimEnd('.')).ToArray();
        listed.Should().BeEquivalentTo(Closed.Except(["1101.01", "1101.99"]));
    }

    [Fact]
    public void OpenToManualVouchers_OfAnOfficesOwnAccountThatIsClosed_IsFalse() =>
        new LedgerAccount(1, "5204", "其他", "Other", AccountType.Expense, false, ManualPosting: false).OpenToManualVouchers
            .Should().BeFalse();

    [Theory]
    [InlineData(1, VoucherKind.Receipt)]
    [InlineData(-1, VoucherKind.Payment)]
    public void KindOf_LinesThatMoveCash_FollowsItsDirection(long cash, VoucherKind kind) => ManualVoucherRules.KindOf(
        [Line("1101.02", Money.Twd(cash)), Line(ChartOfAccounts.Donations, Money.Twd(-cash))]).Should().Be(kind);

    [Fact]
    public void KindOf_LinesThatLeaveCashAsItIs_IsATransfer()
    {
        ManualVoucherRules.KindOf([Line("1101.01", Money.Twd(5)), Line("1101.02", Money.Twd(-5))]).Should().Be(VoucherKind.Transfer);
        ManualVoucherRules.KindOf([Line("5201", Money.Twd(5)), Line("5202", Money.Twd(-5))]).Should().Be(VoucherKind.Transfer);
        ManualVoucherRules.KindOf([]).Should().Be(VoucherKind.Transfer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(DocumentKind.ManualVoucher)]
    [InlineData(DocumentKind.YearClosing)]
    public void CheckTakenBackByHand_AnEntryThatNoWorkflowOwns_IsNotRefused(DocumentKind? document) =>
        ManualVoucherRules.CheckTakenBackByHand(new EntryReference(2026, 3), document).Should().BeNull();

    [Theory]
    [InlineData(DocumentKind.Contribution)]
    [InlineData(DocumentKind.Disbursement)]
    [InlineData(DocumentKind.ExpectedReturn)]
    [InlineData(DocumentKind.StatementLine)]
    [InlineData(DocumentKind.Opening)]
    [InlineData(DocumentKind.DesignationChange)]
    public void CheckTakenBackByHand_AnEntryOfAWorkflow_IsRefused(DocumentKind document) =>
        ManualVoucherRules.CheckTakenBackByHand(new EntryReference(2026, 3), document)
            .Should().Be(ManualVoucherRefusals.EntryBelongsToWorkflow(new EntryReference(2026, 3)));

    private static PostingDraft Line(string account, Money amount) => new(account, "DON-A", amount);
}
