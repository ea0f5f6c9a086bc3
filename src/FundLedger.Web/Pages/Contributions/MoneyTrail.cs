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
    int Round, EntryReference Entry, LocalDate Date, string What, string? Code, string? Venture, DisbursementState? State, ReportFund Fund,
        long Used, long Encumbered);

/// <summary>What a use brought back: the whole, and this contribution's part.</summary>
internal sealed record TrailReturn(int Round, string? Venture, LocalDate From, LocalDate To, LocalDate? ReceivedOn, long Whole, long Part);

/// <summary>What a band of the picture is: it has the colour which that has on every page.</summary>
internal enum TrailFlowKind
{
    /// <summary>The money that was given.</summary>
    Given = 1,
    Used = 2,
    CameBack = 3,

    /// <summary>Set aside, or still there.</summary>
    Kept = 4,
}

/// <summary>One band of the picture.</summary>
internal sealed record TrailFlow(string From, string To, long Amount, TrailFlowKind Kind);

/// <summary>A lot trace laid out for reading: what it was used for, what came back, and the flows of the picture.</summary>
internal sealed class MoneyTrail
{
    private readonly IStringLocalizer<Words> words;
    private readonly Dictionary<string, int> depthOfName = new(StringComparer.Ordinal);
    private readonly List<TrailUse> uses = [];
    private readonly List<TrailReturn> returns = [];
    private readonly Dictionary<(string From, string To), (long Amount, TrailFlowKind Kind)> flows = [];

    public MoneyTrail(LotTrace trace, IStringLocalizer<Words> words)
    {
        (Trace, this.words) = (trace, words);
        var contribution = words["ThisContribution"].Value;
        foreach (var lot in trace.Lots)
        {
            var fund = Node(FundName(lot), 1);
            Flow(contribution, fund, lot.Part, TrailFlowKind.Given);
            Follow(lot, fund, depth: 1, round: 1);
        }

        // A disbursement paid from several lots is one use.
        Uses = [.. uses.GroupBy(use => (use.Round, use.Fund, Key: use.Code ?? use.Entry.ToString()))
            .Select(same => same.First() with { Used = same.Sum(use => use.Used), Encumbered = same.Sum(use => use.Encumbered) })
            .OrderBy(use => use.Round).ThenBy(use => use.Date)];
    }

    public LotTrace Trace { get; }

    public IReadOnlyList<TrailUse> Uses { get; }

    public IReadOnlyList<TrailReturn> Returns => returns;

    public IEnumerable<TrailFlow> Flows =>
        flows.Where(flow => flow.Value.Amount > 0)
            .Select(flow => new TrailFlow(flow.Key.From, flow.Key.To, flow.Value.Amount, flow.Value.Kind));

    /// <param name="depth">How many bands lie before this lot; the picture's columns.</param>
    private void Follow(TracedLot lot, string node, int depth, int round)
    {
        Flow(node, words["StillThere"], lot.Remaining, TrailFlowKind.Kept);
        foreach (var use in lot.Uses)
        {
            if (use.Spent != 0 || use.Encumbered != 0)
            {
                uses.Add(new TrailUse(
                    round, use.Entry, use.BookingDate, use.Disbursement?.Purpose ?? use.Description, use.Disbursement?.PublicCode,
                    use.Disbursement?.VentureName, use.Disbursement?.State, lot.Fund, use.Spent, use.Encumbered));
            }

            Flow(node, words["SetAside"], use.Encumbered, TrailFlowKind.Kept);
            foreach (var child in use.Children)
            {
                // Moved to another fund: the band leads on, the money is in its old round still.
                var other = Node(FundName(child), depth + 1);
                Flow(node, other, child.Part, round == 1 ? TrailFlowKind.Given : TrailFlowKind.CameBack);
                Follow(child, other, depth + 1, round);
            }

            if (use.Spent <= 0) continue;
            var target = Node(
                use.Disbursement is { } disbursement ? disbursement.VentureName ?? disbursement.Purpose : use.Description, depth);
            Flow(node, target, use.Spent, TrailFlowKind.Used);
            FollowReturns(use, target, depth, round);
        }
    }

    private void FollowReturns(TracedUse use, string from, int depth, int round)
    {
        foreach (var back in use.Returns)
        {
            returns.Add(new TrailReturn(
                round, use.Disbursement?.VentureName, back.PeriodFrom, back.PeriodTo, back.ReceivedOn, back.Whole, back.Part));
            foreach (var lot in back.Lots)
            {
                var fund = Node(FundName(lot), depth + 1);
                Flow(from, fund, lot.Part, TrailFlowKind.CameBack);
                Follow(lot, fund, depth + 1, round + 1);
            }
        }
    }

    private static string FundName(TracedLot lot) => Wording.Name(lot.Fund.NameZh, lot.Fund.NameEn);

    /// <summary>The same venture or fund in a later round is another node: the picture must not run in circles.</summary>
    private string Node(string name, int depth)
    {
        if (!depthOfName.TryGetValue(name, out var first)) depthOfName[name] = first = depth;
        return first == depth ? name : words["NameInRound", name, depth];
    }

    private void Flow(string from, string to, long amount, TrailFlowKind kind) =>
        flows[(from, to)] = (flows.GetValueOrDefault((from, to)).Amount + amount, kind);
}
