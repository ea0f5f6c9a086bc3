using System.Globalization;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Pages.Bank;

/// <summary>
/// Reads the sent section of the form as parts of the line. Fields that are missing are marked in <paramref name="typed"/>; whether
/// what is named is right, the use case decides.
/// </summary>
/// <param name="line">The line's amount.</param>
internal sealed class ExplainReading(ExplainForm form, Money line, ModelStateDictionary typed, IStringLocalizer<Words> words)
{
    public IReadOnlyList<PartExplanation> Parts() => form.Section switch
    {
        ExplainSection.Document =>
            [new(LinePartKind.Document) { Reference = Chosen(nameof(form.DocumentTyped), form.DocumentTyped, form.DocumentChoice) }],
        ExplainSection.Fee => [new(LinePartKind.Fee) { Fund = Needed(nameof(form.FeeFund), form.FeeFund) }],
        ExplainSection.BankInterest => [new(LinePartKind.BankInterest) { From = form.InterestFrom, To = form.InterestTo }],
        ExplainSection.NewContribution => [Gift()],
        ExplainSection.Refund =>
            [new(LinePartKind.Refund) { Reference = Chosen(nameof(form.RefundTyped), form.RefundTyped, form.RefundChoice) }],
        ExplainSection.BouncedPayment =>
            [new(LinePartKind.BouncedPayment) { Reference = Chosen(nameof(form.BouncedTyped), form.BouncedTyped, form.BouncedChoice) }],
        ExplainSection.OwnTransfer =>
            [new(LinePartKind.OwnTransfer) { OtherLine = form.OtherLine, Fund = Needed(nameof(form.TransferFund), form.TransferFund) }],
        ExplainSection.Split => Split(),
        _ => NotAsShown(),
    };

    private IReadOnlyList<PartExplanation> NotAsShown()
    {
        typed.AddModelError($"Form.{nameof(form.Section)}", words["FormNotAsShown"]);
        return [];
    }

    private string? Needed(string field, string? value)
    {
        // What could not be read has its own message already.
        if (string.IsNullOrWhiteSpace(value) && !(typed[$"Form.{field}"]?.Errors.Count > 0))
            typed.AddModelError($"Form.{field}", words["InvalidMissing"]);
        return value?.Trim();
    }

    /// <summary>What was typed goes before what was chosen.</summary>
    private string? Chosen(string field, string? written, string? choice) =>
        Needed(field, string.IsNullOrWhiteSpace(written) ? choice : written);

    private PartExplanation Gift() => new(LinePartKind.NewContribution)
    {
        Contribution = form.GiftKind,
        Payer = Needed(nameof(form.GiftPayer), form.GiftPayer),
        Description = Needed(nameof(form.GiftDescription), form.GiftDescription),
        Shares = Shares(),
    };

    private ContributionPart[] Shares()
    {
        const string List = nameof(form.GiftShares);
        var rows = form.GiftShares.Where(row => row.Fund is not null).ToArray();
        if (rows is [{ Amount: null } only]) only.Amount = line;
        for (var index = 0; index < form.GiftShares.Count; index++)
        {
            var row = form.GiftShares[index];
            if (row is { Fund: not null, Amount: null }) Needed($"{List}[{index}].{nameof(row.Amount)}", null);
            if (row is { Fund: null, Amount: not null }) Needed($"{List}[{index}].{nameof(row.Fund)}", null);
        }

        if (form.GiftShares.All(row => row.Fund is null && row.Amount is null))
            typed.AddModelError($"Form.{List}[0].{nameof(ShareRow.Fund)}", words["InvalidNoFund"]);
        return
        [
            .. rows.Where(row => row.Amount is not null)
                .Select(row => new ContributionPart(row.Fund!, row.Amount!.Value.MinorUnits)),
        ];
    }

    private IReadOnlyList<PartExplanation> Split()
    {
        const string List = nameof(form.Rows);
        for (var index = 0; index < form.Rows.Count; index++)
        {
            var row = form.Rows[index];
            if (row.IsEmpty) continue;
            if (row.Kind is null) Needed($"{List}[{index}].{nameof(row.Kind)}", null);
            if (row.Amount is null) Needed($"{List}[{index}].{nameof(row.Amount)}", null);
        }

        if (form.Rows.All(row => row.IsEmpty)) Needed($"{List}[0].{nameof(SplitRow.Kind)}", null);
        return [.. form.Rows.Where(row => row is { Kind: not null, Amount: not null }).Select(Part)];
    }

    private PartExplanation Part(SplitRow row)
    {
        var (kind, reference) = (row.Kind!.Value, row.Reference?.Trim());
        var amount = Signed(kind, row.Amount!.Value);
        return new PartExplanation(kind, amount)
        {
            Reference = reference,
            Fund = row.Fund,
            Payer = row.Payer,
            OtherLine = long.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var other) ? other : null,
            Shares = kind == LinePartKind.NewContribution && row.Fund is { } fund ? [new ContributionPart(fund, amount.MinorUnits)] : [],
        };
    }

    private Money Signed(LinePartKind kind, Money amount)
    {
        if (amount.IsNegative) return amount;
        return kind switch
        {
            LinePartKind.Fee => -amount,
            LinePartKind.Document or LinePartKind.OwnTransfer => line.IsNegative ? -amount : amount,
            _ => amount,
        };
    }
}
