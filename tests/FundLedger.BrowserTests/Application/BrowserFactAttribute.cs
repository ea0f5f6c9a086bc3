namespace FundLedger.BrowserTests.Application;

/// <summary>
/// A test that needs Chromium. Where none is installed it is skipped, aloud; with FUNDLEDGER_REQUIRE_BROWSER=1 it runs
/// and fails, so that a build server cannot lose these tests unnoticed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.ReasonToSkip;
}

/// <summary>As <see cref="BrowserFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.ReasonToSkip;
}
