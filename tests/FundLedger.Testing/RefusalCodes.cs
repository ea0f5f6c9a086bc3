using FundLedger.Domain;

namespace FundLedger.Testing;

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
