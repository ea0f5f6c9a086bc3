namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// Lets a reader continue with a substitute value after a problem: the first problem is what the whole file
/// is refused for, so later values no longer matter.
/// </summary>
internal sealed class FirstRefusal
{
    /// <summary>ISO 4217 currencies that are written without decimals; in dollars of Taiwan they are never used.</summary>
    private static readonly HashSet<string> WithoutDecimals = new(StringComparer.Ordinal)
    {
        "TWD", "JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF", "BIF", "DJF", "GNF", "KMF", "RWF", "VUV",
    };

    public Refusal? Refusal { get; private set; }

    /// <summary>The first amount that may be thousands written with a point; refused in a currency without decimals.</summary>
    public Refusal? Doubt { get; private set; }

    public void Note(Refusal refusal) => Refusal ??= refusal;

    /// <summary>An amount, remembered when three digits stand behind its point.</summary>
    public decimal TakeAmount(Result<decimal> amount, int line, string column, string text)
    {
        var value = Take(amount, 0);
        if (AmountText.MayBeThousands(value)) Doubt ??= StatementRefusals.StatementAmountNotReadable(line, column, text);
        return value;
    }

    /// <summary>Refuses the amount in doubt if the currency has no decimals.</summary>
    public void DecideDoubt(string currency)
    {
        if (Doubt is { } doubt && WithoutDecimals.Contains(currency)) Note(doubt);
    }

    public T Take<T>(Result<T> result, T standIn)
    {
        if (!result.IsRefused) return result.Value;
        Note(result.Refusal);
        return standIn;
    }
}
