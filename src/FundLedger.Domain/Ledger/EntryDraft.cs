using System.Globalization;
using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>The three voucher kinds (傳票): receipt 收入, payment 支出, transfer 轉帳.</summary>
public enum VoucherKind
{
    Receipt = 1,
    Payment = 2,
    Transfer = 3,
}

/// <summary>An entry's number: fiscal year and gapless number within it, written <c>2026/123</c>.</summary>
public readonly record struct EntryReference(int FiscalYear, long Number)
{
    /// <summary>No reference is written in more letters.</summary>
    public const int MaxLetters = 32;

    public override string ToString() => Write(stackalloc char[MaxLetters]).ToString();

    /// <summary>As <see cref="ToString"/>, into memory of the caller's; returns what was written.</summary>
    public ReadOnlySpan<char> Write(Span<char> destination)
    {
        destination.TryWrite(CultureInfo.InvariantCulture, $"{FiscalYear}/{Number}", out var length);
        return destination[..length];
    }

    /// <summary>Reads <c>2026/123</c>; refused: <see cref="LedgerRefusals.EntryNumberNotReadable"/>.</summary>
    public static Result<EntryReference> Parse(string? text)
    {
        var parts = (text ?? "").Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new EntryReference(year, number)
            : LedgerRefusals.EntryNumberNotReadable(text ?? "");
    }
}

/// <summary>The document that causes a posting, an approval or a lot movement.</summary>
public enum DocumentKind
{
    Contribution = 1,
    Disbursement = 2,
    ExpectedReturn = 3,
    StatementLine = 4,
    ManualVoucher = 5,
    Opening = 6,

    /// <summary>The closing of a fiscal year; the id is the year.</summary>
    YearClosing = 7,

    /// <summary>A donor's consent to another designation.</summary>
    DesignationChange = 8,

    /// <summary>A change of what a person may do, which two people decide; it books nothing.</summary>
    AccessChange = 9,

    /// <summary>A payee's new bank account; moves no money.</summary>
    PayeeAccountChange = 10,

    /// <summary>What somebody intends to give; its instalments are contributions.</summary>
    Donation = 11,

    /// <summary>Part of a gift that its donor asks back.</summary>
    GiftRefund = 12,

    /// <summary>A request to draw money of a central programme; what its approval books belongs to the contribution.</summary>
    DrawDown = 15,
}

public readonly record struct DocumentReference(DocumentKind Kind, long Id);

/// <summary>What a newly opened lot comes from.</summary>
public enum LotKind
{
    Contribution = 1,
    Return = 2,

    /// <summary>Opened by a transfer, re-designation or recycling out of a parent lot.</summary>
    Child = 3,

    /// <summary>Opened by a manual voucher.</summary>
    Manual = 4,

    /// <summary>What the bank paid on pooled money.</summary>
    Interest = 5,
}

/// <summary>Where the lots that an entry opens come from.</summary>
/// <param name="DocumentId">
/// The contribution, the expected return or the disbursement that is paid back, the bank line of interest; null for manual and
/// child lots.
/// </param>
public sealed record LotOrigin(LotKind Kind, long? DocumentId = null);

/// <summary>An exact movement on an existing lot, given by a reversal instead of being derived.</summary>
public sealed record LotMovement(long LotId, string Fund, long Used, long Encumbered);

/// <summary>One line to be posted.</summary>
/// <param name="Amount">Debit positive, credit negative; never zero.</param>
/// <param name="LotId">Donor-directed: the lot this line must use. Null: first in, first out inside the fund.</param>
public sealed record PostingDraft(
    string Account, string Fund, Money Amount, long? PartyId = null, long? VentureId = null, long? LotId = null);

/// <summary>A request to book an entry; <see cref="EntryRules.Accept"/> decides.</summary>
public sealed record EntryDraft(
    VoucherKind Kind, LocalDate BookingDate, string Description, IReadOnlyList<PostingDraft> Postings)
{
    /// <summary>The date the money moved at the bank; the booking date when nothing else is known.</summary>
    public LocalDate ValueDate { get; init; } = BookingDate;

    public DocumentReference? Document { get; init; }

    /// <summary>What a rise of spendable money is; a rise without it is refused.</summary>
    public LotOrigin? Opens { get; init; }

    /// <summary>
    /// The exact inverse of movements that were made: all of an entry's, by <see cref="Reversal"/>, or what a document gives back
    /// of what it has used.
    /// </summary>
    public IReadOnlyList<LotMovement>? ExactLotMovements { get; init; }

    /// <summary>The entry this one takes back, line by line, once; the description then gives the reason.</summary>
    public EntryReference? Reverses { get; init; }

    /// <summary>
    /// The entry of a closed fiscal year that this one corrects, once: the same inverse lines, revenue and expense sent
    /// to 3301. Set by <see cref="Correction"/> only.
    /// </summary>
    public EntryReference? Corrects { get; init; }

    public EntryReference? Undoes => Reverses ?? Corrects;

    /// <summary>A year-end adjustment: period 13, booked on 31 December.</summary>
    public bool Adjustment { get; init; }

    /// <summary>Made by the closing of the year: period 14, booked on 31 December.</summary>
    public bool Closing { get; init; }

    /// <summary>Accounting period: the month of the booking date, 13 for adjustments, 14 for closing entries.</summary>
    public int Period => Closing ? FiscalYearPeriods.Closing : Adjustment ? FiscalYearPeriods.Adjustments : BookingDate.Month;

    /// <summary>Who prepared a manual voucher and so books it; null: whoever acts.</summary>
    public long? PreparerId { get; init; }

    /// <summary>The second person, who approved a manual voucher; never the one who prepared it.</summary>
    public long? ApproverId { get; init; }

    /// <summary>What a soft-closed period still takes.</summary>
    public bool IsCorrection => Undoes is not null || Manual;

    /// <summary>Typed in by a person instead of being caused by a workflow: some accounts are closed to it.</summary>
    public bool Manual { get; init; }

    /// <summary>
    /// The opening balances of the books, or what takes such an entry back: allowed only while nothing else is booked
    /// (<see cref="Vouchers.OpeningRules"/>).
    /// </summary>
    public bool Opening { get; init; }
}
