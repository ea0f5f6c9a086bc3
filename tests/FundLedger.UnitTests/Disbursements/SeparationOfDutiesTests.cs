using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Workflow;

namespace FundLedger.UnitTests.Disbursements;

public sealed class SeparationOfDutiesTests
{
    private const int People = 5;

    private static readonly DisbursementTrigger[] StraightThrough =
    [
        DisbursementTrigger.Submit, DisbursementTrigger.Certify, DisbursementTrigger.Authorize, DisbursementTrigger.Release,
        DisbursementTrigger.ConfirmPayment,
    ];

    private static readonly DisbursementTrigger[] ReturnedOnce =
        [DisbursementTrigger.Submit, DisbursementTrigger.Certify, DisbursementTrigger.Return, .. StraightThrough];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fire_EveryOrderOfFivePeople_EndsPaidOnlyWithFiveDifferentOnes(bool returnedOnce)
    {
        var triggers = returnedOnce ? ReturnedOnce : StraightThrough;
        // A refused step ends a sequence, so only accepted beginnings are continued, with every one of the five.
        IReadOnlyList<long[]> accepted = [[]];
        foreach (var _ in triggers)
        {
            var longer =
                from beginning in accepted
                from person in Enumerable.Range(1, People)
                let people = (long[])[.. beginning, person]
                where EveryoneKeepsOneDuty(triggers, people)
                select people;
            accepted = longer.ToArray();
        }

        // Five people in 5! orders; after a return the same duty may be played again only by whoever is free for it,
        // and with five people for five duties that is the same person.
        accepted.Should().HaveCount(120);
    }

    [Fact]
    public void Fire_SecondDuty_IsRefusedWithBothDuties()
    {
        var disbursement = Cases.In(DisbursementState.Submitted);
        var requester = Cases.Person(disbursement.History.Steps[0].PersonId);

        disbursement.Fire(DisbursementTrigger.Certify, requester).Refusal
            .Should().Be(WorkflowRefusals.PersonHasOtherDuty(requester.Name, Duty.Requester, Duty.Certifier));
    }

    [Fact]
    public void Fire_SameDutyAgainAfterAReturn_IsAllowedAndRecordedOnce()
    {
        var disbursement = Cases.In(DisbursementState.Returned);
        var requester = Cases.Person(disbursement.History.Steps[0].PersonId);

        disbursement.Fire(DisbursementTrigger.Submit, requester).IsRefused.Should().BeFalse();
        disbursement.History.Duties.Count(duty => duty.PersonId == requester.PersonId).Should().Be(1);
    }

    [Fact]
    public void Fire_EditorOfThePayeesAccount_MayNotPay()
    {
        var disbursement = Cases.In(DisbursementState.Encumbered);
        disbursement.Register(Cases.Person(77), Duty.PayeeEditor).Should().BeNull();

        disbursement.Fire(DisbursementTrigger.Release, Cases.Person(77))
            .RefusalCode().Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
    }

    /// <summary>Whether the sequence is accepted; that no accepted one gives anybody two duties is asserted on the way.</summary>
    private static bool EveryoneKeepsOneDuty(DisbursementTrigger[] triggers, long[] people)
    {
        var disbursement = Cases.Draft();
        for (var index = 0; index < people.Length; index++)
        {
            if (disbursement.Fire(triggers[index], Cases.Person(people[index])).IsRefused) return false;
        }

        disbursement.History.Duties.Select(duty => duty.PersonId).Should().OnlyHaveUniqueItems();
        disbursement.History.Steps.Where(step => step.Duty is not null).Select(step => (step.PersonId, step.Duty)).Distinct()
            .Select(pair => pair.PersonId).Should().OnlyHaveUniqueItems();
        return true;
    }
}
