using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>What a person says a part of a bank line is.</summary>
/// <param name="Amount">Credit positive.</param>
public readonly record struct NamedPart(LinePartKind Kind, Money Amount);

/// <summary>What the parts of a bank line must meet before any of them is booked.</summary>
public static class LinePartRules
{
    /// <summary>More parts than a person reads over are a file of their own.</summary>
    public const int MaximumParts = 50;

    /// <summary>
    /// Refused, in this order: no part (<see cref="LinePartRefusals.LineWithoutParts"/>), too many
    /// (<see cref="LinePartRefusals.LineHasTooManyParts"/>), a part of nothing (<see cref="LinePartRefusals.PartAmountMissing"/>),
    /// one that its kind never is (<see cref="LinePartRefusals.PartDirectionDiffers"/>), and another sum than the line's
    /// (<see cref="LinePartRefusals.PartsDoNotSum"/>).
    /// </summary>
    /// <param name="line">The line's amount, credit positive.</param>
    /// <param name="parts">In the person's order. Credits and debits may stand side by side: a platform keeps its fee.</param>
    public static Refusal? Check(Money line, IReadOnlyList<NamedPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0) return LinePartRefusals.LineWithoutParts();
        if (parts.Count > MaximumParts) return LinePartRefusals.LineHasTooManyParts(parts.Count, MaximumParts);
        for (var index = 0; index < parts.Count; index++)
        {
            var (kind, amount) = parts[index];
            if (amount.IsZero) return LinePartRefusals.PartAmountMissing(index + 1);
            if (!Allows(kind, amount)) return LinePartRefusals.PartDirectionDiffers(index + 1, kind);
        }

        // Typed figures may pass the largest amount together; what is shown is then the largest there is.
        var sum = parts.Aggregate(Int128.Zero, (total, part) => total + part.Amount.MinorUnits);
        return sum == line.MinorUnits
            ? null
            : LinePartRefusals.PartsDoNotSum(new Money((long)Int128.Clamp(sum, -long.MaxValue, long.MaxValue), line.Currency), line);
    }

    /// <summary>Money of nobody yet spends nothing; refused: <see cref="LinePartRefusals.FundIsSuspense"/>.</summary>
    public static Refusal? CheckFund(Fund fund)
    {
        ArgumentNullException.ThrowIfNull(fund);
        return fund.Source == SourceKind.Suspense ? LinePartRefusals.FundIsSuspense(fund.Code) : null;
    }

    /// <summary>
    /// What comes back of a document stands in one part of a line, for each part is decided by what the books held before it;
    /// refused: <see cref="LinePartRefusals.DocumentNamedTwice"/>.
    /// </summary>
    public static Refusal? CheckNamedOnce(IReadOnlyList<StatementLinePart> before, DocumentReference document)
    {
        ArgumentNullException.ThrowIfNull(before);
        return before.Any(part => part.Document == document) ? LinePartRefusals.DocumentNamedTwice(before.Count + 1) : null;
    }

    /// <summary>A document knows its own direction; money between our accounts goes either way.</summary>
    private static bool Allows(LinePartKind kind, Money amount) => kind switch
    {
        LinePartKind.Document or LinePartKind.OwnTransfer => true,
        LinePartKind.Fee => amount.IsNegative,
        LinePartKind.BankInterest or LinePartKind.NewContribution or LinePartKind.Refund or LinePartKind.BouncedPayment =>
            !amount.IsNegative,
        _ => throw new InvalidOperationException($"Unknown kind {kind}."),
    };
}

/// <summary>Every way a person's explanation is refused before its documents are asked.</summary>
public static class LinePartRefusals
{
    public static Refusal LineWithoutParts() => new(nameof(LineWithoutParts));

    public static Refusal LineHasTooManyParts(int parts, int most) => new(nameof(LineHasTooManyParts), parts, most);

    public static Refusal PartAmountMissing(int part) => new(nameof(PartAmountMissing), part);

    public static Refusal PartDirectionDiffers(int part, LinePartKind kind) => new(nameof(PartDirectionDiffers), part, kind);

    public static Refusal PartsDoNotSum(Money parts, Money line) => new(nameof(PartsDoNotSum), parts, line);

    public static Refusal DocumentNamedTwice(int part) => new(nameof(DocumentNamedTwice), part);

    public static Refusal FundIsSuspense(string fund) => new(nameof(FundIsSuspense), fund);
}
