using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Banking;

public sealed class MatchReasonTests
{
    private const int Kept = 1000;

    [Fact]
    public void Read_WhatWasRefused_GivesTheRefusalBack_WithItsAmountsDatesAndStates()
    {
        Refusal[] refusals =
        [
            ContributionRefusals.ContributionNotExpected("梅子 \"一\"", ContributionState.Cancelled),
            ContributionRefusals.ReceiptAmountDiffers(new Money(-150, new Currency("EUR", 2)), Money.Twd(long.MaxValue)),
            WorkflowRefusals.StepNotPermitted(DisbursementTrigger.ConfirmPayment, DisbursementState.Draft),
            LedgerRefusals.BookingDateInFuture(new LocalDate(2026, 2, 28), new LocalDate(2024, 2, 29)),
            BankingRefusals.NoReferenceOnLine(),
        ];
        foreach (var refusal in refusals)
        {
            var (code, arguments) = MatchReason.Read(MatchReason.Refused(refusal));
            new Refusal(code, [.. arguments]).Should().Be(refusal);
        }
    }

    [Fact]
    public void Read_AReasonWhoseArgumentsAreAllText_StaysText()
    {
        var (code, arguments) = MatchReason.Read("""["ContributionNotExpected","G-1","Received"]""");
        code.Should().Be("ContributionNotExpected");
        arguments.Should().Equal("G-1", "Received");
    }

    [Fact]
    public void Read_AStateThatIsNotKnownAnyMore_IsShownByItsName() =>
        MatchReason.Read("""["X",{"enum":"Contributions.NoSuchState","value":"Lost"},"""
            + """{"enum":"Contributions.ContributionState","value":"Lost"}]""")
            .Arguments.Should().Equal("Lost", "Lost");

    [Fact]
    public void ExplainedBy_TheLongestNameOfChineseCharacters_FitsWhatIsKept() =>
        MatchReason.ExplainedBy(new string('對', 200)).Length.Should().BeLessThan(Kept);
}
