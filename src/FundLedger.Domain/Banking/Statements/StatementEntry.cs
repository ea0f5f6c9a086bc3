using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>One booked line of a statement. Texts are trimmed, with every run of white space made one space.</summary>
/// <param name="BookingDate">The day the bank booked it, as written in the file (no shift between time zones).</param>
/// <param name="ValueDate">The day interest counts from; the booking date where the file gives none.</param>
/// <param name="Amount">Major units, credit positive, debit negative; exact, with the decimals the file has.</param>
/// <param name="Reference">What the payer was asked to quote, else the bank's own reference; empty when there is none.</param>
/// <param name="Counterparty">The other side's name; empty when the bank does not tell.</param>
/// <param name="Description">All remittance text.</param>
/// <param name="BankReference">The bank's own number of the booking, where it gives one.</param>
public sealed record StatementEntry(
    LocalDate BookingDate,
    LocalDate ValueDate,
    decimal Amount,
    string Reference,
    string Counterparty,
    string Description,
    string? BankReference)
{
    /// <summary>
    /// The bank marked the line as the reversal of an earlier one. The sign of <see cref="Amount"/> already says
    /// which way the money went; names and references are those of the reversed payment.
    /// </summary>
    public bool IsReversal { get; init; }

    /// <summary>
    /// Our own payment references found in everything the bank wrote about the line, kept texts or not, separated by
    /// spaces; empty when there is none.
    /// </summary>
    public string PaymentReferences { get; init; } = "";

    /// <summary>
    /// SHA-256 (64 lower-case hexadecimal digits) of everything that makes this line itself on the given account.
    /// Two truly equal lines have the same identity and are distinguished by their ordinals, see <see cref="IdentifiedEntry"/>.
    /// </summary>
    public string Identity(string account) => StatementIdentity.Of(account, this);
}
