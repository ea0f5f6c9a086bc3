using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using NodaTime;

namespace FundLedger.UnitTests.Ledger.Model;

/// <summary>One thing somebody does to the books, on a few funds and documents so that moves meet.</summary>
internal abstract record LedgerMove
{
    public const int Funds = 2;
    private const int Documents = 2;

    /// <summary>Sequences of up to forty moves with small amounts, so that shortages happen as often as not.</summary>
    public static Arbitrary<LedgerMove[]> Sequences()
    {
        var fund = Gen.Choose(0, Funds - 1);
        var document = Gen.Choose(0, Documents - 1);
        var dollars = Gen.Choose(1, 60).Select(amount => (long)amount);
        var move = Gen.Frequency(
            (4, fund.SelectMany(to => dollars.Select(amount => (LedgerMove)new Give(to, amount)))),
            (3, fund.SelectMany(from => dollars.Select(amount => (LedgerMove)new Spend(from, amount)))),
            (3, fund.SelectMany(from => document.SelectMany(by => dollars.Select(amount => (LedgerMove)new Hold(from, amount, by))))),
            (2, fund.SelectMany(from => document.SelectMany(by => dollars.Select(amount => (LedgerMove)new Free(from, amount, by))))),
            (2, fund.SelectMany(from => document.SelectMany(by => dollars.Select(amount => (LedgerMove)new Release(from, amount, by))))),
            (2, fund.SelectMany(from => dollars.Select(amount => (LedgerMove)new Shift(from, 1 - from, amount)))),
            (5, Gen.Choose(0, 15).Select(index => (LedgerMove)new TakeBack(index))));
        return Arb.From(Gen.Choose(1, 40).SelectMany(length => Gen.ArrayOf(move, length)), Shorter);
    }

    /// <summary>A failing sequence is shortened by leaving out one move at a time.</summary>
    private static IEnumerable<LedgerMove[]> Shorter(LedgerMove[] moves) =>
        Enumerable.Range(0, moves.Length).Select(left => moves.Where((_, index) => index != left).ToArray());

    /// <summary>The entry that says it; null for a reversal, which has no draft of its own.</summary>
    public EntryDraft? Draft(string[] funds, LocalDate today, Func<int, DocumentReference> document) => this switch
    {
        Give give => Drafts.Gift(funds[give.Fund], give.Dollars, today),
        Spend spend => Drafts.Fee(funds[spend.Fund], spend.Dollars, today),
        Hold hold => Drafts.Encumbrance(funds[hold.Fund], hold.Dollars, today, document(hold.Document)),
        Free free => Drafts.Encumbrance(funds[free.Fund], -free.Dollars, today, document(free.Document)),
        Release release => Drafts.Release(funds[release.Fund], release.Dollars, today, document(release.Document)),
        Shift shift => Drafts.Transfer(funds[shift.From], funds[shift.To], shift.Dollars, today),
        _ => null,
    };
}

internal sealed record Give(int Fund, long Dollars) : LedgerMove;

internal sealed record Spend(int Fund, long Dollars) : LedgerMove;

internal sealed record Hold(int Fund, long Dollars, int Document) : LedgerMove;

internal sealed record Free(int Fund, long Dollars, int Document) : LedgerMove;

internal sealed record Release(int Fund, long Dollars, int Document) : LedgerMove;

internal sealed record Shift(int From, int To, long Dollars) : LedgerMove;

/// <summary>Reverses the accepted move at that position, counted from zero.</summary>
internal sealed record TakeBack(int Move) : LedgerMove;
