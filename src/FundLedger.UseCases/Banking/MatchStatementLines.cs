using System.Text.Json;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

public sealed record MatchRun(int Matched, int Unidentified, int Waiting);

/// <summary>
/// Looks at every new statement line: an exact payment reference of the right document, direction and amount is
/// posted; everything else goes to the suspense fund until a person explains it. One line is one write, keyed by the
/// line, so a run that is killed goes on where it stopped and a line is posted once.
/// </summary>
public sealed class MatchStatementLines(AuthorizedLedger ledger, AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.ReconcileBank, Policies.ImportStatement);

    /// <summary>Refused as a whole: NotPermitted. A line that is refused waits.</summary>
    public async Task<Result<MatchRun>> Run(Actor actor, CancellationToken stop)
    {
        var lines = await reader.Read(Policy, actor, db => db.StatementLines.Where(line => line.State == StatementLineState.New)
            .OrderBy(line => line.BookingDate).ThenBy(line => line.Id).Select(line => line.Id).ToListAsync(stop), stop);
        if (lines.IsRefused) return lines.Refusal;
        var (matched, unidentified) = (0, 0);
        foreach (var line in lines.Value)
        {
            var outcome = await Match(line, actor, stop);
            if (outcome.IsRefused) continue;
            if (outcome.Value == StatementLineState.Matched) matched++;
            else unidentified++;
        }

        return new MatchRun(matched, unidentified, lines.Value.Count - matched - unidentified);
    }

    /// <summary>Posts one line. Refused lines stay new, with the reason in the refusal log, and are tried again by the next run.</summary>
    private async Task<Result<StatementLineState>> Match(long lineId, Actor actor, CancellationToken stop)
    {
        var match = await ledger.Write(Policy, Request("match"), session => BookMatch(session, lineId, stop), stop);
        // A duty that the importer may not hold is not a reason for the suspense fund: another reconciler takes the line.
        return !match.IsRefused || match.Refusal.Code == nameof(DisbursementRefusals.PersonHasOtherDuty)
            ? match
            : await ledger.Write(Policy, Request("suspense"), session => BookSuspense(session, lineId, match.Refusal, stop), stop);

        UseCaseRequest Request(string purpose) => new($"{purpose}:{lineId}", actor, new { purpose, lineId });
    }

    private static async Task<Result<StatementLineState>> BookMatch(WriteSession session, long lineId, CancellationToken stop)
    {
        var (line, bank) = await Load(session, lineId, stop);
        if (line.State != StatementLineState.New) return BankingRefusals.StatementLineNotWaiting(line.Id, line.State.ToString());
        var references = PaymentReference.FindIn($"{line.Reference} {line.Description}");
        if (references.Count == 0) return BankingRefusals.NoReferenceOnLine();
        if (references.Count > 1) return BankingRefusals.SeveralReferencesOnLine(references.Count);

        var booked = await BankLineBooking.Book(session, line, bank, references[0], stop);
        if (booked.IsRefused) return booked.Refusal;
        BankLineBooking.Settle(line, StatementLineState.Matched, references[0], booked.Value.Reference);
        line.MatchReason = JsonSerializer.Serialize(new[] { "ExactReference", PaymentReference.Of(references[0]) });
        return StatementLineState.Matched;
    }

    private static async Task<Result<StatementLineState>> BookSuspense(WriteSession session, long lineId, Refusal why, CancellationToken stop)
    {
        var (line, bank) = await Load(session, lineId, stop);
        if (line.State != StatementLineState.New) return BankingRefusals.StatementLineNotWaiting(line.Id, line.State.ToString());
        var amount = new Money(line.Amount, session.Currency);
        var account = amount.IsNegative ? ChartOfAccounts.UnidentifiedDebits : ChartOfAccounts.UnidentifiedReceipts;
        var posted = await session.Post(new EntryDraft(
            amount.IsNegative ? VoucherKind.Payment : VoucherKind.Receipt, line.BookingDate, "Unidentified bank line",
            [
                new PostingDraft(bank.LedgerAccount, AccountSetup.SuspenseFund, amount),
                new PostingDraft(account, AccountSetup.SuspenseFund, -amount),
            ])
        {
            ValueDate = line.ValueDate,
            Document = new DocumentReference(DocumentKind.StatementLine, line.Id),
        });
        if (posted.IsRefused) return posted.Refusal;
        BankLineBooking.Settle(line, StatementLineState.Unidentified, null, posted.Value.Reference);
        line.MatchReason = JsonSerializer.Serialize(new[] { why.Code }.Concat(why.Arguments.Select(argument =>
            Convert.ToString(argument, System.Globalization.CultureInfo.InvariantCulture) ?? "")));
        return StatementLineState.Unidentified;
    }

    internal static async Task<(StatementLine Line, BankAccount Bank)> Load(WriteSession session, long lineId, CancellationToken stop)
    {
        var line = await session.Db.StatementLines.SingleAsync(found => found.DedicatedAccountId == session.AccountId && found.Id == lineId, stop);
        var bank = await session.Db.BankAccounts.AsNoTracking().SingleAsync(
            found => found.DedicatedAccountId == session.AccountId && found.Id == line.BankAccountId, stop);
        return (line, bank);
    }
}
