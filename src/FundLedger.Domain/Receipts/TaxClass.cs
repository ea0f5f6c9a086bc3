namespace FundLedger.Domain.Receipts;

/// <summary>What a receipt is to the tax office; each class has its own series of numbers. The numbers are stored.</summary>
public enum TaxClass
{
    /// <summary>對政府捐贈: the donor deducts the whole amount.</summary>
    GovernmentGift = 1,

    /// <summary>代轉: passed on to a recipient that the donor names, and no gift to the government.</summary>
    PassThrough = 2,
}

/// <summary>How a class is written on a receipt.</summary>
/// <param name="Letter">Its place in the number.</param>
/// <param name="Chinese">What it is called on the receipt.</param>
/// <param name="Note">What the receipt must say besides; null for nothing.</param>
public sealed record TaxClassTerms(TaxClass Class, char Letter, string Chinese, string? Note)
{
    public static IReadOnlyList<TaxClassTerms> All { get; } =
    [
        new(TaxClass.GovernmentGift, 'A', "對政府捐贈", null),
        new(TaxClass.PassThrough, 'B', "代轉捐款", "非對政府捐款,屬代轉性質"),
    ];

    public static TaxClassTerms Of(TaxClass taxClass) => All.Single(terms => terms.Class == taxClass);
}
