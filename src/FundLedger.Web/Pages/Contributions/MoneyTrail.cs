using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>Something the money was used or set aside for. Amounts are this contribution's part, in minor units.</summary>
/// <param name="Round">1: the money as it came; 2: what came back from its first use; and so on.</param>
internal sealed record TrailUse(
    int Round, EntryReference Entry, LocalDate Date, string What, string? Code, string? Venture, DisbursementState? State, string Fund, long Used, long Encumbered);

/// <summary>What a use brought back: the whole, and this contribution's part.</summary>
internal sealed record TrailReturn(int Round, string? Venture, LocalDate From, LocalDate To, LocalDate? ReceivedOn, long Whole, long Part);

/// <summary>One band of the picture.</summary>
internal sealed record TrailFlow(string From, string To, long Amount);

/// <summary>A lot trace laid out for reading: what it was used for, what came back, and the flows of the picture.</summary>
internal sealed class MoneyTrail
{
    private readonly IStringLocalizer<Words> words;
    private readonly Dictionary<string, int> roundOfName = new(StringComparer.Ordinal);
    private readonly List<TrailUse> uses = [];
    private readonly List<TrailReturn> returns = [];
    private readonly Dictionary<(string From, string To), long> flows = [];

    public MoneyTrail(LotTrace trace, IStringLocalizer<Words> words)
    {
        (Trace, this.words) = (trace, words);
        var contribution = words["ThisContribution"].Value;
        foreach (var lot in trace.Lots)
        {
            var fund = Node(FundName(lot), 1);
            Flow(contribution, fund, lot.Part);
            Follow(lot, fund, 1);
        }

        // A disbursement paid from several lots is one use.
        Uses = [.. uses.GroupBy(use => (use.Round, use.Fund, Key: use.Code ?? use.Entry.ToString()))
            .Select(same => same.First() with { Used = same.Sum(use => use.Used), Encumbered = same.Sum(use => use.Encumbered) })
            .OrderBy(use => use.Round).ThenBy(use => use.Date)];
    }

    public LotTrace Trace { get; }

    public IReadOnlyList<TrailUse> Uses { get; }

    public IReadOnlyList<TrailReturn> Returns => returns;

    public IEnumerable<TrailFlow> Flows => flows.Where(flow => flow.Value > 0).Select(flow => new TrailFlow(flow.Key.From, flow.Key.To, flow.Value));

    private void Follow(TracedLot lot, string node, int round)
    {
        Flow(node, words["StillThere"], lot.Remaining);
        foreach (var use in lot.Uses)
        {
            var name = use.Disbursement is { } disbursement ? disbursement.VentureName ?? disbursement.Purpose : use.Description;
            uses.Add(new TrailUse(
                round, use.Entry, use.BookingDate, use.Disbursement?.Purpose ?? use.Description, use.Disbursement?.PublicCode,
                use.Disbursement?.VentureName, use.Disbursement?.State, lot.Fund.Code, use.Used, use.Encumbered));
            Flow(node, words["SetAside"], use.Encumbered);
            foreach (var child in use.Children)
            {
                // A transfer between funds is not a use of its own in the picture: the band leads on to the other fund.
                var other = Node(FundName(child), round + 1);
                Flow(node, other, child.Part);
                Follow(child, other, round + 1);
            }

            if (use.Children.Count > 0 || use.Used == 0) continue;
            var target = Node(name, round);
            Flow(node, target, use.Used);
            Bring(use, target, round);
        }
    }

    private void Bring(TracedUse use, string from, int round)
    {
        foreach (var back in use.Returns)
        {
            returns.Add(new TrailReturn(round, use.Disbursement?.VentureName, back.PeriodFrom, back.PeriodTo, back.ReceivedOn, back.Whole, back.Part));
            foreach (var lot in back.Lots)
            {
                var fund = Node(FundName(lot), round + 1);
                Flow(from, fund, lot.Part);
                Follow(lot, fund, round + 1);
            }
        }
    }

    private static string FundName(TracedLot lot) => Wording.Name(lot.Fund.NameZh, lot.Fund.NameEn);

    /// <summary>The same venture or fund in a later round is another node: the picture must not run in circles.</summary>
    private string Node(string name, int round)
    {
        if (!roundOfName.TryGetValue(name, out var first)) roundOfName[name] = first = round;
        return first == round ? name : words["NameInRound", name, round];
    }

    private void Flow(string from, string to, long amount) => flows[(from, to)] = flows.GetValueOrDefault((from, to)) + amount;
}
