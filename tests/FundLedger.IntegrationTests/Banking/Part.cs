using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions;
using NodaTime;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Parts as a person names them, in whole dollars.</summary>
internal static class Part
{
    public static PartExplanation Fee(string fund, long? dollars = null) => Of(LinePartKind.Fee, dollars) with { Fund = fund };

    public static PartExplanation Document(string reference, long? dollars = null) =>
        Of(LinePartKind.Document, dollars) with { Reference = reference };

    public static PartExplanation Interest(LocalDate? from = null, LocalDate? to = null) =>
        Of(LinePartKind.BankInterest, null) with { From = from, To = to };

    public static PartExplanation Gift(string payer, long? dollars, params (string Fund, long Dollars)[] shares) =>
        Of(LinePartKind.NewContribution, dollars) with
        {
            Contribution = ContributionKind.Donation,
            Payer = payer,
            Shares = [.. shares.Select(share => new ContributionPart(share.Fund, share.Dollars))],
        };

    public static PartExplanation Transfer(long? otherLine, string fund, long? dollars = null) =>
        Of(LinePartKind.OwnTransfer, dollars) with { OtherLine = otherLine, Fund = fund };

    public static PartExplanation Refund(string reference, long? dollars = null) =>
        Of(LinePartKind.Refund, dollars) with { Reference = reference };

    public static PartExplanation Bounced(string reference) => Of(LinePartKind.BouncedPayment, null) with { Reference = reference };

    private static PartExplanation Of(LinePartKind kind, long? dollars) =>
        new(kind, dollars is { } amount ? Money.Twd(amount) : null);
}
