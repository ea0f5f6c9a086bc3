using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Returns;
using FundLedger.UseCases.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>
/// The whole turn of the money in one dedicated account, by the application's own use cases: gifts, an allocation and
/// an investment through the bank, a grant and an income-share investment, a return that is used again, a line nobody
/// knew, vouchers by hand, a reversal and a re-designation.
/// </summary>
internal sealed class WholeCycle
{
    public const string District = "DON-石岡";
    public const string General = "DON-GENERAL";
    public const string Programme = "CEN-114-01";
    public const string Invested = "INV-石岡";
    public const string Returned = "RET-石岡";

    private readonly CancellationToken stop = CancellationToken.None;
    private readonly ServedAccount open;
    private Actor editor = null!, requester = null!, certifier = null!, authorizer = null!, payer = null!;
    private Actor reconciler = null!, approver = null!;
    private long bankBalance;
    private int files;

    private WholeCycle(Books books)
    {
        Books = books;
        open = new ServedAccount(books.AccountId, "test", "測試專戶", "Test account", Currency.Twd);
    }

    public Books Books { get; }

    public long GiftId { get; private set; }

    public long GranteeVentureId { get; private set; }

    private AuthorizedLedger Ledger => new(Books.Writer, open);

    public static async Task<WholeCycle> Run(TestDatabase database)
    {
        var clock = new SteppingClock(Instant.FromUtc(2025, 2, 10, 2, 0));
        var cycle = new WholeCycle(await Books.Open(database, clock));
        await cycle.Prepare();
        await cycle.TakeIn();
        await cycle.PayOut();
        await cycle.GetBack();
        await cycle.WriteByHand();
        await WholeCycleReceipts.Issue(cycle.Books, cycle.Ledger, cycle.payer);
        await WholeCycleDonations.Add(cycle.Books, cycle.Ledger, General, cycle.GiftId, cycle.editor, cycle.approver);
        await WholeCyclePeople.Change(cycle.Books, cycle.Ledger);
        return cycle;
    }

    private async Task Prepare()
    {
        editor = await Books.AddPerson("payee editor");
        requester = await Books.AddPerson("requester");
        certifier = await Books.AddPerson("certifier");
        authorizer = await Books.AddPerson("authorizer");
        payer = await Books.AddPerson("payer");
        reconciler = await Books.AddPerson("reconciler");
        approver = await Books.AddPerson("approver");
        var confirmer = await Books.AddPerson("payee confirmer");
        GranteeVentureId = await Must(Books.Write<long>(async session => await WholeCycleMasterData.Add(session, editor, confirmer)));
    }

    /// <summary>March 2025: two companies' gifts, an allocation, an investment, and a line nobody knows.</summary>
    private async Task TakeIn()
    {
        Books.Clock.Set(new LocalDate(2025, 3, 3));
        var gift = await Contribute(ContributionKind.Donation, "台中企業", 1_000_000, (District, 700_000), (General, 300_000));
        var other = await Contribute(ContributionKind.Donation, "第二企業", 300_001, (District, 300_001));
        var allocation = await Contribute(ContributionKind.Allocation, "國家發展委員會", 3_000_000, (Programme, 3_000_000));
        var investment = await Contribute(ContributionKind.Investment, "投資企業", 2_000_000, (Invested, 2_000_000));
        Books.Clock.Set(new LocalDate(2025, 3, 20));
        await Import(
            Line(new LocalDate(2025, 3, 10), 1_000_000, gift.PaymentReference),
            Line(new LocalDate(2025, 3, 10), 300_001, other.PaymentReference),
            Line(new LocalDate(2025, 3, 12), 3_000_000, allocation.PaymentReference),
            Line(new LocalDate(2025, 3, 15), 2_000_000, investment.PaymentReference),
            Line(new LocalDate(2025, 3, 18), 50_000, "no reference"), Line(new LocalDate(2025, 3, 19), 7_000, "still unknown"));
        var late = await Contribute(ContributionKind.Donation, "台中企業", 50_000, (General, 50_000));
        await using var db = Books.Read();
        var unknown = await db.StatementLines.SingleAsync(line => line.DedicatedAccountId == Books.AccountId && line.Amount == 50_000);
        GiftId = await db.Contributions.Where(found => found.PublicCode == gift.PublicCode).Select(found => found.Id).SingleAsync();
        await Must(new ExplainLine(Ledger).Run(LineExplanation.ByReference(Key(), unknown.Id, late.PaymentReference), reconciler, stop));
    }

    /// <summary>
    /// April to June 2025: a grant out of two companies' gifts, an income-share investment, one returned and one encumbered case.
    /// </summary>
    private async Task PayOut()
    {
        Books.Clock.Set(new LocalDate(2025, 4, 7));
        var grant = await Request(District, 800_000, Instrument.IncomeShare, "穀倉整修");
        await Move(grant, DisbursementTrigger.Submit, requester);
        await Move(grant, DisbursementTrigger.Certify, certifier);
        await Move(grant, DisbursementTrigger.Authorize, authorizer);
        Books.Clock.Set(new LocalDate(2025, 4, 21));
        await Move(grant, DisbursementTrigger.Release, payer);
        var file = await Must(new ExportPaymentFile(Ledger).Run(new PaymentFileRequest(Key(), "MAIN", [grant]), payer, stop));
        file.Should().NotBeEmpty();
        Books.Clock.Set(new LocalDate(2025, 4, 30));
        await Import(Line(new LocalDate(2025, 4, 23), -800_000, await PaymentReferenceOf(grant)));

        Books.Clock.Set(new LocalDate(2025, 6, 2));
        var waiting = await Request(Programme, 1_200_000, Instrument.Grant, "步道修復");
        await Move(waiting, DisbursementTrigger.Submit, requester);
        await Move(waiting, DisbursementTrigger.Return, certifier, "請補估價單");
        await Move(waiting, DisbursementTrigger.Submit, requester);
        await Move(waiting, DisbursementTrigger.Certify, certifier);
        await Move(waiting, DisbursementTrigger.Authorize, authorizer);
        var released = await Request(Invested, 400_000, Instrument.Grant, "展售空間");
        await Move(released, DisbursementTrigger.Submit, requester);
        await Move(released, DisbursementTrigger.Certify, certifier);
        await Move(released, DisbursementTrigger.Authorize, authorizer);
        await Move(released, DisbursementTrigger.Release, payer);
        var cancelled = await Request(General, 100_000, Instrument.Grant, "取消之案");
        await Move(cancelled, DisbursementTrigger.Submit, requester);
        await Move(cancelled, DisbursementTrigger.Certify, certifier);
        await Move(cancelled, DisbursementTrigger.Authorize, authorizer);
        await Move(cancelled, DisbursementTrigger.Cancel, authorizer, "計畫撤回");
        await Must(new RecordAgreement(Ledger).Run(new AgreementRequest(
            Key(), grant, 1_000, 6, new LocalDate(2025, 5, 1), new LocalDate(2027, 4, 30), 30, Returned), reconciler, stop));
    }

    /// <summary>November 2025 to February 2026: the income share comes back and is used again.</summary>
    private async Task GetBack()
    {
        Books.Clock.Set(new LocalDate(2025, 11, 3));
        await Must(new GenerateExpectedReturns(Ledger, Books.Clock).Run(Books.Officer, stop));
        await using var db = Books.Read();
        var expected = await db.ExpectedReturns.SingleAsync(found => found.DedicatedAccountId == Books.AccountId);
        await Must(new AcceptRevenueReport(Ledger).Run(
            new RevenueReport(Key(), expected.PublicCode, Money.Twd(1_000_003)), Books.Officer, stop));
        Books.Clock.Set(new LocalDate(2025, 12, 1));
        await Import(Line(new LocalDate(2025, 11, 28), 100_000, expected.PaymentReference));
        Books.Clock.Set(new LocalDate(2026, 1, 12));
        var again = await Request(Returned, 40_000, Instrument.Grant, "再次運用");
        await Move(again, DisbursementTrigger.Submit, requester);
        await Move(again, DisbursementTrigger.Certify, certifier);
        await Move(again, DisbursementTrigger.Authorize, authorizer);
        await Move(again, DisbursementTrigger.Release, payer);
        var held = await Request(Returned, 25_000, Instrument.Grant, "第三次運用");
        await Move(held, DisbursementTrigger.Submit, requester);
        await Move(held, DisbursementTrigger.Certify, certifier);
        await Move(held, DisbursementTrigger.Authorize, authorizer);
    }

    /// <summary>2026: tax withheld, by hand and taken back; a back-dated one; one that waits; a re-designation.</summary>
    private async Task WriteByHand()
    {
        Books.Clock.Set(new LocalDate(2026, 3, 2));
        var wrong = await Voucher(new LocalDate(2026, 3, 2), "代扣稅款; | = 寫錯\n了", ("5201", General, 300), ("2104", General, -300));
        await Approve(await Must(new PrepareReversal(Ledger).Run(
            new ReversalRequest(Key(), wrong, new LocalDate(2026, 3, 2), "金額錯誤"), Books.Officer, stop)));
        await Voucher(new LocalDate(2026, 2, 10), "補記代扣稅款", ("5201", General, 30), ("2104", General, -30));
        await Prepare(new LocalDate(2026, 3, 2), "待核可", ("5301", General, 7), ("1309", General, -7));
        await using var db = Books.Read();
        var gift = await db.Contributions.SingleAsync(found => found.DedicatedAccountId == Books.AccountId && found.Id == GiftId);
        var lot = await db.Lots.Where(found => found.DedicatedAccountId == Books.AccountId && found.Kind == LotKind.Contribution
            && found.DocumentId == GiftId && found.Remaining >= 20_000).OrderByDescending(found => found.Id).FirstAsync();
        await Must(new RedesignateGift(Ledger).Run(
            new RedesignationRequest(Key(), gift.PublicCode, lot.Id, District, Money.Twd(20_000), "同意書", Books.Today),
            Books.Officer, dryRun: false, stop));
    }

    private async Task<BookedContribution> Contribute(
        ContributionKind kind, string payer, long amount, params (string Fund, long Amount)[] parts)
    {
        var party = await Must(Books.Write(session =>
        {
            var added = WholeCycleMasterData.Party(session, PartyKind.Company, payer);
            session.Db.Add(added);
            return Task.FromResult<Result<long>>(added.Id);
        }));
        ContributionPart[] shares = [.. parts.Select(part => new ContributionPart(part.Fund, part.Amount))];
        if (kind != ContributionKind.Allocation) return await Must(new BookContribution(Ledger).Run(
            new ContributionRequest(Key(), kind, party, Money.Twd(amount), shares, Books.Today, $"{payer} {kind}"), Books.Officer, stop));
        var code = await Must(new RequestDrawDown(Ledger).Run(
            new DrawDownRequest(Key(), party, Money.Twd(amount), shares, $"{payer} {kind}"), Books.Officer, stop));
        var approved = await Must(new DecideDrawDown(Ledger).Run(
            new DrawDownStepRequest(Key(), code, DrawDownTrigger.Approve, null, "工作會議第3次"), await Books.AddPerson("authorizer"), stop));
        return approved.Contribution!;
    }

    private async Task<string> Request(string fund, long amount, Instrument instrument, string purpose)
    {
        await using var db = Books.Read();
        var venture = await db.Ventures.SingleAsync(found => found.DedicatedAccountId == Books.AccountId && found.Id == GranteeVentureId);
        return await Must(new RequestDisbursement(Ledger).Run(
            new DisbursementRequest(Key(), venture.PublicCode, fund, Money.Twd(amount), instrument, purpose), requester, stop));
    }

    private Task<string> Move(string code, DisbursementTrigger trigger, Actor actor, string? reason = null) =>
        Must(new AdvanceDisbursement(Ledger).Run(new DisbursementStepRequest(Key(), code, trigger, null, reason), actor, stop));

    private async Task<string> PaymentReferenceOf(string code)
    {
        await using var db = Books.Read();
        return await (
            from order in db.PaymentOrders
            join disbursement in db.Disbursements
                on new { order.DedicatedAccountId, Id = order.DisbursementId }
                equals new { disbursement.DedicatedAccountId, disbursement.Id }
            where disbursement.PublicCode == code
            select order.PaymentReference).SingleAsync();
    }

    private async Task<EntryReference> Voucher(
        LocalDate date, string description, params (string Account, string Fund, long Amount)[] lines) =>
        await Approve(await Prepare(date, description, lines));

    private Task<string> Prepare(LocalDate date, string description, params (string Account, string Fund, long Amount)[] lines) =>
        Must(new PrepareManualVoucher(Ledger).Run(
            new ManualVoucherRequest(Key(), date, description, lines
                .Select(line => new VoucherLine(line.Account, line.Fund, Money.Twd(line.Amount))).ToArray()),
            Books.Officer, dryRun: false, stop));

    private async Task<EntryReference> Approve(string voucher)
    {
        var decided = await Must(new DecideManualVoucher(Ledger).Run(
            new ManualVoucherStepRequest(Key(), voucher, ManualVoucherTrigger.Approve, null), approver, stop));
        return EntryReference.Parse(decided.Entry).Value;
    }

    private static StatementEntry Line(LocalDate date, decimal amount, string reference) =>
        new(date, date.PlusDays(1), amount, reference, "somebody", "transfer", null);

    private async Task Import(params StatementEntry[] lines)
    {
        var closing = bankBalance + (long)lines.Sum(line => line.Amount);
        var statement = new BankStatement(
            WholeCycleMasterData.AccountNumber, "TWD", bankBalance, closing,
            lines[0].BookingDate.With(DateAdjusters.StartOfMonth), lines[^1].BookingDate,
            (++files).ToString(CultureInfo.InvariantCulture), lines);
        using var content = new MemoryStream();
        StatementWriter.WriteCamt([statement], content, $"FILE-{files}", Books.Clock.GetCurrentInstant());
        await Must(new ImportStatement(Ledger).Run(
            new StatementImport(Key(), "MAIN", $"{files}.xml", content.ToArray()), reconciler, stop));
        var reader = new AuthorizedReader(Books.Database.ReaderOf(open.Id), Ledger);
        var run = await Must(new MatchStatementLines(Ledger, reader).Run(reconciler, stop));
        run.Waiting.Should().Be(0);
        bankBalance = closing;
    }

    private static string Key() => Books.Unique("cycle");

    private static async Task<T> Must<T>(Task<Result<T>> written)
    {
        var result = await written;
        result.Refusal.Should().BeNull();
        return result.Value;
    }
}
