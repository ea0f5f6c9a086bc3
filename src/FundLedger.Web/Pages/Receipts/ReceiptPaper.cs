using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Receipts.Reads;
using FundLedger.Web.Display;
using NodaTime;

namespace FundLedger.Web.Pages.Receipts;

/// <summary>A receipt as it is printed, in the language of the office whoever looks at it; the model of <c>_Paper.cshtml</c>.</summary>
/// <param name="ProofAddress">The public page that proves it.</param>
internal sealed record ReceiptPaper(ReceiptStory Story, ServedAccount Books, string ProofAddress)
{
    public Receipt Receipt => Story.Receipt;

    public Money Amount => new(Receipt.Amount, Books.Currency);

    /// <summary>In capital numerals; null in a currency that has none.</summary>
    public string? AmountInWords => Books.Currency == Currency.Twd ? FormalNumerals.Of(Amount) : null;

    public TaxClassTerms Class => TaxClassTerms.Of(Receipt.TaxClass);

    public string QrCode => QrPicture.Of(ProofAddress);

    /// <summary>What the money is for, by the names of its funds.</summary>
    public string Purpose => string.Join('、', Story.Purposes.Select(purpose => purpose.NameZh).Distinct());

    /// <summary>As official papers write it: 中華民國115年11月28日.</summary>
    public static string Day(LocalDate date) => string.Create(
        CultureInfo.InvariantCulture, $"中華民國{date.Year - RepublicCalendar.YearOffset}年{date.Month}月{date.Day}日");

    public static ReceiptPaper Of(ReceiptStory story, ServedAccount books, HttpRequest request) =>
        new(story, books, $"{request.Scheme}://{request.Host}/proof/{story.Receipt.PublicCode}");
}

/// <summary>How the states of receipts look; colour never carries a meaning alone.</summary>
internal static class ReceiptColours
{
    public static string Badge(ReceiptState state) => state == ReceiptState.Issued ? "bg-green-lt" : "bg-red-lt";
}
