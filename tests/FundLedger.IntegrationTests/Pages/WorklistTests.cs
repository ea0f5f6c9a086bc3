using System.Net;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>The home page begins with what waits for the person who reads it, and what is wrong.</summary>
[Collection(PagesCollection.Name)]
public sealed class WorklistTests(PagesFixture pages)
{
    [Theory]
    [InlineData("finance", "WorkAwaitedReports", true)]
    [InlineData("finance", "WorkVouchers", false)]
    [InlineData("chief", "WorkVouchers", true)]
    [InlineData("chief", "WorkDisbursements", false)]
    [InlineData("certifier", "WorkDisbursements", true)]
    [InlineData("certifier", "WorkUnidentifiedLines", false)]
    [InlineData("authorizer", "WorkDisbursements", true)]
    [InlineData("cashier", "WorkDisbursements", true)]
    [InlineData("reconciler", "WorkUnidentifiedLines", true)]
    [InlineData("reconciler", "WorkAwaitedReports", false)]
    [InlineData("auditor", "WorkUnidentifiedLines", true)]
    [InlineData("auditor", "WorkDisbursements", false)]
    public async Task Home_ShowsWhatConcernsThePersonAndNothingElse(string person, string word, bool shown)
    {
        using var visitor = await pages.Open(person);
        var source = Features.Work.Single(work => work.Word == word);
        var home = await HtmlPage.Read(await visitor.Get("/"));
        home.Links(".work-row a").Contains(source.Address).Should().Be(shown, "of {0} for {1}", word, person);
    }

    [Fact]
    public async Task EveryLineOfEverybody_LeadsToAPageThatOpens()
    {
        var followed = 0;
        foreach (var person in new[] { "finance", "chief", "requester", "certifier", "authorizer", "cashier", "reconciler", "auditor" })
        {
            using var visitor = await pages.Open(person);
            var home = await HtmlPage.Read(await visitor.Get("/"));
            foreach (var address in home.Links(".work-row a"))
            {
                followed++;
                (await visitor.Get(address)).StatusCode.Should().Be(HttpStatusCode.OK, "{0} follows {1}", person, address);
            }
        }

        followed.Should().BeGreaterThan(15);
    }

    [Fact]
    public void EverySource_LeadsToItsListAndHasAWord()
    {
        Features.Work.Should().OnlyHaveUniqueItems(source => source.Word).And.HaveCountGreaterThan(8);
        Features.Work.Should().OnlyContain(source => source.Address.StartsWith('/') && source.Policy.Policies.Count > 0);
    }
}
