using FundLedger.Data;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Workflow.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Disbursements.Reads;

/// <summary>An entry the case caused.</summary>
public sealed record CaseEntry(EntryReference Reference, LocalDate BookingDate, string Description, IReadOnlyList<CasePosting> Postings);

/// <param name="Amount">Debit positive.</param>
public sealed record CasePosting(
    string Account, string NameZh, string NameEn, string Fund, string FundZh, string FundEn, Money Amount);

/// <summary>Where the money came from: what this case used or set aside of one contribution or return.</summary>
public sealed record CaseSource(LotKind Kind, string? Party, string? Code, long Lot, Money Amount);

/// <summary>The bank account that is paid.</summary>
public sealed record CasePayee(string Name, bool Fictional, string? BusinessNumber, string Holder, string BankCode, string AccountNumber)
{
    private const int Shown = 4;

    /// <summary>Only the last four digits: enough to compare, not enough to pay.</summary>
    public string Masked =>
        AccountNumber.Length <= Shown ? AccountNumber : new string('•', AccountNumber.Length - Shown) + AccountNumber[^Shown..];
}

/// <param name="Available">Spendable less encumbered, at this moment.</param>
/// <param name="Waiting">What other undecided requests ask of the same fund.</param>
public sealed record CaseFund(
    string Code, string NameZh, string NameEn, SourceKind Source, Money Available, Money Waiting, int WaitingCount);

public sealed record CaseVenture(
    string Code, string Name, string Kind, District? District, int? ProposalNumber, string? ProposalTitle, string? ProposalSource,
    Money PaidBefore, int PaidBeforeCount);

/// <summary>The last payment order and the bank's lines about it, as far as there are any.</summary>
/// <param name="GivenBackOn">The bank could not pay and gave it back.</param>
/// <param name="Refunded">What the payee has paid back.</param>
public sealed record CasePayment(
    string File, string Reference, Instant ExportedAt, LocalDate? PaidOn, LocalDate? GivenBackOn, Money Refunded);

/// <summary>A return agreement on this case.</summary>
public sealed record CaseAgreement(string Code, int ShareBasisPoints, LocalDate StartsOn, LocalDate EndsOn);

/// <summary>The whole story of one disbursement, for the person who has to decide on it.</summary>
public sealed record DisbursementStory(
    Disbursement Case, CaseVenture Venture, CasePayee Payee, CaseFund Fund, IReadOnlyList<StepTaken> Steps,
    IReadOnlyList<CaseEntry> Entries, IReadOnlyList<CaseSource> Sources, CasePayment? Payment, IReadOnlyList<CaseAgreement> Agreements,
        Money Amount,
    string? Requester, string? PayeeEditor)
{
    /// <summary>Whether the bank has the payment and has not given it back.</summary>
    public bool IsUnderWay => Payment is { GivenBackOn: null };

    /// <summary>Whether the fund's available money already lacks this case.</summary>
    public bool SetAside => DisbursementWorkflow.Table.Row(Case.State).Money >= MoneyStage.SetAside;

    /// <summary>
    /// Why authorizing would be refused, as the fund stands now: <see cref="LedgerRefusals.InsufficientAvailable"/>. Null when it
    /// holds enough, the money is set aside already, or the case has ended.
    /// </summary>
    public Refusal? ShortOfMoney => !SetAside && !DisbursementWorkflow.Table.IsEnded(Case.State) && (Fund.Available - Amount).IsNegative
        ? LedgerRefusals.InsufficientAvailable(Fund.Code, Fund.Available, Amount)
        : null;
}

/// <summary>Reads everything that belongs to one disbursement.</summary>
public sealed class DisbursementCase(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDisbursements;

    /// <summary>The story; null for an unknown code.</summary>
    public Task<Result<DisbursementStory?>> Read(
        Actor actor, string code, CancellationToken stop) => reader.Read<DisbursementStory?>(Policy, actor, async db =>
    {
        var disbursement = await db.Disbursements.SingleOrDefaultAsync(row => row.PublicCode == code, stop);
        if (disbursement is null) return null;
        disbursement.Remember(await db.HistoryOf(disbursement).Read(stop));
        var entries = await Entries(db, disbursement, stop);
        return new DisbursementStory(
            disbursement, await Venture(db, disbursement, stop), await Payee(db, disbursement, stop),
            await Fund(db, disbursement, stop), await StepsTaken.Read(db, disbursement, stop), entries,
            await Sources(db, disbursement, stop),
            await Payment(db, disbursement, stop), await Agreements(db, disbursement, stop), Money(disbursement.Amount),
            await Holder(db, disbursement, Duty.Requester, stop), await Holder(db, disbursement, Duty.PayeeEditor, stop));
    }, stop);

    private static async Task<string?> Holder(ReadingDb db, Disbursement disbursement, Duty duty, CancellationToken stop)
    {
        var holders = disbursement.History.Duties.Where(held => held.Duty == duty).Select(held => held.PersonId).ToArray();
        var names = await db.People.Where(person => holders.Contains(person.Id)).OrderBy(person => person.Id)
            .Select(person => person.DisplayName).ToListAsync(stop);
        return names.Count == 0 ? null : string.Join("、", names);
    }

    private async Task<CaseVenture> Venture(ReadingDb db, Disbursement disbursement, CancellationToken stop)
    {
        var venture = await (
            from row in db.Ventures
            where row.Id == disbursement.VentureId
            select new
            {
                row.PublicCode,
                row.Name,
                row.Kind,
                District = db.Districts.FirstOrDefault(district => district.Id == row.DistrictId),
                Proposal = db.Proposals.FirstOrDefault(proposal => proposal.Id == row.ProposalId),
            }).SingleAsync(stop);
        var settled = DisbursementWorkflow.Table.WithMoney(MoneyStage.Paid);
        var paid = await db.Disbursements
            .Where(other => other.VentureId == disbursement.VentureId && other.Id != disbursement.Id && settled.Contains(other.State))
            .Select(other => other.Amount).ToListAsync(stop);
        return new CaseVenture(
            venture.PublicCode, venture.Name, venture.Kind, venture.District, venture.Proposal?.Number, venture.Proposal?.Title,
            venture.Proposal?.Source, Money(paid.Sum()), paid.Count);
    }

    private static async Task<CasePayee> Payee(ReadingDb db, Disbursement disbursement, CancellationToken stop) => await (
        from party in db.Parties
        join account in db.PayeeBankAccounts on party.Id equals account.PartyId
        where account.Id == disbursement.PayeeBankAccountId
        select new CasePayee(party.Name, party.Fictional, party.UnifiedBusinessNumber, account.Holder, account.BankCode,
            account.AccountNumber)).SingleAsync(stop);

    private async Task<CaseFund> Fund(ReadingDb db, Disbursement disbursement, CancellationToken stop)
    {
        var fund = await (
            from row in db.Funds
            join balance in db.FundBalances on row.Id equals balance.FundId
            where row.Id == disbursement.FundId
            select new { row.Code, row.NameZh, row.NameEn, row.Source, Available = balance.Spendable - balance.Encumbered })
                .SingleAsync(stop);
        var undecided = DisbursementWorkflow.Table.WithMoney(MoneyStage.Requested);
        var waiting = await db.Disbursements
            .Where(other => other.FundId == disbursement.FundId && other.Id != disbursement.Id && undecided.Contains(other.State))
            .Select(other => other.Amount).ToListAsync(stop);
        return new CaseFund(fund.Code, fund.NameZh, fund.NameEn, fund.Source, Money(fund.Available), Money(waiting.Sum()), waiting.Count);
    }

    private async Task<IReadOnlyList<CaseEntry>> Entries(ReadingDb db, Disbursement disbursement, CancellationToken stop)
    {
        var lines = await (
            from entry in db.Entries
            join posting in db.Postings
                on new { entry.FiscalYear, entry.Number } equals new { posting.FiscalYear, posting.Number }
            join account in db.LedgerAccounts
                on posting.LedgerAccountId equals account.Id
            join fund in db.Funds on posting.FundId equals fund.Id
            where entry.DocumentKind == DocumentKind.Disbursement && entry.DocumentId == disbursement.Id
            orderby entry.RecordedAt, posting.Line
            select new
            {
                entry.FiscalYear,
                entry.Number,
                entry.BookingDate,
                Text = db.ErasableTexts.Where(text => text.Id == entry.TextId).Select(text => text.Text).FirstOrDefault(),
                account.Code,
                account.NameZh,
                account.NameEn,
                Fund = fund.Code,
                FundZh = fund.NameZh,
                FundEn = fund.NameEn,
                posting.Amount,
            }).ToListAsync(stop);
        return
        [
            .. lines.GroupBy(line => new { line.FiscalYear, line.Number, line.BookingDate, line.Text }).Select(entry => new CaseEntry(
                new EntryReference(entry.Key.FiscalYear, entry.Key.Number), entry.Key.BookingDate, entry.Key.Text ?? "",
                [
                    .. entry.Select(line => new CasePosting(
                        line.Code, line.NameZh, line.NameEn, line.Fund, line.FundZh, line.FundEn, Money(line.Amount))),
                ])),
        ];
    }

    /// <summary>Used and set aside per lot; what was freed again has gone from the sum.</summary>
    private async Task<IReadOnlyList<CaseSource>> Sources(ReadingDb db, Disbursement disbursement, CancellationToken stop)
    {
        var lots = await (
            from use in db.LotUses
            join lot in db.Lots on use.LotId equals lot.Id
            where use.DocumentKind == DocumentKind.Disbursement && use.DocumentId == disbursement.Id
            group use.Used + use.Encumbered by new { lot.Id, lot.Kind, lot.DocumentId } into taken
            select new { taken.Key, Amount = taken.Sum() }).ToListAsync(stop);
        var contributions = lots.Where(lot => lot.Key.Kind == LotKind.Contribution).Select(lot => lot.Key.DocumentId).ToArray();
        var givers = await (
            from contribution in db.Contributions
            join party in db.Parties on contribution.PayerPartyId equals party.Id
            where contributions.Contains(contribution.Id)
            select new { contribution.Id, contribution.PublicCode, party.Name }).ToDictionaryAsync(row => row.Id, stop);
        var returns = lots.Where(lot => lot.Key.Kind == LotKind.Return).Select(lot => lot.Key.DocumentId).ToArray();
        var returned = await (
            from expected in db.ExpectedReturns
            join agreement in db.ReturnAgreements on expected.AgreementId equals agreement.Id
            join venture in db.Ventures on agreement.VentureId equals venture.Id
            where returns.Contains(expected.Id)
            select new { expected.Id, expected.PublicCode, venture.Name }).ToDictionaryAsync(row => row.Id, stop);
        return
        [
            .. lots.Where(lot => lot.Amount != 0).OrderBy(lot => lot.Key.Id).Select(lot =>
            {
                var document = lot.Key.DocumentId ?? 0;
                var source = lot.Key.Kind == LotKind.Return ? returned.GetValueOrDefault(document) : givers.GetValueOrDefault(document);
                return new CaseSource(lot.Key.Kind, source?.Name, source?.PublicCode, lot.Key.Id, Money(lot.Amount));
            }),
        ];
    }

    private async Task<CasePayment?> Payment(ReadingDb db, Disbursement disbursement, CancellationToken stop)
    {
        var order = await (
            from row in db.PaymentOrders
            join file in db.PaymentFiles on row.PaymentFileId equals file.Id
            where row.DisbursementId == disbursement.Id
            orderby row.Id descending
            select new { file.PublicCode, row.PaymentReference, file.CreatedAt, row.Confirmed, row.GivenBack }).FirstOrDefaultAsync(stop);
        if (order is null) return null;
        // A payment that came back has been paid before; the last line is of the last order once that is confirmed.
        var paidOn = !order.Confirmed ? null : await (
            from line in db.StatementLines
            where line.MatchedKind == DocumentKind.Disbursement && line.MatchedId == disbursement.Id
                || db.StatementLineParts.Any(part => part.StatementLineId == line.Id && part.Kind == LinePartKind.Document
                    && part.DocumentKind == DocumentKind.Disbursement && part.DocumentId == disbursement.Id)
            orderby line.Id descending
            select (LocalDate?)line.ValueDate).FirstOrDefaultAsync(stop);
        var givenBackOn = order.GivenBack is null ? null : await Back(LinePartKind.BouncedPayment)
            .OrderByDescending(back => back.Line).Select(back => (LocalDate?)back.On).FirstOrDefaultAsync(stop);
        var refunds = await Back(LinePartKind.Refund).Select(back => back.Amount).ToListAsync(stop);
        return new CasePayment(
            order.PublicCode, order.PaymentReference, order.CreatedAt, paidOn, givenBackOn, Money(refunds.Sum()));

        IQueryable<PartBack> Back(LinePartKind kind) =>
            from part in db.StatementLineParts
            join line in db.StatementLines on part.StatementLineId equals line.Id
            where part.Kind == kind && part.DocumentKind == DocumentKind.Disbursement && part.DocumentId == disbursement.Id
            select new PartBack { Line = line.Id, On = line.ValueDate, Amount = part.Amount };
    }

    private sealed class PartBack
    {
        public long Line { get; init; }

        public LocalDate On { get; init; }

        public long Amount { get; init; }
    }

    private static async Task<IReadOnlyList<CaseAgreement>> Agreements(ReadingDb db, Disbursement disbursement, CancellationToken stop) =>
        await db.ReturnAgreements.Where(agreement => agreement.DisbursementId == disbursement.Id)
            .OrderBy(agreement => agreement.Id)
            .Select(agreement => new CaseAgreement(agreement.PublicCode, agreement.ShareBasisPoints, agreement.StartsOn, agreement.EndsOn))
                .ToListAsync(stop);

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);
}
