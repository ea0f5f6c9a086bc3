using System.ComponentModel.DataAnnotations;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Web.Pages.Bank;

/// <summary>The sections of the page, each a form of its own.</summary>
public enum ExplainSection
{
    Document = 1,
    Fee = 2,
    BankInterest = 3,
    NewContribution = 4,
    Refund = 5,
    BouncedPayment = 6,
    OwnTransfer = 7,
    Split = 8,
}

/// <summary>A fund's part; one fund alone needs no amount.</summary>
public sealed class ShareRow
{
    [StringLength(200)]
    public string? Fund { get; set; }

    public Money? Amount { get; set; }
}

/// <summary>A part of a split; a row without kind and amount is left out.</summary>
public sealed class SplitRow
{
    public LinePartKind? Kind { get; set; }

    /// <summary>Typed without a sign: the kind, or else the line, says which way it goes. With a minus it is money out.</summary>
    public Money? Amount { get; set; }

    [StringLength(200)]
    public string? Fund { get; set; }

    /// <summary>Payment reference, code of a disbursement, or number of the other account's line.</summary>
    [StringLength(200)]
    public string? Reference { get; set; }

    [StringLength(100)]
    public string? Payer { get; set; }

    internal bool IsEmpty => Kind is null && Amount is null;
}

/// <summary>What a person says of a bank line: the fields of all sections, of which one is sent.</summary>
public sealed class ExplainForm
{
    public ExplainSection? Section { get; set; }

    /// <summary>Pressed after the preview.</summary>
    public bool Book { get; set; }

    /// <summary>Only asks for more rows.</summary>
    public bool More { get; set; }

    [StringLength(200)]
    public string? DocumentChoice { get; set; }

    [StringLength(200)]
    public string? DocumentTyped { get; set; }

    [StringLength(200)]
    public string? FeeFund { get; set; }

    public LocalDate? InterestFrom { get; set; }

    public LocalDate? InterestTo { get; set; }

    public ContributionKind? GiftKind { get; set; }

    [StringLength(100)]
    public string? GiftPayer { get; set; }

    [StringLength(EntryRules.MaximumDescriptionLength)]
    public string? GiftDescription { get; set; }

    public IList<ShareRow> GiftShares { get; set; } = [];

    [StringLength(200)]
    public string? RefundChoice { get; set; }

    [StringLength(200)]
    public string? RefundTyped { get; set; }

    [StringLength(200)]
    public string? BouncedChoice { get; set; }

    [StringLength(200)]
    public string? BouncedTyped { get; set; }

    public long? OtherLine { get; set; }

    [StringLength(200)]
    public string? TransferFund { get; set; }

    public IList<SplitRow> Rows { get; set; } = [];
}
