namespace FundLedger.Domain.Ledger;

/// <summary>Every way the ledger says no, in the order the rules are checked. Codes are the method names.</summary>
public static class LedgerRefusals
{
    public static Refusal AmountNotReadable(string text) => new(nameof(AmountNotReadable), text);

    public static Refusal AmountTooLarge(string text) => new(nameof(AmountTooLarge), text);

    public static Refusal AmountHasFraction(string text, string currency) => new(nameof(AmountHasFraction), text, currency);
}
