using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Returns;

public enum ReturnKind
{
    None = 0,
    Reward = 1,
    Loan = 2,
    IncomeShare = 3,
    Equity = 4,
}

/// <summary>What a venture owes back (回饋約定). This version books income shares of all income.</summary>
public sealed class ReturnAgreement
{
    public const int BasisPointsOfWhole = 10_000;

    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public long DisbursementId { get; init; }

    public long VentureId { get; init; }

    /// <summary>Who pays: the venture's operator.</summary>
    public long PayerPartyId { get; init; }

    public ReturnKind Kind { get; init; }

    /// <summary>Share of the venture's revenue, in basis points.</summary>
    public int ShareBasisPoints { get; init; }

    /// <summary>Months in a reporting period: 1, 3, 6 or 12.</summary>
    public int PeriodMonths { get; init; }

    public LocalDate StartsOn { get; init; }

    public LocalDate EndsOn { get; init; }

    /// <summary>Days after the end of a period until its share is due.</summary>
    public int GraceDays { get; init; }

    /// <summary>The fund the return clause names: by default the returns fund of the same designation.</summary>
    public long ReturnFundId { get; init; }

    /// <summary>
    /// The periods that have ended on or before <paramref name="today"/>, in order. Each begins a whole number of periods
    /// after the agreement's own first day, never after an earlier period's: from 31 January, the second begins on
    /// 28 February and the third on 31 March.
    /// </summary>
    public IEnumerable<(LocalDate From, LocalDate To)> EndedPeriods(LocalDate today)
    {
        for (var period = 0; ; period++)
        {
            var from = StartsOn.PlusMonths(period * PeriodMonths);
            if (from > EndsOn) yield break;
            var to = LocalDate.Min(StartsOn.PlusMonths((period + 1) * PeriodMonths).PlusDays(-1), EndsOn);
            if (to > today) yield break;
            yield return (from, to);
        }
    }

    /// <summary>The share of a reported revenue, rounded half up to the minor unit (四捨五入).</summary>
    public Money Share(Money revenue) =>
        new((long)((((Int128)revenue.MinorUnits * ShareBasisPoints) + (BasisPointsOfWhole / 2)) / BasisPointsOfWhole), revenue.Currency);
}

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

    /// <summary>An accepted revenue report makes the share a receivable (Dr 1203 Cr 4203, no lot). A share of zero is complete at once.</summary>
    public Result<EntryDraft?> AcceptReport(ReturnAgreement agreement, Money revenue, Fund fund, LocalDate bookingDate)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if (State != ExpectedReturnState.AwaitingReport) return ReturnRefusals.ReportAlreadyAccepted(PublicCode);
        if (revenue.IsNegative) return ReturnRefusals.RevenueNegative(revenue);

        var share = agreement.Share(revenue);
        (Revenue, Amount, Revision) = (revenue.MinorUnits, share.MinorUnits, Revision + 1);
        State = share.IsZero ? ExpectedReturnState.Received : ExpectedReturnState.Due;
        return share.IsZero
            ? Result.Of<EntryDraft?>(null)
            : Result.Of<EntryDraft?>(new EntryDraft(VoucherKind.Transfer, bookingDate, $"Income share {PublicCode}",
            [
                new PostingDraft(ChartOfAccounts.ReturnsReceivable, fund.Code, share, agreement.PayerPartyId, agreement.VentureId),
                new PostingDraft(ChartOfAccounts.IncomeShare, fund.Code, -share, agreement.PayerPartyId, agreement.VentureId),
            ])
            { Document = Reference });
    }

    /// <summary>The money is at the bank: Dr 1101.nn Cr 1203, and a lot opens that can be spent again.</summary>
    public Result<EntryDraft> Receive(
        ReturnAgreement agreement, Fund fund, Money amount, string bankLedgerAccount, LocalDate bookingDate, LocalDate valueDate)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if (State != ExpectedReturnState.Due) return ReturnRefusals.ReturnNotDue(PublicCode, State.ToString());
        if (amount.MinorUnits != Amount) return ReturnRefusals.ReturnAmountDiffers(amount, new Money(Amount ?? 0, amount.Currency));

        (State, ReceivedOn, Revision) = (ExpectedReturnState.Received, valueDate, Revision + 1);
        return new EntryDraft(VoucherKind.Receipt, bookingDate, $"Income share {PublicCode}",
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
}

public static class ReturnRefusals
{
    public static Refusal ExpectedReturnNotFound(string code) => new(nameof(ExpectedReturnNotFound), code);

    public static Refusal ReportAlreadyAccepted(string code) => new(nameof(ReportAlreadyAccepted), code);

    public static Refusal RevenueNegative(Money revenue) => new(nameof(RevenueNegative), revenue);

    public static Refusal ReturnNotDue(string code, string state) => new(nameof(ReturnNotDue), code, state);

    public static Refusal ReturnAmountDiffers(Money received, Money expected) => new(nameof(ReturnAmountDiffers), received, expected);

    public static Refusal AgreementShareOutOfRange(int basisPoints) => new(nameof(AgreementShareOutOfRange), basisPoints);

    public static Refusal AgreementPeriodUnknown(int months) => new(nameof(AgreementPeriodUnknown), months);

    public static Refusal AgreementEndsTooEarly(LocalDate startsOn, LocalDate endsOn) => new(nameof(AgreementEndsTooEarly), startsOn, endsOn);

    public static Refusal AgreementGraceOutOfRange(int days, int longest) => new(nameof(AgreementGraceOutOfRange), days, longest);

    public static Refusal FundIsNoReturnsFund(string fund) => new(nameof(FundIsNoReturnsFund), fund);
}
