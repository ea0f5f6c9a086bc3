using System.Data.Common;
using System.Text.RegularExpressions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Disbursements;

/// <summary>An approved payment is sent elsewhere behind the application's back: step by step, by each login that could try.</summary>
public sealed partial class RedirectTests
{
    private const long NewAccount = 900_001;

    [Fact]
    public async Task Case_PointedAtAnotherAccount_IsRefusedByTheDatabaseOrNamedAndNeverPaid()
    {
        await using var redirect = await Redirect.Begin();
        var (encumbered, released) = (redirect.Encumbered, redirect.Released);
        var login = redirect.Database.Connections.Ledger;

        // With the application's rights: another account can be added and is named; no case can be pointed at it.
        (await redirect.Database.Execute(login, Redirect.NewAccount(NewAccount))).Should().Be(1);
        (await redirect.Failures("records")).Should().Contain(failure => failure.Contains($"payee_bank_account/{NewAccount}"));
        var point = () => redirect.Database.Execute(login, Redirect.PointAt(NewAccount, encumbered));
        (await point.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("permission");

        // As the owner, guards off: its id is later than the approved one's, so nothing seems to have changed since the request.
        (await redirect.AsOwner(Redirect.PointAt(NewAccount, encumbered, released))).Should().BeGreaterThanOrEqualTo(2);

        foreach (var disbursement in new[] { encumbered, released })
        {
            (await redirect.Failures("approvals")).Should().Contain(failure =>
                failure.Contains("is not what the step was about") && failure.Contains($"disbursement id {disbursement}, ")
                && failure.Contains("Authorize"));
        }

        (await redirect.Step(encumbered, DisbursementTrigger.Release, redirect.Payer)).RefusalCode().Should()
            .Be(nameof(WorkflowRefusals.ApprovedSubjectChanged));
        (await redirect.Pay(released)).RefusalCode().Should().Be(nameof(WorkflowRefusals.ApprovedSubjectChanged));
        (await redirect.VerifyPackage()).Findings().Should().Contain(finding => finding.Contains($"approval {encumbered}/")
            && finding.Contains("does not give the hash that it covers"));
    }

    [Fact]
    public async Task Account_RewrittenWithALeafOfItsOwn_IsStillNotTheApprovedOne()
    {
        await using var redirect = await Redirect.Begin();
        var account = await redirect.AccountOf(redirect.Encumbered);
        await redirect.Books.WriteByAdministrator(async session =>
        {
            var row = await session.Db.PayeeBankAccounts.SingleAsync(found => found.Id == account);
            session.Db.Entry(row).Property(nameof(PayeeBankAccount.AccountNumber)).CurrentValue = Redirect.ThiefsAccount;
        });

        (await redirect.Failures("records")).Should().BeEmpty("the row has the leaf that belongs to it");
        (await redirect.Failures("leaf-hashes")).Should().BeEmpty("the steps are what they were");
        (await redirect.Failures("approvals")).Should().Contain(failure => failure.Contains($"disbursement id {redirect.Encumbered}, "));
        (await redirect.Failures("payment-files")).Should().ContainSingle().Which.Should().Contain("is not what its orders");
        (await redirect.Step(redirect.Encumbered, DisbursementTrigger.Release, redirect.Payer)).RefusalCode().Should()
            .Be(nameof(WorkflowRefusals.ApprovedSubjectChanged));
        (await redirect.Pay(redirect.Released)).RefusalCode().Should().Be(nameof(WorkflowRefusals.ApprovedSubjectChanged));
        (await redirect.VerifyPackage()).Findings().Should().Contain(finding => finding.Contains("does not give the hash that it covers"));
    }

    [Fact]
    public async Task Verify_OfAPackageWhoseSubjectsWereTakenOutOrBelongToOtherRows_NamesTheStep()
    {
        await using var redirect = await Redirect.Begin();
        var step = $"approval {redirect.Encumbered}/";
        (await redirect.VerifyPackage()).Findings().Should().BeEmpty();

        (await redirect.VerifyPackage(package => Subject().Replace(package, "\"subject\":null"))).Findings().Should()
            .Contain(finding => finding.Contains(step) && finding.Contains("it is not said what it was about"));
        (await redirect.VerifyPackage(
            package => Subject().Replace(package, match => match.Value.Replace("\"number\",\"", "\"number\",\"1")))).Findings()
            .Should().Contain(finding => finding.Contains(step) && finding.Contains("does not give the hash that it covers"));
        (await redirect.VerifyPackage(package => SubjectHash().Replace(package, "\"subjectHash\":null,\"subject\":null"))).Findings()
            .Should().Contain(finding => finding.Contains(step) && finding.Contains("do not give the hash"));

        var account = await redirect.AccountOf(redirect.Encumbered);
        await redirect.Books.WriteByAdministrator(async session =>
        {
            var row = await session.Db.PayeeBankAccounts.SingleAsync(found => found.Id == account);
            session.Db.Entry(row).Property(nameof(PayeeBankAccount.EditedBy)).CurrentValue = redirect.Payer.PersonId;
        });
        (await redirect.VerifyPackage()).Findings().Should().Contain(finding =>
            finding.Contains(step) && finding.Contains($"payee_bank_account/{account} has changed since"));
    }

    [Fact]
    public async Task Case_ThatWasRedirected_CanStillBeEnded()
    {
        await using var redirect = await Redirect.Begin();
        await redirect.AsOwner($"{Redirect.NewAccount(NewAccount)}; {Redirect.PointAt(NewAccount, redirect.Encumbered)}");

        (await redirect.Step(redirect.Encumbered, DisbursementTrigger.Cancel, await redirect.Authorizer())).Value.Should()
            .Be(nameof(DisbursementState.Cancelled));
    }

    [GeneratedRegex("\"subject\":\\[\\[.*?\\]\\]")]
    private static partial Regex Subject();

    [GeneratedRegex("\"subjectHash\":\"[0-9a-f]{64}\",\"subject\":(?:null|\\[\\[.*?\\]\\])")]
    private static partial Regex SubjectHash();
}
