using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.UseCases.Journal.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>A document that expects exactly the line's amount in its direction.</summary>
/// <param name="On">When it was pledged, became due or was sent.</param>
/// <param name="SameName">The line's counterparty is the document's party.</param>
public sealed record Candidate(DocumentKind Kind, string PaymentReference, string Party, string Description, LocalDate? On, bool SameName);

/// <summary>A paid disbursement of which money may have come back.</summary>
/// <param name="Left">What the payee has not paid back.</param>
/// <param name="Named">The line carries its payment reference, or its payee's name.</param>
public sealed record PaidDisbursement(string Code, string Payee, string Purpose, Money Paid, Money Left, bool Named);

/// <summary>A line of another account of ours that may be the other side.</summary>
public sealed record OtherSide(long Line, string BankAccount, LocalDate BookingDate, string Description);

/// <summary>What a line could be, as far as the books know.</summary>
/// <param name="Documents">Of the line's amount and direction.</param>
/// <param name="Refundable">Of which at least this much is left; none for money that went out.</param>
/// <param name="Bounced">Paid with exactly this amount; none for money that went out.</param>
public sealed record LineChoices(
    IReadOnlyList<Candidate> Documents, IReadOnlyList<PaidDisbursement> Refundable, IReadOnlyList<PaidDisbursement> Bounced,
    IReadOnlyList<OtherSide> OtherSides, LocalDate InterestFrom, LocalDate InterestTo);

/// <summary>A part of an explained line.</summary>
/// <param name="Fund">Code; null where it was booked in several.</param>
public sealed record LinePartRow(
    int Number, LinePartKind Kind, Money Amount, DocumentReference? Document, EntryReference Entry, string? Fund,
    LocalDate? From, LocalDate? To);

/// <summary>Finds what an unidentified line could be: the amount decides what is offered, a person chooses.</summary>
public sealed class LineExplanations(AuthorizedReader reader, ServedAccount books)
{
    private const int Most = 50;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.ReconcileBank, Policies.ImportStatement);

    public Task<Result<LineChoices>> For(Actor actor, LineRow line, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
    {
        var documents = line.Amount.IsNegative
            ? await Payments(db, -line.Amount.MinorUnits, stop)
            : [.. await Contributions(db, line.Amount.MinorUnits, stop), .. await Returns(db, line.Amount.MinorUnits, stop)];
        var paid = line.Amount.IsNegative ? [] : await Paid(db, line, stop);
        var bank = await db.StatementLines.Where(row => row.Id == line.Id).Select(row => row.BankAccountId).SingleAsync(stop);
        var (from, to) = InterestAllocation.UsualPeriod(await LinePartBooking.LastInterest(db, bank, stop), line.ValueDate);
        return new LineChoices(
            [
                .. documents.Select(candidate => candidate with { SameName = SameName(candidate.Party, line) })
                    .OrderByDescending(candidate => candidate.SameName).ThenBy(candidate => candidate.On),
            ],
            [.. paid.OrderByDescending(row => row.Named).Take(Most)],
            [.. paid.Where(row => row.Paid == line.Amount && row.Left == row.Paid).OrderByDescending(row => row.Named).Take(Most)],
            await OtherSides(db, line, bank, stop), from, to);
    }, stop);

    /// <summary>What can be chosen beside the documents; payers only for who may book a contribution.</summary>
    public Task<Result<FundsAndPayers>> Choices(Actor actor, CancellationToken stop) =>
        reader.Read(Policy, actor, async db => new FundsAndPayers(
            [.. (await FundChoice.Read(db, stop)).Where(fund => fund.Source != SourceKind.Suspense)],
            BookContribution.Policy.Permits(actor) ? await PayerChoice.Read(db, stop) : []), stop);

    /// <summary>Where documents of a line and its parts are shown.</summary>
    public Task<Result<IReadOnlyDictionary<DocumentReference, JournalDocument>>> Documents(
        Actor actor, IEnumerable<DocumentReference> references, CancellationToken stop) =>
        reader.Read(StatementLineList.Policy, actor, db => JournalDocument.Read(db, references, stop), stop);

    /// <summary>What became of an explained line, part by part.</summary>
    public Task<Result<IReadOnlyList<LinePartRow>>> Parts(Actor actor, long line, CancellationToken stop) =>
        reader.Read<IReadOnlyList<LinePartRow>>(StatementLineList.Policy, actor, async db =>
    {
        var rows = await (
            from part in db.StatementLineParts
            where part.StatementLineId == line
            orderby part.Number
            select new
            {
                Part = part,
                Fund = db.Funds.Where(fund => fund.Id == part.FundId).Select(fund => fund.Code).FirstOrDefault(),
            }).ToListAsync(stop);
        return
        [
            .. rows.Select(row => new LinePartRow(
                row.Part.Number, row.Part.Kind, new Money(row.Part.Amount, books.Currency), row.Part.Document, row.Part.Entry, row.Fund,
                row.Part.PeriodFrom, row.Part.PeriodTo)),
        ];
    }, stop);

    private static bool SameName(string party, LineRow line) =>
        line.Counterparty.Contains(party, StringComparison.OrdinalIgnoreCase)
            || line.Description.Contains(party, StringComparison.OrdinalIgnoreCase);

    private static Task<List<Candidate>> Contributions(ReadingDb db, long amount, CancellationToken stop) => (
            from contribution in db.Contributions
            join party in db.Parties on contribution.PayerPartyId equals party.Id
            where contribution.State == ContributionState.Expected && contribution.Amount == amount
            orderby contribution.PledgedOn
            select new Candidate(
                DocumentKind.Contribution, contribution.PaymentReference, party.Name, contribution.Description, contribution.PledgedOn,
                    false))
            .Take(Most).ToListAsync(stop);

    private static Task<List<Candidate>> Returns(ReadingDb db, long amount, CancellationToken stop) => (
            from expected in db.ExpectedReturns
            join agreement in db.ReturnAgreements on expected.AgreementId equals agreement.Id
            join party in db.Parties on agreement.PayerPartyId equals party.Id
            join venture in db.Ventures on agreement.VentureId equals venture.Id
            where expected.State == ExpectedReturnState.Due && expected.Amount == amount
            orderby expected.DueOn
            select new Candidate(DocumentKind.ExpectedReturn, expected.PaymentReference, party.Name, venture.Name, expected.DueOn, false))
            .Take(Most).ToListAsync(stop);

    private static Task<List<Candidate>> Payments(ReadingDb db, long amount, CancellationToken stop) => (
            from order in db.PaymentOrders
            join disbursement in db.Disbursements on order.DisbursementId equals disbursement.Id
            join account in db.PayeeBankAccounts on disbursement.PayeeBankAccountId equals account.Id
            where !order.Confirmed && order.GivenBack == null && order.Amount == amount
            orderby order.Id
            select new Candidate(
                DocumentKind.Disbursement, order.PaymentReference, account.Holder, disbursement.Purpose, disbursement.RequestedOn, false))
            .Take(Most).ToListAsync(stop);

    /// <summary>The latest first; a page is no place to look through all that was ever paid.</summary>
    private async Task<IReadOnlyList<PaidDisbursement>> Paid(ReadingDb db, LineRow line, CancellationToken stop)
    {
        var (amount, states) = (line.Amount.MinorUnits, DisbursementWorkflow.Table.WithMoney(MoneyStage.Paid));
        var rows = await (
            from disbursement in db.Disbursements
            join payee in db.Parties on disbursement.PayeePartyId equals payee.Id
            let refunded = db.StatementLineParts
                .Where(part => part.Kind == LinePartKind.Refund && part.DocumentKind == DocumentKind.Disbursement
                    && part.DocumentId == disbursement.Id)
                .Sum(part => part.Amount)
            where states.Contains(disbursement.State) && disbursement.Amount - refunded >= amount
            orderby disbursement.StateSince descending
            select new { disbursement.Id, disbursement.PublicCode, payee.Name, disbursement.Purpose, disbursement.Amount, refunded })
            .Take(4 * Most).ToListAsync(stop);
        var named = PaymentReference.FindIn($"{line.Reference} {line.Description}");
        return
        [
            .. rows.Select(row => new PaidDisbursement(
                row.PublicCode, row.Name, row.Purpose, new Money(row.Amount, books.Currency),
                new Money(row.Amount - row.refunded, books.Currency),
                named.Contains(new DocumentReference(DocumentKind.Disbursement, row.Id)) || SameName(row.Name, line))),
        ];
    }

    private static async Task<IReadOnlyList<OtherSide>> OtherSides(ReadingDb db, LineRow line, long bank, CancellationToken stop)
    {
        var (amount, id) = (-line.Amount.MinorUnits, line.Id);
        var (first, last) = (
            line.BookingDate.PlusDays(-OwnTransferRules.MaximumDays), line.BookingDate.PlusDays(OwnTransferRules.MaximumDays));
        return await (
            from other in db.StatementLines
            join owner in db.BankAccounts on other.BankAccountId equals owner.Id
            where other.Id != id && other.BankAccountId != bank && other.Amount == amount
                && (other.State == StatementLineState.New || other.State == StatementLineState.Unidentified)
                && other.BookingDate >= first && other.BookingDate <= last
            orderby other.BookingDate, other.Id
            select new OtherSide(other.Id, owner.Name, other.BookingDate, other.Description)).Take(Most).ToListAsync(stop);
    }
}
