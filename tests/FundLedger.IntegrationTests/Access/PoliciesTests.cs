using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Vouchers;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.IntegrationTests.Access;

public sealed class PoliciesTests
{
    [Fact]
    public void Auditor_SeesEverythingAndChangesNothing()
    {
        var held = Policies.Of(Role.Auditor.Code);
        held.Should().Contain(Policies.All.Select(policy => policy.Name).Where(name => name.StartsWith("See", StringComparison.Ordinal)));
        held.Should().OnlyContain(name => name.StartsWith("See", StringComparison.Ordinal) || name == Policies.RunChecks);
    }

    [Fact]
    public void Company_SeesAndOffersItsOwnGiftsAndNothingElse() =>
        Policies.Of(Role.Company.Code).Should().Equal(
            Policies.SeeOwnContributions, Policies.SeeOwnReceipts, Policies.IntendDonation, Policies.OfferDonation);

    [Fact]
    public void EveryPolicy_IsHeldBySomeRoleAndSaysWhatItAllows()
    {
        Policies.All.Where(policy => policy.Name != Policies.SignedIn).Should()
            .OnlyContain(policy => Policies.RolesWith(policy.Name).Count > 0);
        Policies.All.Should().OnlyContain(policy => policy.Description.Length > 10);
        Policies.All.Select(policy => policy.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void EveryRole_HoldsKnownPoliciesOnly() =>
        Role.All.SelectMany(role => Policies.Of(role.Code)).Should().OnlyContain(name => Policies.Exists(name));

    [Fact]
    public void TheFiveStepsOfAPayment_AreHeldByFiveRoles()
    {
        string[] steps = [Policies.RequestDisbursement, Policies.CertifyDisbursement, Policies.AuthorizeDisbursement,
            Policies.PayDisbursement, Policies.ReconcileBank];
        steps.Select(step => Policies.RolesWith(step).Should().ContainSingle().Subject).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void RolesOfADuty_AreThoseWhosePoliciesAllowIt()
    {
        foreach (var duty in Enum.GetValues<Duty>())
        {
            RoleDuties.Of(duty).Select(role => role.Code).Should()
                .BeEquivalentTo(PoliciesOf(duty).SelectMany(Policies.RolesWith).Distinct(), $"a check compares who was a {duty}");
            RoleDuties.PermitsScheduler(duty).Should().Be(PoliciesOf(duty).Any(Policies.OfScheduler.Contains));
        }

        // Whoever imports a statement is the reconciler of the payments that the scheduler confirms by it.
        static IEnumerable<string> PoliciesOf(Duty duty) => duty switch
        {
            Duty.Reconciler => [DutyPolicies.Of(duty)!, Policies.ImportStatement],
            _ => new[] { DutyPolicies.Of(duty) }.OfType<string>(),
        };
    }

    [Fact]
    public void Administrator_ManagesPeopleMasterDataJobsAndChecksAndSeesNoAmounts() =>
        Policies.Of(Role.Administrator.Code).Should().BeEquivalentTo(
            [
                Policies.SeePeople, Policies.ManagePeople, Policies.RunChecks, Policies.SeeJobs, Policies.RunJobs,
                Policies.SeeMasterData, Policies.ManageMasterData, Policies.ManageParties,
            ]);

    [Fact]
    public void RolesThatMoveMoney_AreThoseWhosePoliciesDo() =>
        Role.All.Where(role => role.MovesMoney).Should().BeEquivalentTo(Role.All.Where(role =>
            Policies.Of(role.Code).Any(name => Policies.All.Single(policy => policy.Name == name).MovesMoney)));

    [Fact]
    public void WhatChangesTheBooks_AsksForTheSecondFactor() =>
        Policies.All.Where(policy => !policy.NeedsSecondFactor).Select(policy => policy.Name)
            .Should().OnlyContain(
                name => name.StartsWith("See", StringComparison.Ordinal) || name == Policies.RunChecks || name == Policies.SignedIn);

    [Fact]
    public async Task StartUp_WithAnEndpointLackingAPolicy_IsRefusedByName()
    {
        await using var app = Bare();
        app.MapGet("/forgotten", () => "");
        var check = () => app.CheckEndpointPolicies();
        check.Should().Throw<InvalidOperationException>().WithMessage("*/forgotten*states no policy*");
    }

    [Fact]
    public async Task StartUp_WithAnEndpointOpenToAllForNoReason_IsRefused()
    {
        await using var app = Bare();
        app.MapGet("/open", () => "").AllowAnonymous();
        var check = () => app.CheckEndpointPolicies();
        check.Should().Throw<InvalidOperationException>().WithMessage("*/open*without a stated reason*");
    }

    [Fact]
    public async Task StartUp_WithAnUnknownPolicyOrARole_IsRefused()
    {
        await using var app = Bare();
        app.MapGet("/misspelt", () => "").RequireAuthorization("SeeJurnal");
        app.MapGet("/role", () => "").RequireAuthorization(new AuthorizeAttribute { Roles = "auditor" });
        var check = () => app.CheckEndpointPolicies();
        check.Should().Throw<InvalidOperationException>().WithMessage("*/misspelt*'SeeJurnal'*").WithMessage("*/role*names a role*");
    }

    [Fact]
    public async Task StartUp_WithAPostThatChecksNoToken_IsRefused()
    {
        await using var app = Bare();
        app.MapPost("/write", () => "").RequireAuthorization(Policies.PrepareManualVoucher);
        var check = () => app.CheckEndpointPolicies();
        check.Should().Throw<InvalidOperationException>().WithMessage("*/write*without an antiforgery token*");
    }

    [Fact]
    public async Task StartUp_WithEveryEndpointStated_IsAccepted()
    {
        await using var app = Bare();
        app.MapGet("/stated", () => "").RequireAuthorization(Policies.SeeJournal);
        app.MapGet("/public", () => "").WithMetadata(new PublicPageAttribute("For the test."));
        app.MapPost("/write", () => "").RequireAuthorization(Policies.PrepareManualVoucher).WithMetadata(new TokenRequired());
        var check = () => app.CheckEndpointPolicies();
        check.Should().NotThrow();
    }

    private static WebApplication Bare()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(PoliciesTests).Assembly.GetName().Name });
        builder.Services.AddRazorPages();
        return builder.Build();
    }

    private sealed class TokenRequired : IAntiforgeryMetadata
    {
        public bool RequiresValidation => true;
    }
}
