using FundLedger.Demo;
using FundLedger.IntegrationTests.Database;
using NodaTime;

namespace FundLedger.IntegrationTests.Demo;

[Collection(DemoCollection.Name)]
public sealed class DemoResumeTests(DemoFixture demo)
{
    [Fact]
    public async Task Seed_KilledAtSeveralPointsAndContinued_LeavesTheSameAsOneRun()
    {
        await using var database = await TestDatabase.Create();
        var now = DemoFixture.Now;

        // Before the first write, in the master data, and then ever later: between steps, and inside one.
        foreach (var (steps, milliseconds) in new[] { (0, 0), (4, 0), (12, 2), (60, 0), (61, 1), (180, 3), (300, 0), (420, 2), (540, 5) })
        {
            (await Kill(database, now, steps, milliseconds)).Should().BeTrue($"the run was to be killed at step {steps}");
            // Whoever continues does so on a later day: the story keeps its end.
            now += Duration.FromHours(20);
        }

        (await new DemoSeed(database.Connections, DemoFixture.ClockAt(now), TestKeys.None)
            .Seed(new DemoFixture.RecordedProgress([]), CancellationToken.None)).Should().BeTrue();

        (await DemoCounts.Of(database)).Should().Equal(await DemoCounts.Of(demo.Database));
    }

    /// <summary>Runs until so many steps were begun; whether it was still running then.</summary>
    private static async Task<bool> Kill(TestDatabase database, Instant now, int steps, int milliseconds)
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        var seed = new DemoSeed(database.Connections, DemoFixture.ClockAt(now), TestKeys.None)
        {
            BeforeStep = _ =>
            {
                if (begun++ != steps) return;
                if (milliseconds == 0) stop.Cancel();
                else stop.CancelAfter(milliseconds);
            },
        };
        try
        {
            await seed.Seed(new DemoFixture.RecordedProgress([]), stop.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
