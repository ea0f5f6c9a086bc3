namespace FundLedger.Domain.Ledger;

/// <summary>
/// A currency and the number of decimal digits its smallest booked unit has.
/// The exponent is configuration: New Taiwan dollars are booked in whole dollars (0) although ISO 4217 lists 2.
/// </summary>
/// <param name="Code">ISO 4217 alphabetic code.</param>
/// <param name="Exponent">Decimal digits of the minor unit, 0 to 4.</param>
public sealed record Currency(string Code, int Exponent)
{
    public static readonly Currency Twd = new("TWD", 0);

    public override string ToString() => Code;
}
