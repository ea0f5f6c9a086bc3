using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>Books money that moved between two of our own accounts: one entry, and both lines are explained by it.</summary>
internal static class OwnTransferBooking
{
    public static async Task<Result<BookedPart>> Book(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop)
    {
        var session = work.Session;
        if (part.OtherLine is not { } otherId) return OwnTransferRefusals.OtherLineMissing();
        if (!await session.Db.StatementLines.AnyAsync(row => row.Id == otherId, stop))
            return BankingRefusals.StatementLineNotFound(otherId);
        var (other, otherBank) = await MatchStatementLines.Load(session, otherId, stop);
        if (OwnTransferRules.Check(movement, other) is { } refusal) return refusal;

        var otherWork = work.Beside(other, otherBank);
        var otherSide = otherWork.Movement(-movement.Amount);
        var (giving, taking) = movement.IsIncoming ? (otherSide, movement) : (movement, otherSide);
        var shares = await Shares(work, part, giving.Bank, taking.Amount, stop);
        if (shares.IsRefused) return shares.Refusal;
        var draft = OwnTransferRules.Draft(giving, taking, shares.Value);
        if (draft.IsRefused) return draft.Refusal;
        if (await otherWork.LeaveSuspense() is { } held) return held;
        var posted = await work.Post(draft.Value);
        if (posted.IsRefused) return posted.Refusal;

        var booked = new BookedPart(posted.Value, Fund: shares.Value is [var only] ? only.Share.Fund.Id : null);
        otherWork.Add(LinePartKind.OwnTransfer, otherSide.Amount, booked);
        return otherWork.Settle() is { } settled ? settled : booked;
    }

    /// <summary>The funds whose money it is, with what each holds on the giving account; one fund alone needs no amount.</summary>
    private static async Task<Result<IReadOnlyList<(FundShare Share, long Held)>>> Shares(
        LineWork work, PartExplanation part, BankAccount giving, Money moved, CancellationToken stop)
    {
        var named = part.Shares.Count == 0 ? [new ContributionPart(part.Fund ?? "", moved.MinorUnits)] : part.Shares;
        var shares = new List<(FundShare Share, long Held)>();
        foreach (var (code, amount) in named)
        {
            var fund = await LinePartBooking.Fund(work, code, stop);
            if (fund.IsRefused) return fund.Refusal;
            var held = await FundsOnBankAccount.Held(work.Session.Db, giving, fund.Value.Id, stop);
            shares.Add((new FundShare(fund.Value, new Money(amount, moved.Currency)), held));
        }

        return shares;
    }
}
