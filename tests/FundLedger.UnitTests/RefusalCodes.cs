using FundLedger.Domain;

// In the root namespace, so that every test sees it without a using.
namespace FundLedger;

public static class RefusalCodes
{
    /// <summary>
    /// The code to assert on; null when nothing was refused. A method and not <c>result.Refusal?.Code.Should()</c>,
    /// which asserts nothing at all when there is no refusal.
    /// </summary>
    public static string? RefusalCode<T>(this Result<T> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Refusal?.Code;
    }
}
