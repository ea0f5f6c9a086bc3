using FundLedger.BrowserTests.Application;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>One person, one part in a case, whatever roles the person holds.</summary>
[Collection(Browsing.Name)]
public sealed class SeparationOfDutiesTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Person_WithTwoRoles_IsNotOfferedTheSecondStepAndRefusedWhenForcingIt()
    {
        await browser.GiveRole("auditor", Role.Requester);
        await browser.GiveRole("auditor", Role.Certifier);
        var page = await browser.OpenSignedInAnew("auditor");
        await page.Draft("好農友", "捐贈－未指定用途", "10,000", Instrument.Grant, "一人兩步");
        await page.Locator("button[data-step=Submit]").ClickAsync();
        await page.WaitForURLAsync("**?done=Submit");

        (await page.Locator("button[data-step=Certify]").CountAsync()).Should().Be(0);
        (await page.Locator(".withheld").First.InnerTextAsync()).Should().Contain("吳稽核").And.Contain("請款承辦").And.Contain("請由另一人辦理");

        // The form of the step that is offered, bent to the one that is not.
        await page.EvaluateAsync("document.querySelector('.step-form input[name=trigger]').value = 'Certify'");
        await page.Locator(".step-form summary").ClickAsync();
        await page.Locator(".step-form textarea").FillAsync("強行審核");
        await page.Locator(".step-form details button").ClickAsync();
        var refusal = await page.GetByRole(AriaRole.Alert).InnerTextAsync();
        refusal.Should().Contain("PersonHasOtherDuty").And.Contain("請由另一人辦理");
        (await page.Locator(".steps [aria-current=step]").InnerTextAsync()).Trim().Should().Be("已送件");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Step_PostedByWhoLacksThePolicy_IsForbidden()
    {
        var code = await browser.Draft("好農友", "捐贈－未指定用途", "11,000", Instrument.Grant, "無權之步驟");
        var page = await browser.Open("requester");
        await page.Visit($"/disbursements/{code}");
        await page.EvaluateAsync("document.querySelector('.step-form input[name=trigger]').value = 'ConfirmPayment'");
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.Locator(".step-form button").First.ClickAsync(), response => response.Request.Method == "POST");
        answer.Status.Should().Be(403);
        (await browser.State(code)).Should().Be("草稿");
        await page.Context.CloseAsync();
    }
}
