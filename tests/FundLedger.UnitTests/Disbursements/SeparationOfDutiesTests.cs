using FundLedger.Domain.Disbursements;
using NodaTime;

namespace FundLedger.UnitTests.Disbursements;

public sealed class SeparationOfDutiesTests
{
    private const int People = 5;
    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);

    private static readonly DisbursementTrigger[] StraightThrough =
    [
        DisbursementTrigger.Submit, DisbursementTrigger.Certify, DisbursementTrigger.Authorize, DisbursementTrigger.Encumber,
        DisbursementTrigger.Release, DisbursementTrigger.ConfirmPayment,
    ];

    private static readonly DisbursementTrigger[] ReturnedOnce =
        [DisbursementTrigger.Submit, DisbursementTrigger.Certify, DisbursementTrigger.Return, .. StraightThrough];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Take_EveryOrderOfFivePeople_EndsPaidOnlyWithFiveDifferentOnes(bool returnedOnce)
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

        var system = Array.IndexOf(triggers, DisbursementTrigger.Encumber);
        var paid = accepted.Select(people => string.Join(' ', people.Where((_, index) => index != system))).Distinct().Count();

        // Five people in 5! orders; after a return the same duty may be played again only by whoever is free for it,
        // and with five people for five duties that is the same person.
        paid.Should().Be(120);
    }

    [Fact]
    public void Take_SecondDuty_IsRefusedWithBothDuties()
    {
        var disbursement = Cases.In(DisbursementState.Submitted);
        var requester = Cases.Person(disbursement.Steps[0].PersonId);

        disbursement.Take(DisbursementTrigger.Certify, requester, null, null, Now).Refusal
            .Should().Be(DisbursementRefusals.PersonHasOtherDuty(requester.Name, Duty.Requester, Duty.Certifier));
    }

    [Fact]
    public void Take_SameDutyAgainAfterAReturn_IsAllowedAndRecordedOnce()
    {
        var disbursement = Cases.In(DisbursementState.Returned);
        var requester = Cases.Person(disbursement.Steps[0].PersonId);

        disbursement.Take(DisbursementTrigger.Submit, requester, null, null, Now).IsRefused.Should().BeFalse();
        disbursement.Duties.Count(duty => duty.PersonId == requester.PersonId).Should().Be(1);
    }

    [Fact]
    public void Take_EditorOfThePayeesAccount_MayNotPay()
    {
        var disbursement = Cases.In(DisbursementState.Encumbered);
        disbursement.Duties.Add(new DisbursementDuty { DisbursementId = disbursement.Id, PersonId = 77, Duty = Duty.PayeeEditor });

        disbursement.Take(DisbursementTrigger.Release, Cases.Person(77), null, null, Now)
            .RefusalCode().Should().Be(nameof(DisbursementRefusals.PersonHasOtherDuty));
    }

    /// <summary>Whether the sequence is accepted; that no accepted one gives anybody two duties is asserted on the way.</summary>
    private static bool EveryoneKeepsOneDuty(DisbursementTrigger[] triggers, long[] people)
    {
        var disbursement = Cases.Draft();
        for (var index = 0; index < people.Length; index++)
        {
            if (disbursement.Take(triggers[index], Cases.Person(people[index]), "because", null, Now).IsRefused) return false;
        }

        disbursement.Duties.Select(duty => duty.PersonId).Should().OnlyHaveUniqueItems();
        disbursement.Steps.Where(step => step.Duty is not null).Select(step => (step.PersonId, step.Duty)).Distinct()
            .Select(pair => pair.PersonId).Should().OnlyHaveUniqueItems();
        return true;
    }
}
