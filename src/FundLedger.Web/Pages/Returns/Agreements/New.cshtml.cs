using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Returns;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Returns;
using FundLedger.UseCases.Returns.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Returns.Agreements;

/// <summary>Records what a venture owes back for money it has been paid.</summary>
[Authorize(Policies.ManageReturns)]
internal sealed class NewModel(
    AgreementChoices choices, IClock clock, RecordAgreement recordAgreement, IStringLocalizer<Words> words) : PageModel
{
    private const int UsualYears = 5;
    private const int UsualGraceDays = 30;

    [FromQuery(Name = "disbursement")]
    public string? Chosen { get; set; }

    [BindProperty]
    public AgreementForm Form { get; set; } = new();

    public IReadOnlyList<PaidCase> Cases { get; private set; } = [];

    public IReadOnlyList<ReturnFundChoice> Funds { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var shown = await Show(stop);
        if (shown is not PageResult) return shown;
        var from = clock.Today().With(DateAdjusters.StartOfMonth).PlusMonths(1);
        Form = new AgreementForm
        {
            Key = RequestKeys.New(),
            Disbursement = Cases.Any(paid => paid.Code == Chosen) ? Chosen : null,
            PeriodMonths = 3,
            StartsOn = from,
            EndsOn = from.PlusYears(UsualYears).PlusDays(-1),
            GraceDays = UsualGraceDays,
            ReturnFund = Chosen is null ? null : (await choices.FundOfSameDesignation(this.Actor(), Chosen, stop)).Value,
        };
        return shown;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var basisPoints = (Form.SharePercent ?? 0) * 100;
        if (basisPoints != decimal.Truncate(basisPoints) || Math.Abs(basisPoints) > ReturnAgreement.BasisPointsOfWhole)
        {
            ModelState.AddModelError("Form.SharePercent", words["ShareNotReadable"]);
        }

        if (ModelState.IsValid)
        {
            var request = new AgreementRequest(
                Form.Key, Form.Disbursement!, (int)basisPoints, Form.PeriodMonths, Form.StartsOn!.Value, Form.EndsOn!.Value,
                    Form.GraceDays!.Value, Form.ReturnFund!);
            var recorded = await recordAgreement.Run(request, SignedInPerson.Of(User).ToActor(), stop);
            if (!recorded.IsRefused) return RedirectToPage("/Returns/Index", new { agreement = recorded.Value });
            Refusal = recorded.Refusal;
        }

        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var (cases, funds) = (await choices.Cases(this.Actor(), stop), await choices.Funds(this.Actor(), stop));
        if (cases.IsRefused || funds.IsRefused) return Forbid();
        (Cases, Funds) = (cases.Value, funds.Value);
        return Page();
    }

    internal sealed class AgreementForm
    {
        [StringLength(100)]
        public string Key { get; set; } = "";

        [Required]
        public string? Disbursement { get; set; }

        /// <summary>Percent of all income, at most two decimals.</summary>
        [Required]
        public decimal? SharePercent { get; set; }

        public int PeriodMonths { get; set; }

        [Required]
        public LocalDate? StartsOn { get; set; }

        [Required]
        public LocalDate? EndsOn { get; set; }

        [Required, Range(0, ReturnRules.LongestGrace)]
        public int? GraceDays { get; set; }

        [Required]
        public string? ReturnFund { get; set; }
    }
}
