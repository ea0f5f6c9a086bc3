using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.UseCases.MasterData;

namespace FundLedger.UseCases.Contributions;

/// <summary>A gift that a row of a file says.</summary>
/// <param name="Row">As the file counts its rows.</param>
/// <param name="Amount">Minor units; the parts sum to it.</param>
internal sealed record PlannedGift(
    int Row, string Reference, long PayerPartyId, long Amount, IReadOnlyList<ContributionPart> Parts, string PledgedOn, string Description);

/// <summary>What an import of gifts does, or would do.</summary>
/// <param name="Rows">Added: booked by this import, or to be booked; unchanged: booked before.</param>
/// <param name="Sums">What goes into each fund by the rows to be booked, by the fund's code.</param>
/// <param name="Digest">
/// What the file means as one figure, the same before and after its rows are booked: whoever confirms a preview names it, and nothing
/// else is booked.
/// </param>
/// <param name="Booked">How many of the added rows are booked; all others are still to be.</param>
/// <param name="Stopped">Why it did not go on to the end; what was booked before it stays.</param>
public sealed record ContributionImportReport(
    ImportReport Rows, IReadOnlyList<SplitPart> Sums, string Digest, int Booked = 0, Refusal? Stopped = null)
{
    /// <summary>Rows that could be booked and are not yet.</summary>
    public int Waiting => Rows.Added - Booked;
}
