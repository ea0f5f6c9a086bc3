using FundLedger.Data;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

/// <summary>Books one part of a line by its kind.</summary>
internal static class LinePartBooking
{
    public static Task<Result<BookedPart>> Book(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop) => part.Kind switch
        {
            LinePartKind.Document => Document(work, movement, part, stop),
            LinePartKind.Fee => Fee(work, movement, part, stop),
            LinePartKind.BankInterest => Interest(work, movement, part, stop),
            LinePartKind.NewContribution => NewContribution(work, movement, part, stop),
            LinePartKind.Refund => MoneyBackBooking.Refund(work, movement, part, stop),
            LinePartKind.BouncedPayment => MoneyBackBooking.BouncedPayment(work, movement, part, stop),
            LinePartKind.OwnTransfer => OwnTransferBooking.Book(work, movement, part, stop),
            _ => throw new InvalidOperationException($"Unknown kind {part.Kind}."),
        };

    private static async Task<Result<BookedPart>> Document(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop)
    {
        var document = Matching.DocumentNamed(part.Reference ?? "");
        if (document.IsRefused) return document.Refusal;
        var booked = await BankLineBooking.Book(work.Session, movement, document.Value, stop);
        return booked.Select(entry => new BookedPart(entry, document.Value, OnlyFund(entry)));
    }

    private static async Task<Result<BookedPart>> Fee(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop)
    {
        var fund = await Fund(work, part.Fund, stop);
        if (fund.IsRefused) return fund.Refusal;
        var booked = await work.Post(LinePartEntries.Fee(movement, fund.Value));
        return booked.Select(entry => new BookedPart(entry, Fund: fund.Value.Id));
    }

    private static async Task<Result<BookedPart>> Interest(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop)
    {
        var db = work.Session.Db;
        var usual = InterestAllocation.UsualPeriod(await LastInterest(db, movement.Bank.Id, stop), movement.ValueDate);
        var (from, to) = (part.From ?? usual.From, part.To ?? usual.To);
        if (InterestAllocation.CheckPeriod(from, to, movement.ValueDate) is { } impossible) return impossible;
        var funds = await FundsOnBankAccount.Days(db, movement.Bank, from, to, stop);
        var shares = InterestAllocation.Of(movement.Amount, from, to, movement.ValueDate, funds);
        if (shares.IsRefused) return shares.Refusal;
        var booked = await work.Post(LinePartEntries.BankInterest(movement, shares.Value));
        return booked.Select(entry => new BookedPart(entry, Fund: OnlyFund(entry)) { From = from, To = to });
    }

    /// <summary>The last day that interest of this account was paid for; null before the first.</summary>
    internal static Task<NodaTime.LocalDate?> LastInterest(LedgerDb db, long bankAccountId, CancellationToken stop) => (
        from part in db.StatementLineParts
        join line in db.StatementLines on part.StatementLineId equals line.Id
        where part.Kind == LinePartKind.BankInterest && line.BankAccountId == bankAccountId
        select part.PeriodTo).MaxAsync(stop);

    /// <summary>Nobody announced it: it is made and received at once, by someone who may book contributions.</summary>
    private static async Task<Result<BookedPart>> NewContribution(
        LineWork work, BankMovement movement, PartExplanation part, CancellationToken stop)
    {
        var (session, payer) = (work.Session, part.Payer);
        if (!BookContribution.Policy.Permits(session.Actor))
            return AuthorizationRefusals.NotPermitted(session.Actor.Name, BookContribution.Policy.ToString());
        var party = await session.Db.Parties.Where(row => row.PublicCode == payer).Select(row => row.Id).SingleOrDefaultAsync(stop);
        var added = await BookContribution.AddUnapproved(
            session,
            new ContributionRequest(
                "", part.Contribution ?? ContributionKind.Donation, party, movement.Amount, part.Shares, movement.BookedOn,
                string.IsNullOrWhiteSpace(part.Description) ? movement.Text : part.Description),
            stop);
        if (added.IsRefused) return added.Refusal;
        var booked = await BankLineBooking.Receive(session, movement, added.Value, stop);
        return booked.Select(entry => new BookedPart(entry, added.Value.Reference, OnlyFund(entry)));
    }

    /// <summary>A fund that spends; refused: an unknown one, and the suspense fund.</summary>
    internal static async Task<Result<Fund>> Fund(LineWork work, string? code, CancellationToken stop)
    {
        var stored = await work.Session.Db.Funds.AsNoTracking().SingleOrDefaultAsync(fund => fund.Code == code, stop);
        if (stored is null) return LedgerRefusals.UnknownFund(work.Parts.Count + 1, code ?? "");
        var found = stored.ToDomain();
        return LinePartRules.CheckFund(found) is { } refusal ? refusal : found;
    }

    private static long? OnlyFund(AcceptedEntry entry) =>
        entry.Postings.Select(posting => posting.Fund.Id).Distinct().ToArray() is [var only] ? only : null;
}
