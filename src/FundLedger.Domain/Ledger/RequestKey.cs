namespace FundLedger.Domain.Ledger;

/// <summary>The key that makes a write safe to send twice: chosen by the caller, compared character by character.</summary>
public static class RequestKey
{
    public const int MaximumLength = 200;

    /// <summary>
    /// Null for a key that can be used: 1 to <see cref="MaximumLength"/> storable characters without white space at
    /// either end.
    /// </summary>
    public static Refusal? Check(string key) => string.IsNullOrWhiteSpace(key)
        ? LedgerRefusals.RequestKeyMissing()
        : key.Length > MaximumLength ? LedgerRefusals.RequestKeyTooLong(key.Length, MaximumLength)
        : !StorableText.Is(key) ? LedgerRefusals.RequestKeyNotText()
        : CodeText.IsPadded(key) ? LedgerRefusals.RequestKeyPadded() : null;
}
