using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking;

/// <summary>Bank lines as a match run meets them, in whole dollars.</summary>
internal static class Lines
{
    public static readonly LocalDate Booked = new(2026, 7, 3);

    public static StatementLine In(long dollars, string reference, string description = "") => new()
    {
        Id = 8,
        Identity = [],
        BookingDate = Booked,
        ValueDate = Booked.PlusDays(1),
        Amount = dollars,
        Reference = reference,
        Counterparty = "somebody",
        Description = description,
    };

    public static StatementLine Out(long dollars, string reference) => In(-dollars, reference);

    public static StatementLine InState(StatementLineState state)
    {
        var line = In(100, "");
        var document = new DocumentReference(DocumentKind.Contribution, 5);
        var entry = new EntryReference(2026, 12);
        _ = state switch
        {
            StatementLineState.Matched => line.Match(document, entry),
            StatementLineState.Unidentified => line.SetAside(BankingRefusals.NoReferenceOnLine(), entry),
            StatementLineState.Explained => line.Explain(document, entry, "somebody"),
            _ => null,
        };
        return line;
    }
}
