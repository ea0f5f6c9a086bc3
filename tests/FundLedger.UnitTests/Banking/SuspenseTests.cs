using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Banking;

public sealed class SuspenseTests
{
    private static readonly BankAccount Bank =
        new() { Code = "MAIN", Name = "專戶", BankCode = "004", AccountNumber = "1", LedgerAccount = "1101.02" };

    [Fact]
    public void SetAside_ACredit_IsAnUnidentifiedReceipt()
    {
        var entry = Suspense.SetAside(Lines.In(100, ""), Bank, Currency.Twd);
        (entry.Kind, entry.BookingDate, entry.ValueDate, entry.Document).Should().Be(
            (VoucherKind.Receipt, Lines.Booked, Lines.Booked.PlusDays(1),
                (DocumentReference?)new DocumentReference(DocumentKind.StatementLine, 8)));
        Postings(entry).Should().Equal(("1101.02", "SUSPENSE", 100L), ("2102", "SUSPENSE", -100L));
        entry.Opens.Should().BeNull("unidentified money opens no lot");
    }

    [Fact]
    public void SetAside_ADebit_IsAnUnidentifiedDebit()
    {
        var entry = Suspense.SetAside(Lines.Out(100, ""), Bank, Currency.Twd);
        entry.Kind.Should().Be(VoucherKind.Payment);
        Postings(entry).Should().Equal(("1101.02", "SUSPENSE", -100L), ("1113", "SUSPENSE", 100L));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    public void Clear_WhatWasSetAside_LeavesNothing(long dollars)
    {
        var line = Lines.In(dollars, "");
        Postings(Suspense.SetAside(line, Bank, Currency.Twd)).Concat(Postings(Suspense.Clear(line, Bank, Currency.Twd, line.BookingDate)))
            .GroupBy(posting => (posting.Account, posting.Fund), (_, postings) => postings.Sum(posting => posting.Amount))
            .Should().Equal(0L, 0L);
    }

    private static IEnumerable<(string Account, string Fund, long Amount)> Postings(EntryDraft entry) =>
        entry.Postings.Select(posting => (posting.Account, posting.Fund, posting.Amount.MinorUnits));
}
