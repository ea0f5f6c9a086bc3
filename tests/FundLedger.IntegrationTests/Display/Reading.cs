using System.Globalization;

namespace FundLedger.IntegrationTests.Display;

/// <summary>Runs a test as a reader of one language.</summary>
internal sealed class Reading : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public Reading(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
