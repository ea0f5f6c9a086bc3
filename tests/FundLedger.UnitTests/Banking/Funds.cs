using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking;

/// <summary>Funds that share bank accounts, in whole dollars.</summary>
internal static class Funds
{
    public static Fund Of(long id, string code, SourceKind source = SourceKind.Donation) =>
        new(id, code, "測試基金", "Test fund", source, null, DesignationKind.None, null);

    public static FundOnAccount OnAccount(long id, long opening, params (LocalDate Date, long Amount)[] moves) =>
        new(Of(id, FormattableString.Invariant($"DON-{id}")), opening, moves);

    /// <summary>A line, or a part of one, on the bank account with that ledger account.</summary>
    public static BankMovement Moved(StatementLine line, string ledgerAccount, long dollars) => new(
        line,
        new BankAccount { Code = ledgerAccount, Name = "專戶", BankCode = "004", AccountNumber = "1", LedgerAccount = ledgerAccount },
        Money.Twd(dollars), line.BookingDate);
}
