using FundLedger.Domain;
using FundLedger.Domain.Workflow;

namespace FundLedger.UnitTests.Workflow;

/// <summary>A document that is not what its steps were about goes no further; one that was sent back may be mended.</summary>
public sealed class ApprovalsTests
{
    private static readonly byte[] Salt = new byte[16];

    [Fact]
    public void Step_OnADocumentThatIsWhatItWas_IsTaken()
    {
        var plan = Committed(PlanReview.InMeeting());

        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Step_OnADocumentThatWasChangedSince_IsRefused()
    {
        var plan = Committed(PlanReview.InMeeting());
        plan.Title = "another plan";

        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council).Refusal.Should()
            .Be(WorkflowRefusals.ApprovedSubjectChanged(1, ReviewTrigger.Convene));
        plan.History.Steps.Should().ContainSingle("nothing was taken");
    }

    [Fact]
    public void Step_AfterAVoteForSomethingElse_IsRefused()
    {
        var plan = PlanReview.InMeeting();
        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council).IsRefused.Should().BeFalse();
        Committed(plan);
        plan.Title = "another plan";

        plan.Fire(ReviewTrigger.Approve, 3, PlanReview.City).RefusalCode().Should().Be(nameof(WorkflowRefusals.ApprovedSubjectChanged));
    }

    [Theory]
    [InlineData(ReviewTrigger.Decline)]
    [InlineData(ReviewTrigger.SendBack)]
    public void Step_ThatEndsAChangedDocumentOrSendsItBack_IsTaken(object trigger)
    {
        var plan = Committed(PlanReview.InMeeting());
        plan.Title = "another plan";

        plan.Fire((ReviewTrigger)trigger, 2, reason: "not ours").IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Step_OnADocumentThatWasSentBackAndMended_IsTaken()
    {
        var plan = Committed(PlanReview.InMeeting());
        plan.Fire(ReviewTrigger.SendBack, 2, reason: "unclear").IsRefused.Should().BeFalse();
        Committed(plan).Title = "a clearer plan";
        InForce(plan).Should().BeEmpty("it may be mended now");

        plan.Fire(ReviewTrigger.Convene, 1).IsRefused.Should().BeFalse();
        plan.History.Steps[^1].SubjectHash = plan.SubjectHash(3, Salt);
        plan.History.Steps[^1].SubjectSalt = Salt;

        InForce(plan).Select(step => step.Sequence).Should().Equal(3);
        plan.Fire(ReviewTrigger.Approve, 3, PlanReview.City).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Step_AfterOnesFromBeforeThereWereSubjects_IsTaken()
    {
        var plan = PlanReview.InMeeting();
        plan.Title = "another plan";

        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void IsAbout_AHashWithoutItsSaltOrASaltWithoutAHash_IsNothing()
    {
        var plan = Committed(PlanReview.InMeeting());
        var step = plan.History.Steps[0];
        var subject = ((IWorkflowDocument)plan).Subject;
        Approvals.IsAbout(step, subject).Should().BeTrue();

        step.SubjectSalt = null;
        Approvals.IsAbout(step, subject).Should().BeFalse();
        (step.SubjectHash, step.SubjectSalt) = (null, Salt);
        Approvals.IsAbout(step, subject).Should().BeFalse();
    }

    private static IReadOnlyList<Step> InForce(PlanReview plan) => Approvals.InForce(PlanReview.Workflow, plan.History.Steps);

    /// <summary>What the write path does when a step is recorded.</summary>
    private static PlanReview Committed(PlanReview plan)
    {
        foreach (var step in plan.History.Steps)
            (step.SubjectHash, step.SubjectSalt) = (plan.SubjectHash(step.Sequence, Salt), Salt);
        return plan;
    }
}
