using System.Globalization;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Donations;

/// <summary>How a donor is shown where the public can read it. The numbers are stored.</summary>
public enum DonorPublicity
{
    LegalDonor = 1,

    /// <summary>The party that is credited, where that is another one.</summary>
    CreditedDonor = 2,
    Anonymous = 3,
}

/// <summary>
/// What somebody intends to give (捐贈案): by whom, for what, in which instalments, under which conditions. It is screened, accepted or
/// declined; accepted, each instalment is an expected contribution of its own.
/// </summary>
public sealed class Donation : WorkflowDocument<DonationState, DonationTrigger>
{
    /// <summary>An instalment's contribution adds its number to it.</summary>
    public const int MaximumPurposeLength = 180;

    public const int MaximumConditionsLength = 500;

    public required string PublicCode { get; init; }

    /// <summary>Who gives, in law.</summary>
    public long DonorPartyId { get; init; }

    /// <summary>Who is credited with it; the donor where nobody else is named.</summary>
    public long CreditedPartyId { get; init; }

    public DonorPublicity Publicity { get; init; }

    public required string Purpose { get; init; }

    /// <summary>What the donor asks for; null: nothing.</summary>
    public string? Conditions { get; init; }

    /// <summary>The currency it comes in (ISO 4217); null: that of the books. The amount is then what it is expected to bring.</summary>
    public string? ForeignCurrency { get; init; }

    /// <summary>Minor units, positive.</summary>
    public override long Amount { get; init; }

    public LocalDate IntendedOn { get; init; }

    /// <summary>By instalment and fund, in the order of their lines.</summary>
    public IList<DonationPart> Parts { get; init; } = [];

    public IEnumerable<IGrouping<int, DonationPart>> Instalments =>
        Parts.OrderBy(part => part.Line).GroupBy(part => part.Instalment);

    protected override Workflow<DonationState, DonationTrigger> Table => DonationWorkflow.Table;

    /// <summary>All that was said: who, how much, when, for what, under which conditions.</summary>
    protected override ApprovalSubject Subject => new(
    [
        new("donor_party_id", DonorPartyId), new("credited_party_id", CreditedPartyId), new("publicity", Publicity),
        new("purpose", Purpose), new("conditions", Conditions), new("foreign_currency", ForeignCurrency), new("amount", Amount),
        .. Parts.SelectMany(part => part.Columns),
    ]);

    /// <summary>
    /// Begins with what was said and what its screening comes to, in one write. Refused only for the person
    /// (<see cref="WorkflowRefusals"/>).
    /// </summary>
    /// <param name="trigger">Recorded by the office, or offered by the donor.</param>
    public Result<DecidedStep> Intend(DonationTrigger trigger, Actor actor, Instant now, ScreeningOutcome outcome)
    {
        Begin(now);
        return Take(trigger, new StepRequest(actor, now)).Then(step =>
            Take(Screened(outcome), BySystem(actor, now)).Select(screened => new DecidedStep(step, Following: new DecidedStep(screened))));
    }

    /// <summary>A person's step. Refused by the workflow in its order, and by a screening that is not today's.</summary>
    /// <param name="screenedAsToday">Whether the last screening found what one of today finds.</param>
    public Result<DecidedStep> Fire(DonationTrigger trigger, StepRequest request, bool screenedAsToday)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Take(trigger, request, _ => screenedAsToday ? null : DonationRefusals.DonationScreeningOutdated(PublicCode))
            .Select(step => new DecidedStep(step, request.Reason));
    }

    /// <summary>
    /// A screening that finds otherwise than the last one moves what is not decided yet; null where the state stays. A named decision
    /// was about what was found then, so what is found now is decided anew.
    /// </summary>
    public Result<DecidedStep?> Rescreen(ScreeningOutcome outcome, Actor actor, Instant now)
    {
        var reached = DonationWorkflow.Table.Find(DonationState.Intended, Screened(outcome))!.To;
        return !DonationWorkflow.IsUnderReview(State) || State == reached
            ? Result.Of<DecidedStep?>(null)
            : Take(Screened(outcome), BySystem(actor, now)).Select(step => (DecidedStep?)new DecidedStep(step));
    }

    /// <summary>An instalment has come; null where nothing changes by it.</summary>
    /// <param name="all">Whether it was the last.</param>
    public Result<DecidedStep?> Receive(bool all, Actor actor, Instant now) => !all && State == DonationState.PartlyReceived
        ? Result.Of<DecidedStep?>(null)
        : Take(all ? DonationTrigger.ReceiveAll : DonationTrigger.ReceivePart, BySystem(actor, now))
            .Select(step => (DecidedStep?)new DecidedStep(step));

    /// <summary>What is said of an instalment's contribution.</summary>
    public string DescriptionOf(int instalment) => Instalments.Count() == 1
        ? Purpose
        : string.Create(CultureInfo.InvariantCulture, $"{Purpose} ({instalment}/{Instalments.Count()})");

    /// <summary>Refused: no purpose, one that is too long or no text, and so for the conditions; a currency that is none or ours.</summary>
    public static Refusal? Check(string purpose, string? conditions, string? foreignCurrency, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        if (string.IsNullOrWhiteSpace(purpose)) return LedgerRefusals.DescriptionMissing();
        if (purpose.Length > MaximumPurposeLength) return LedgerRefusals.DescriptionTooLong(purpose.Length, MaximumPurposeLength);
        if (conditions?.Length > MaximumConditionsLength)
            return LedgerRefusals.DescriptionTooLong(conditions.Length, MaximumConditionsLength);
        if (!StorableText.Is(purpose) || (conditions is not null && !StorableText.Is(conditions)))
            return LedgerRefusals.DescriptionNotText();
        return foreignCurrency is not null
            && (foreignCurrency.Length != 3 || !foreignCurrency.All(char.IsAsciiLetterUpper) || foreignCurrency == currency.Code)
                ? DonationRefusals.ForeignCurrencyNotValid(foreignCurrency)
                : null;
    }

    protected override Refusal Changed() => DonationRefusals.DonationChanged(PublicCode);

    private static StepRequest BySystem(Actor actor, Instant now) => new(actor, now) { By = TakenBy.System };

    private static DonationTrigger Screened(ScreeningOutcome outcome) => outcome switch
    {
        ScreeningOutcome.Pass => DonationTrigger.Pass,
        ScreeningOutcome.Escalate => DonationTrigger.Escalate,
        ScreeningOutcome.Block => DonationTrigger.Block,
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}

/// <summary>What one fund gets of one instalment; written once.</summary>
public sealed class DonationPart
{
    public long DedicatedAccountId { get; init; }

    public long DonationId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Line { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Instalment { get; init; }

    public LocalDate DueOn { get; init; }

    public long FundId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public long Amount { get; init; }

    /// <summary>Hundredths of a percent of the whole that were said; null where an amount was.</summary>
    public int? BasisPoints { get; init; }

    /// <summary>What people decide about of it.</summary>
    internal IEnumerable<RecordColumn> Columns => new RecordColumn[]
    {
        new("instalment", Instalment), new("due_on", DueOn), new("fund_id", FundId), new("amount", Amount),
        new("basis_points", BasisPoints),
    }.Select(column => column with { Name = string.Create(CultureInfo.InvariantCulture, $"{Line}.{column.Name}") });
}
