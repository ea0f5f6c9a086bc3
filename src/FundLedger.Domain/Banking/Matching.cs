using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>A virtual account's number that stands on a line.</summary>
/// <param name="Document">What it was given for; null when it never was.</param>
public sealed record NumberOnLine(string Number, DocumentReference? Document);

/// <summary>
/// How a bank line finds its document: by the one payment reference or virtual account's number it carries, never by name, amount or
/// date. Whether the document takes the money, the document decides.
/// </summary>
public static class Matching
{
    /// <summary>
    /// The document whose reference or number is in what the bank wrote about the line; both may stand for one. Refused, in this order:
    /// <see cref="BankingRefusals.NoReferenceOnLine"/>, <see cref="BankingRefusals.ReferenceUnknown"/>,
    /// <see cref="BankingRefusals.SeveralReferencesOnLine"/>, <see cref="BankingRefusals.DirectionDiffers"/>.
    /// </summary>
    /// <param name="numbers">Numbers of virtual accounts on the line, see <see cref="TextOf"/>.</param>
    public static Result<DocumentReference> DocumentOf(StatementLine line, params IReadOnlyCollection<NumberOnLine> numbers)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(numbers);
        var given = numbers.Where(number => number.Document is not null).Select(number => number.Document!.Value);
        var references = ReferencesOn(line).Concat(given).Distinct().ToList();
        if (references.Count == 0)
            return numbers.Count > 0 ? BankingRefusals.ReferenceUnknown(numbers.First().Number) : BankingRefusals.NoReferenceOnLine();
        if (references.Count > 1) return BankingRefusals.SeveralReferencesOnLine(references.Count);
        return CheckDirection(references[0], line) is { } refusal ? refusal : references[0];
    }

    /// <summary>The payment references in what the bank wrote about the line.</summary>
    public static IReadOnlyList<DocumentReference> ReferencesOn(StatementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return PaymentReference.FindIn(line.PaymentReferences ?? $"{line.Reference} {line.Description}");
    }

    /// <summary>Where a virtual account's number may stand: banks print it beside the payer, in the remark or by itself.</summary>
    public static string TextOf(StatementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return $"{line.Reference} / {line.Counterparty} / {line.Description}";
    }

    /// <summary>The document a person names; refused: <see cref="BankingRefusals.ReferenceUnknown"/> unless it is one reference.</summary>
    public static Result<DocumentReference> DocumentNamed(string reference) =>
        PaymentReference.FindIn(reference) is [var document] ? document : BankingRefusals.ReferenceUnknown(reference);

    /// <summary>
    /// Money comes in for contributions and returns, and goes out for disbursements. Refused:
    /// <see cref="BankingRefusals.DirectionDiffers"/>.
    /// </summary>
    public static Refusal? CheckDirection(DocumentReference document, StatementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return CheckDirection(document, line.IsIncoming);
    }

    /// <summary>As above, for money that comes in or goes out as part of a line.</summary>
    public static Refusal? CheckDirection(DocumentReference document, bool incoming)
    {
        var fits = document.Kind switch
        {
            DocumentKind.Contribution or DocumentKind.ExpectedReturn => incoming,
            DocumentKind.Disbursement => !incoming,
            _ => false,
        };
        return fits ? null : BankingRefusals.DirectionDiffers(PaymentReference.Of(document));
    }
}
