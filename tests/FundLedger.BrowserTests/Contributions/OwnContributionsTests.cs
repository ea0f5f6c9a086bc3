using System.Text.Json;
using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Contributions;

/// <summary>A company sees its own gifts and nothing of another's, by whatever address.</summary>
[Collection(Reading.Name)]
public sealed class OwnContributionsTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task List_OfACompany_HoldsItsOwnGiftsOnly()
    {
        var everybody = await Export("finance", "");
        var own = await Export("company1", "");
        var payer = own.Select(gift => gift.Payer).Distinct().Should().ContainSingle().Subject;
        own.Select(gift => gift.Code).Should().BeEquivalentTo(everybody.Where(gift => gift.Payer == payer).Select(gift => gift.Code));
    }

    [BrowserFact]
    public async Task Filter_ForAnotherPayer_GivesACompanyNothing()
    {
        var other = (await Export("company2", ""))[0];
        (await Export("company1", $"&text={Uri.EscapeDataString(other.Payer)}")).Should().BeEmpty();
        (await Export("company1", $"&text={other.Code}")).Should().BeEmpty();
    }

    [BrowserFact]
    public async Task GiftOfAnotherCompany_IsNotFoundRatherThanForbidden()
    {
        var other = (await Export("company2", "")).First(gift => gift.State == "Received");
        var page = await browser.Open("company1");
        await page.Visit($"/contributions/{other.Code}", status: 404);
        await page.Visit($"/contributions/{other.Code}?format=json", status: 404);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task OwnGift_ShowsWhereTheMoneyWent()
    {
        var page = await browser.Open("company1", "en");
        foreach (var gift in (await Export("company1", "")).Where(gift => gift.State == "Received").Take(2))
        {
            await page.Visit($"/contributions/{gift.Code}");
            (await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Where the money went" }).CountAsync()).Should()
                .Be(1);
            (await page.Locator(".chart.drawn canvas").CountAsync()).Should().Be(1);
            (await page.Faults()).Should().BeEmpty();
        }

        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task OwnGift_OnAPhone_ListsTheFlowsWithTheirAmountsInsteadOfThePicture()
    {
        var gift = (await Export("company1", "")).First(gift => gift.State == "Received");
        var page = await browser.Open("company1");
        await page.SetViewportSizeAsync(390, 844);
        await page.Visit($"/contributions/{gift.Code}");
        (await page.Locator("canvas").CountAsync()).Should().Be(0);
        var flows = page.Locator(".flow-list li");
        (await flows.CountAsync()).Should().BePositive();
        (await flows.First.IsVisibleAsync()).Should().BeTrue();
        (await flows.First.InnerTextAsync()).Should().Contain("→").And.MatchRegex(@"\d,\d{3}");
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).Should().BeLessThanOrEqualTo(0);
        (await page.Faults()).Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    private async Task<IReadOnlyList<Gift>> Export(string person, string filter)
    {
        var page = await browser.Open(person);
        var answer = await page.APIRequest.GetAsync($"/contributions?format=json{filter}");
        var gifts = JsonDocument.Parse(await answer.TextAsync()).RootElement.EnumerateArray()
            .Select(row => new Gift(row.GetProperty("code").GetString()!, row.GetProperty("payer").GetString()!, row.GetProperty("state")
                .GetString()!)).ToList();
        await page.Context.CloseAsync();
        return gifts;
    }

    private sealed record Gift(string Code, string Payer, string State);
}
