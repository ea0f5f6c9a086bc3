using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Banking.Statements;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>Arbitrary statements of the kind our files can carry: days in order, tidy texts, references of letters and digits.</summary>
internal static class StatementGenerator
{
    private const string Letters = "ABCXYZ019";
    private static readonly string[] TextPieces = [
        "捐贈", "第一期款", "A", "b", "7", " ", ",", "\"", "'", "&", "<", ">", "=", ";", "-", "—", "("];

    private static Gen<string> Text(IEnumerable<string> pieces, int most) =>
        from length in Gen.Choose(0, most)
        from chosen in Gen.Elements(pieces).ArrayOf(length)
        select string.Join(' ', string.Concat(chosen).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Gen<string> Reference(int least) =>
        from length in Gen.Choose(least, 20)
        from characters in Gen.Elements(Letters.ToCharArray()).ArrayOf(length)
        select new string(characters);

    private static Gen<decimal> Amount(int scale) =>
        from whole in Gen.Frequency((5, Gen.Choose(-1_000_000, 1_000_000)), (1, Gen.Choose(-9, 9)))
        from times in Gen.Elements(1L, 1L, 1_000_003L)
        select whole * times * new decimal(1, 0, 0, false, (byte)scale);

    private static Gen<StatementEntry> Entry(int scale, IEnumerable<string> pieces) =>
        from day in Gen.Choose(0, 5000)
        from later in Gen.Choose(0, 3)
        from amount in Amount(scale)
        from reference in Reference(0)
        from bankReference in Reference(1)
        from hasBankReference in Gen.Elements(true, false)
        from counterparty in Text(pieces, 12)
        from description in Gen.Frequency((4, Text(pieces, 20)), (1, Text(pieces, 400)))
        let date = new LocalDate(2009, 1, 1).PlusDays(day)
        select new StatementEntry(date, date.PlusDays(later), amount, reference, counterparty, description, hasBankReference
            && reference.Length > 0 ? bankReference : null);

    /// <param name="beyondBig5">Also characters that code page 950 lacks, beyond the basic plane too.</param>
    public static Arbitrary<BankStatement> Statements(bool beyondBig5) => Arb.From(
        from scale in Gen.Elements(0, 0, 2, 5)
        from opening in Amount(scale)
        from account in Reference(5)
        from currency in Gen.Elements("TWD", "EUR")
        from number in Gen.Elements(null, "1", "20261121")
        from entries in Entry(scale, beyondBig5 ? TextPieces.Concat(["é", "𠮷", "😀"]) : TextPieces).ListOf()
        let closing = opening + entries.Sum(entry => entry.Amount)
        select new BankStatement(
            account, currency, opening, closing, new LocalDate(2009, 1, 1), new LocalDate(2026, 11, 21), number,
            entries.OrderBy(entry => entry.BookingDate).ToList()));
}
