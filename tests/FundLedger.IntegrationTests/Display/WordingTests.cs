using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Workflow;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FundLedger.IntegrationTests.Display;

public sealed class WordingTests
{
    private static readonly ResourceManagerStringLocalizerFactory Texts = new(
        Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
    private readonly Wording wording = new(new StringLocalizer<Refusals>(Texts), new StringLocalizer<Words>(Texts));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1,000")]
    [InlineData(1234567, "1,234,567")]
    [InlineData(-1234567, "−1,234,567")]
    [InlineData(-999, "−999")]
    [InlineData(long.MinValue, "−9,223,372,036,854,775,808")]
    public void Money_IsGroupedByThree(long dollars, string shown) =>
        Wording.Money(Money.Twd(dollars)).Should().Be(shown);

    [Fact]
    public void Money_OfACurrencyWithCents_GroupsOnlyTheWholePart() =>
        Wording.Money(new Money(123_456_789, new Currency("EUR", 2))).Should().Be("1,234,567.89");

    [Theory]
    [InlineData(523_456_789, "5.23億", "523.45M")]
    [InlineData(3_000_000, "300萬", "3M")]
    [InlineData(-12_345, "−1.23萬", "−12.34K")]
    [InlineData(99_999_999, "9,999.99萬", "99.99M")]
    [InlineData(999, "999", "999")]
    public void ShortMoney_IsCutNeverRoundedUp(long dollars, string chinese, string english)
    {
        using (new Reading(Languages.Chinese)) Wording.ShortMoney(Money.Twd(dollars)).Should().Be(chinese);
        using (new Reading(Languages.English)) Wording.ShortMoney(Money.Twd(dollars)).Should().Be(english);
    }

    [Theory]
    [InlineData(500, "5")]
    [InlineData(550, "5.5")]
    [InlineData(5, "0.05")]
    [InlineData(10_000, "100")]
    public void Percent_OfBasisPoints_HasNoMoreDecimalsThanItNeeds(int basisPoints, string percent) =>
        Wording.Percent(basisPoints).Should().Be(percent);

    [Theory]
    [InlineData("")]
    [InlineData("Matched")]
    [InlineData("Donation")]
    public void Refusal_TextThatItQuotes_IsNeverTakenForAWord(string quoted)
    {
        foreach (var language in new[] { Languages.Chinese, Languages.English })
        {
            using var reading = new Reading(language);
            wording.Refusal(StatementRefusals.StatementAmountNotReadable(3, "支出", quoted)).Should().MatchRegex($"[\"「]{quoted}[\"」]");
        }
    }

    [Fact]
    public void Date_IsOfTheRepublicInChineseAndIsoInEnglish()
    {
        var day = new LocalDate(2026, 11, 21);
        using (new Reading(Languages.Chinese)) Wording.Date(day).Should().Be("115年11月21日");
        using (new Reading(Languages.English)) Wording.Date(day).Should().Be("2026-11-21");
        using (new Reading(Languages.Chinese)) Wording.Date(new LocalDate(1911, 12, 31)).Should().Be("民國前1年12月31日");
    }

    [Fact]
    public void Time_IsThatOfTaipei()
    {
        using var _ = new Reading(Languages.English);
        Wording.Time(Instant.FromUtc(2026, 11, 20, 16, 5)).Should().Be("2026-11-21 00:05");
    }

    [Fact]
    public void Refusal_IsASentenceInTheReadersLanguage()
    {
        var refusal = new Refusal("DateDoesNotExist", "114/2/29");
        using (new Reading(Languages.Chinese)) wording.Refusal(refusal).Should().Be("日期「114/2/29」不存在。請確認年、月、日。");
        using (new Reading(Languages.English))
            wording.Refusal(refusal).Should().Be("There is no date \"114/2/29\". Check year, month and day.");
    }

    [Fact]
    public void Refusal_WithMoneyAndDates_ShowsThemAsTheReaderWritesThem()
    {
        using var _ = new Reading(Languages.Chinese);
        wording.Refusal(new Refusal("DateDoesNotExist", Money.Twd(3_000_000))).Should().Contain("3,000,000");
        wording.Refusal(new Refusal("DateDoesNotExist", new LocalDate(2026, 1, 2))).Should().Contain("115年1月2日");
    }

    [Fact]
    public void Refusal_NamingStatesAndDuties_ShowsThemInTheReadersWords()
    {
        using var _ = new Reading(Languages.Chinese);
        wording.Refusal(WorkflowRefusals.StepNotPermitted(DisbursementTrigger.Authorize, DisbursementState.Draft))
            .Should().Be("狀態為「草稿」時不能「核定」。請重新整理頁面，依流程辦理。");
    }

    [Fact]
    public void Term_InsideAnEnglishSentence_IsWrittenSmall()
    {
        using var _ = new Reading(Languages.English);
        wording.Term(ContributionState.Received).Should().Be("Received");
        wording.Refusal(ContributionRefusals.ContributionNotExpected("G", ContributionState.Received))
            .Should().StartWith("Contribution \"G\" is received");
    }

    [Fact]
    public void Refusal_NamingTextThatIsAlsoATerm_LeavesItAsItIs()
    {
        using var _ = new Reading(Languages.Chinese);
        foreach (var name in new[] { "Paid", "Draft", "Donation", "Open", "Requester" })
        {
            wording.Term(name).Should().NotBe(name, "it is a term");
            wording.Refusal(WorkflowRefusals.PersonHasOtherDuty(name, Duty.Payer, Duty.Certifier)).Should().Contain(name);
            wording.Refusal(LedgerRefusals.UnknownFund(1, name)).Should().Contain(name);
        }
    }

    [Fact]
    public void Refusal_NamingStatesOfOneName_ShowsTheWordsOfItsOwnDocument()
    {
        using var _ = new Reading(Languages.Chinese);
        wording.Refusal(ContributionRefusals.ContributionNotExpected("G", ContributionState.Received))
            .Should().Contain(wording.Term("ContributionReceived"));
        wording.Refusal(ReturnRefusals.ReturnNotDue("R", ExpectedReturnState.AwaitingReport))
            .Should().Contain("待申報").And.NotContain("Awaiting");
        wording.Refusal(BankingRefusals.StatementLineNotWaiting(7, StatementLineState.Explained)).Should().NotContain("Explained");
        wording.Refusal(ContributionRefusals.FundTakesOtherSource("F", SourceKind.LocalMatching))
            .Should().Contain(wording.Term("SourceLocalMatching"));
    }

    [Theory]
    [InlineData(typeof(ContributionKind))]
    [InlineData(typeof(ContributionState))]
    [InlineData(typeof(DesignationKind))]
    [InlineData(typeof(DocumentKind))]
    [InlineData(typeof(ExpectedReturnState))]
    [InlineData(typeof(LotKind))]
    [InlineData(typeof(PartyKind))]
    [InlineData(typeof(SourceKind))]
    [InlineData(typeof(StatementLineState))]
    [InlineData(typeof(VoucherKind))]
    [InlineData(typeof(DisbursementState))]
    [InlineData(typeof(DisbursementTrigger))]
    [InlineData(typeof(Duty))]
    [InlineData(typeof(PeriodState))]
    [InlineData(typeof(PeriodMove))]
    public void Terms_OfTheWorkflow_HaveWords(Type enumeration)
    {
        using var _ = new Reading(Languages.Chinese);
        Enum.GetValues(enumeration).Cast<Enum>().Where(value => wording.Term(value) == value.ToString()).Should().BeEmpty();
    }

    [Fact]
    public void Refusal_WithoutAText_ShowsItsCode()
    {
        using var _ = new Reading(Languages.Chinese);
        wording.Refusal(new Refusal("NobodyWroteThis", 7)).Should().Be("NobodyWroteThis(7)");
    }
}
