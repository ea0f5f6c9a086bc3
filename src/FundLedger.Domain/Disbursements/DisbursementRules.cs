using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;

namespace FundLedger.Domain.Disbursements;

/// <summary>What a request must meet before it may be drafted.</summary>
public static class DisbursementRules
{
    /// <summary>
    /// Money given for one place is not spent in another: a fund designated to a district or venture pays only there,
    /// and a central programme's case ceiling holds.
    /// </summary>
    /// <param name="currency">Of the dedicated account.</param>
    public static Refusal? Check(
        Fund fund, Venture venture, Programme? programme, Money amount, Currency currency, string purpose)
    {
        ArgumentNullException.ThrowIfNull(fund);
        ArgumentNullException.ThrowIfNull(venture);
        ArgumentNullException.ThrowIfNull(currency);
        if (string.IsNullOrWhiteSpace(purpose)) return DisbursementRefusals.PurposeMissing();
        if (amount.Currency != currency) return DisbursementRefusals.DisbursementInOtherCurrency(amount, currency.Code);
        if (amount.MinorUnits <= 0) return DisbursementRefusals.DisbursementAmountNotPositive(amount);
        if (!Permits(fund, venture)) return DisbursementRefusals.FundDesignatedElsewhere(fund.Code, venture.Name);

        return programme?.CaseCeiling is { } ceiling && amount.MinorUnits > ceiling
            ? DisbursementRefusals.CaseCeilingExceeded(amount, new Money(ceiling, amount.Currency))
            : null;
    }

    /// <summary>Whether the fund's source and designation let it pay for the venture.</summary>
    public static bool Permits(Fund fund, Venture venture)
    {
        ArgumentNullException.ThrowIfNull(fund);
        ArgumentNullException.ThrowIfNull(venture);
        return fund.Source != SourceKind.Suspense && Designated(fund, venture);
    }

    private static bool Designated(Fund fund, Venture venture) => fund.Designation switch
    {
        DesignationKind.None or DesignationKind.WorkItem => true,
        DesignationKind.District => venture.DistrictId == fund.DesignationId,
        DesignationKind.Venture => venture.Id == fund.DesignationId,
        DesignationKind.UniversityProject => false,
        _ => throw new InvalidOperationException($"Unknown designation {fund.Designation}."),
    };
}
