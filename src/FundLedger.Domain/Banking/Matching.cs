using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>
/// How a bank line finds its document: by the one payment reference it carries, never by name, amount or date. Whether the
/// document takes the money, the document decides.
/// </summary>
public static class Matching
{
    /// <summary>
    /// The document whose reference is in what the bank wrote about the line. Refused, in this order:
    /// <see cref="BankingRefusals.NoReferenceOnLine"/>, <see cref="BankingRefusals.SeveralReferencesOnLine"/>,
    /// <see cref="BankingRefusals.DirectionDiffers"/>.
    /// </summary>
    public static Result<DocumentReference> DocumentOf(StatementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var references = PaymentReference.FindIn(line.PaymentReferences ?? $"{line.Reference} {line.Description}");
        if (references.Count == 0) return BankingRefusals.NoReferenceOnLine();
        if (references.Count > 1) return BankingRefusals.SeveralReferencesOnLine(references.Count);
        return CheckDirection(references[0], line) is { } refusal ? refusal : references[0];
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
