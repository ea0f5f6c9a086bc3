using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Testing.Model;

/// <summary>One thing somebody does to the books, on a few funds and documents so that moves meet.</summary>
public abstract record LedgerMove
{
    public const int Funds = 2;
    private const int Documents = 2;

    /// <summary>The months that moves may be dated back to, and that may be closed; a move dated 0 is of today.</summary>
    public const int Months = 2;

    /// <summary>Sequences of up to forty moves with small amounts, so that shortages happen as often as not.</summary>
    public static Arbitrary<LedgerMove[]> Sequences()
    {
        var fund = Gen.Choose(0, Funds - 1);
        var document = Gen.Choose(0, Documents - 1);
        var dollars = Gen.Choose(1, 60).Select(amount => (long)amount);
        var month = Gen.Frequency((5, Gen.Constant(0)), (2, Gen.Choose(1, Months)));
        var earlier = Gen.Choose(0, 15);
        var move = Gen.Frequency(
            (5, from to in fund from amount in dollars from back in month select (LedgerMove)new Give(to, amount, back)),
            (3, from giver in fund from amount in dollars from back in month select (LedgerMove)new Spend(giver, amount, back)),
            (3, from giver in fund
                from owner in document
                from amount in dollars
                from back in month
                select (LedgerMove)new Hold(giver, amount, owner, back)),
            (2, from giver in fund from owner in document from amount in dollars select (LedgerMove)new Free(giver, amount, owner)),
            (2, from giver in fund
                from owner in document
                from amount in dollars
                from back in month
                select (LedgerMove)new Release(giver, amount, owner, back)),
            (2, from giver in fund from amount in dollars from back in month select (LedgerMove)new Shift(giver, 1 - giver, amount, back)),
            (2, from lot in earlier from amount in dollars select (LedgerMove)new Redesignate(lot, amount)),
            (5, earlier.Select(index => (LedgerMove)new TakeBack(index))),
            (2, from period in Gen.Choose(1, Months)
                from step in Gen.Elements(PeriodMove.SoftClose, PeriodMove.Close, PeriodMove.Reopen)
                select (LedgerMove)new MovePeriod(period, step)));
        return Arb.From(Gen.Choose(1, 40).SelectMany(length => Gen.ArrayOf(move, length)), Shorter);
    }

    /// <summary>A failing sequence is shortened by leaving out one move at a time.</summary>
    private static IEnumerable<LedgerMove[]> Shorter(LedgerMove[] moves) =>
        Enumerable.Range(0, moves.Length).Select(left => moves.Where((_, index) => index != left).ToArray());

    /// <summary>The entry that says it; null for a reversal and a period, which have no draft of their own.</summary>
    /// <param name="lotOf">The fund's position and the number of the one lot that the accepted move at a position opened.</param>
    public EntryDraft? Draft(
        string[] funds, LocalDate today, Func<int, DocumentReference> document, Func<int, (int Fund, long Lot)?> lotOf) => this switch
        {
            Give give => Drafts.Gift(funds[give.Fund], give.Dollars, Day(give.Month, today)),
            Spend spend => Drafts.Fee(funds[spend.Fund], spend.Dollars, Day(spend.Month, today)),
            Hold hold => Drafts.Encumbrance(funds[hold.Fund], hold.Dollars, Day(hold.Month, today), document(hold.Document)),
            Free free => Drafts.Encumbrance(funds[free.Fund], -free.Dollars, today, document(free.Document)),
            Release release => Drafts.Release(funds[release.Fund], release.Dollars, Day(release.Month, today), document(release.Document)),
            Shift shift => Drafts.Transfer(funds[shift.From], funds[shift.To], shift.Dollars, Day(shift.Month, today)),
            Redesignate move when lotOf(move.Move) is { } source => Directed(
                Drafts.Transfer(funds[source.Fund], funds[1 - source.Fund], move.Dollars, today), funds[source.Fund], source.Lot),
            _ => null,
        };

    private static EntryDraft Directed(EntryDraft transfer, string giver, long lot) => transfer with
    {
        Postings = transfer.Postings.Select(
            posting => posting.Fund == giver && posting.Account == Drafts.Bank ? posting with { LotId = lot } : posting).ToArray(),
    };

    private static LocalDate Day(int month, LocalDate today) => month == 0 ? today : new LocalDate(today.Year, month, 15);
}

public sealed record Give(int Fund, long Dollars, int Month = 0) : LedgerMove;

public sealed record Spend(int Fund, long Dollars, int Month = 0) : LedgerMove;

public sealed record Hold(int Fund, long Dollars, int Document, int Month = 0) : LedgerMove;

public sealed record Free(int Fund, long Dollars, int Document) : LedgerMove;

public sealed record Release(int Fund, long Dollars, int Document, int Month = 0) : LedgerMove;

public sealed record Shift(int From, int To, long Dollars, int Month = 0) : LedgerMove;

/// <summary>Moves money of the lot that the accepted move at that position opened, and of no other, into the other fund.</summary>
public sealed record Redesignate(int Move, long Dollars) : LedgerMove;

/// <summary>Reverses the accepted move at that position, counted from zero.</summary>
public sealed record TakeBack(int Move) : LedgerMove;

/// <summary>Closes a month, or opens it again.</summary>
public sealed record MovePeriod(int Month, PeriodMove Step) : LedgerMove;
