using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>Files that were once read wrongly, and what is right.</summary>
public sealed class StatementCaseTests
{
    private const string Return = "RF89R000000002164";

    [Fact]
    public void K3_NewestFirstWithAReturnOfTheGift_KeepsGiftBeforeReturn()
    {
        var statement = Single("k3-newest-first-returned.csv");
        (statement.Opening, statement.Closing).Should().Be((3_696_800m, 3_696_800m));
        statement.Entries.Select(line => (line.BookingDate.Day, line.Amount)).Should().Equal((25, 8_000m), (26, -8_000m));
    }

    [Fact]
    public void K3_PayoutsWrittenWithAMinus_StayPayouts()
    {
        var statement = Single("k3-equal-payouts-minus.csv");
        (statement.Opening, statement.Closing, statement.Debits, statement.Credits)
            .Should().Be((3_696_800m, 3_546_800m, 150_000m, 0m));
    }

    [Theory]
    [InlineData("k4-creditor-reference.xml")]
    [InlineData("k5-repeated-86.sta")]
    [InlineData("k5-question-mark.sta")]
    [InlineData("k5-separator-gt.sta")]
    [InlineData("k5-wrapped-time.sta")]
    [InlineData("k10-direction-digits.csv")]
    [InlineData("k15-long-remittance.xml")]
    public void K4_K5_K10_K15_OurReference_IsFoundWhereverTheBankPutsIt(string file) =>
        Single(file).Entries.Should().ContainSingle().Which.Should()
            .BeEquivalentTo(new { Amount = 105_600m, PaymentReferences = Return });

    [Fact]
    public void K5_Texts_AreKept()
    {
        Single("k5-repeated-86.sta").Entries[0].Description.Should().Be($"TRANSFER FROM NORTH RIDGE BEES INCOME SHARE {Return}");
        Single("k5-question-mark.sta").Entries[0].Description.Should().Contain($"RECEIVED YET? {Return}");
        Single("k5-separator-gt.sta").Entries[0].Counterparty.Should().Be("LOWTIDE KILN LTD");
        Single("k5-wrapped-time.sta").Should().BeEquivalentTo(new { Account = "999000000022", Ties = true });
        Single("k5-text-in-00.sta").Entries.Select(line => (line.Amount, line.Description))
            .Should().Equal((-800m, "CASH OUT COUNTER 4"), (800m, "CASH OUT CANCELLED"));
    }

    [Theory]
    [InlineData("k6-blank-entry-date.sta", null)]
    [InlineData("k6-space-before-type.sta", "B77")]
    [InlineData("k6-glued-end.sta", null)]
    public void K6_FieldsOddlySpaced_AreReadPartByPart(string file, string? bankReference)
    {
        var statement = Single(file);
        statement.Ties.Should().BeTrue();
        statement.Entries.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Amount = 5_000m, BookingDate = new LocalDate(2026, 11, 26), BankReference = bankReference });
    }

    [Fact]
    public void K7_TextThatCannotBeStored_IsCleanedAndCutAtWholeCharacters()
    {
        Single("k7-nul.sta").Entries[0].Description.Should().Be("GIFT FROM OLD MILL");
        StorableText.Is(StorableText.Cut(Single("k7-long-text.xml").Entries[0].Description, 1_000)).Should().BeTrue();
    }

    [Fact]
    public void K8_ABalanceCarriedForward_IsTheOpeningBalance() =>
        Single("k8-empty-amounts.csv").Should().BeEquivalentTo(
            new { Opening = 3_696_800m, Closing = 3_697_300m, Entries = new[] { new { Amount = 500m } } });

    [Fact]
    public void K10_ColumnsOfTaiwansBanks_AreRead()
    {
        Single("k10-fuzhu.csv").Entries.Select(line => line.Description)
            .Should().Equal("跨行轉帳 0120000000000077", $"跨行轉帳 {Return}");
        Single("k10-instant-balance.csv").Should().BeEquivalentTo(new { Opening = 3_696_800m, Closing = 3_696_691m, Ties = true });
        Single("k10-no-account.csv").Should().BeEquivalentTo(new { Account = "", Opening = 3_696_800m, Closing = 3_698_800m });
    }

    [Theory]
    [InlineData("k11-points.csv")]
    [InlineData("k11-points-small.csv")]
    public void K11_PointsForThousands_AreRefused(string file) =>
        Read(file).RefusalCode().Should().Be(nameof(StatementRefusals.StatementAmountNotReadable));

    [Fact]
    public void K12_AnEncodingInDoubt_IsRefusedByName()
    {
        var refusal = Read("k12-latin1.sta").Refusal;
        refusal.Should().NotBeNull();
        (refusal!.Code, refusal.Arguments[0]).Should().Be((nameof(StatementRefusals.StatementEncodingDoubtful), 6));
        refusal.Arguments[1].ToString().Should().Contain("ISO-8859-1");
    }

    [Fact]
    public void K12_ACharacterThatOnlySomeExtensionsOfBig5Have_IsRefusedWithItsPlace() =>
        Read("k12-big5-extension.csv").Refusal.Should().Be(StatementRefusals.StatementBig5CharacterUnknown(3, 19, "FB69"));

    [Fact]
    public void K13_TwoAccounts_AreTwoStatements() =>
        Read("k13-two-accounts.sta").Value.Statements.Select(statement => statement.Account)
            .Should().Equal("999000000022", "999000000011");

    [Fact]
    public void K14_FieldsBeforeTheFirstHeader_AreRefused() =>
        Read("k14-first-header-missing.sta").Refusal.Should().Be(StatementRefusals.StatementFieldOutside(1, ":25:"));

    private static Result<StatementFile> Read(string file) => StatementReader.Read(StatementCases.Bytes(file), file);

    private static BankStatement Single(string file) => SampleFile.Single(Read(file));
}
