using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Returns;

public enum ExpectedReturnState
{
    /// <summary>The period has ended; the venture has not reported its revenue.</summary>
    AwaitingReport = 1,

    /// <summary>The accepted report made it a receivable.</summary>
    Due = 2,
    Received = 3,
}

/// <summary>What one agreement owes for one period.</summary>
public sealed class ExpectedReturn
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public long AgreementId { get; init; }

    public LocalDate PeriodFrom { get; init; }

    public LocalDate PeriodTo { get; init; }

    public LocalDate DueOn { get; init; }

    public required string PaymentReference { get; init; }

    public ExpectedReturnState State { get; private set; } = ExpectedReturnState.AwaitingReport;

    /// <summary>Reported revenue in minor units; null until a report is accepted.</summary>
    public long? Revenue { get; private set; }

    /// <summary>Minor units; null until a report is accepted.</summary>
    public long? Amount { get; private set; }

    public LocalDate? ReceivedOn { get; private set; }

    public int? EntryFiscalYear { get; set; }

    public long? EntryNumber { get; set; }

    public int Revision { get; private set; }

    public DocumentReference Reference => new(DocumentKind.ExpectedReturn, Id);

    /// <summary>
    /// An accepted revenue report makes the share a receivable (Dr 1203 Cr 4203, no lot). A share of zero is complete
    /// at once.
    /// </summary>
    /// <param name="venture">The venture's name, for the entry's description.</param>
    public Result<EntryDraft?> AcceptReport(
        ReturnAgreement agreement, string venture, Money revenue, Fund fund, LocalDate bookingDate)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if (State != ExpectedReturnState.AwaitingReport) return ReturnRefusals.ReportAlreadyAccepted(PublicCode);
        if (revenue.IsNegative) return ReturnRefusals.RevenueNegative(revenue);

        var share = agreement.Share(revenue);
        (Revenue, Amount, Revision) = (revenue.MinorUnits, share.MinorUnits, Revision + 1);
        State = share.IsZero ? ExpectedReturnState.Received : ExpectedReturnState.Due;
        return share.IsZero
            ? Result.Of<EntryDraft?>(null)
            : Result.Of<EntryDraft?>(new EntryDraft(VoucherKind.Transfer, bookingDate, Description(venture),
            [
                new PostingDraft(ChartOfAccounts.ReturnsReceivable, fund.Code, share, agreement.PayerPartyId, agreement.VentureId),
                new PostingDraft(ChartOfAccounts.IncomeShare, fund.Code, -share, agreement.PayerPartyId, agreement.VentureId),
            ])
            { Document = Reference });
    }

    /// <summary>The money is at the bank: Dr 1101.nn Cr 1203, and a lot opens that can be spent again.</summary>
    /// <param name="venture">The venture's name, for the entry's description.</param>
    public Result<EntryDraft> Receive(
        ReturnAgreement agreement, string venture, Fund fund, Money amount, string bankLedgerAccount, LocalDate bookingDate,
        LocalDate valueDate)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if (State != ExpectedReturnState.Due) return ReturnRefusals.ReturnNotDue(PublicCode, State);
        if (amount.MinorUnits != Amount) return ReturnRefusals.ReturnAmountDiffers(amount, new Money(Amount ?? 0, amount.Currency));

        (State, ReceivedOn, Revision) = (ExpectedReturnState.Received, valueDate, Revision + 1);
        return new EntryDraft(VoucherKind.Receipt, bookingDate, Description(venture),
        [
            new PostingDraft(bankLedgerAccount, fund.Code, amount, agreement.PayerPartyId, agreement.VentureId),
            new PostingDraft(ChartOfAccounts.ReturnsReceivable, fund.Code, -amount, agreement.PayerPartyId, agreement.VentureId),
        ])
        {
            ValueDate = valueDate,
            Document = Reference,
            Opens = new LotOrigin(LotKind.Return, Id),
        };
    }

    private string Description(string venture) => $"收益分享 {venture} {EntryWords.Period(PeriodFrom, PeriodTo)}";
}
