using FundLedger.Web.Access;
using NodaTime;

namespace FundLedger.BrowserTests.People;

/// <summary>What an authenticator app shows for a key.</summary>
internal static class OneTimeCode
{
    private const int StepSeconds = 30;

    public static string Now(string base32Key) =>
        OneTimeCodes.Code(base32Key, SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds() / StepSeconds);
}
