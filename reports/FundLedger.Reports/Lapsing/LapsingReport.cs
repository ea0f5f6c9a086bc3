using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <param name="AsOf">The day from which days are counted.</param>
public sealed record LapsingParameters(long DedicatedAccountId, LocalDate AsOf);

/// <summary>A lot of a central allocation that is not used up. Figures in minor units.</summary>
/// <param name="Contribution">Code of the draw-down; null for money that came otherwise.</param>
/// <param name="OpenedOn">The booking date of the entry that opened the lot.</param>
/// <param name="ExpiresOn">The last day on which it may be spent; null where the budget says none.</param>
/// <param name="CarryReference">The approval by which the budget was carried over.</param>
public sealed record LapsingLot(
    long Lot, string Ministry, string Programme, string NameZh, string NameEn, int FiscalYear, string Fund, string? Contribution,
    LocalDate OpenedOn, LocalDate? ExpiresOn, string? CarryReference, long Amount, long Used, long Encumbered, long Remaining,
    LapseStage Stage, LapseProposal Proposal)
{
    /// <summary>What lapses unless it is paid by the day: also what is only set aside.</summary>
    public long Unspent => Encumbered + Remaining;
}

/// <summary>Central money by the day on which it lapses, the nearest first.</summary>
public sealed record LapsingMoney(Currency Currency, LocalDate AsOf, IReadOnlyList<LapsingLot> Lots)
{
    /// <summary>Sum of what is unspent in a stage.</summary>
    public long Unspent(LapseStage stage) => Lots.Where(lot => lot.Stage == stage).Sum(lot => lot.Unspent);

    /// <summary>Only what is in one stage.</summary>
    public LapsingMoney Of(LapseStage stage) => this with { Lots = [.. Lots.Where(lot => lot.Stage == stage)] };
}

/// <summary>Makes the report of money with a deadline.</summary>
public sealed class LapsingReport(ReportingDatabase database)
{
    public Task<Result<LapsingMoney>> Run(LapsingParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<LapsingMoney>> Read(Snapshot snapshot, LapsingParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        var rows = await snapshot.Rows<LotRow>("Lapsing.lots", new { account = books.Id });
        return new LapsingMoney(books.Currency, parameters.AsOf, [.. rows.Select(Reported)]);

        LapsingLot Reported(LotRow row)
        {
            var stage = Lapsing.StageOf(row.ExpiresOn, parameters.AsOf);
            return new LapsingLot(
                row.Lot, row.Ministry, row.Programme, row.NameZh, row.NameEn, row.FiscalYear, row.Fund, row.Contribution, row.OpenedOn,
                row.ExpiresOn, row.CarryReference, row.Amount, row.Used, row.Encumbered, row.Remaining, stage,
                Lapsing.ProposalFor(stage, row.Remaining));
        }
    }

    private sealed record LotRow(
        long Lot, string Ministry, string Programme, string NameZh, string NameEn, int FiscalYear, string Fund, string? Contribution,
        LocalDate OpenedOn, LocalDate? ExpiresOn, string? CarryReference, long Amount, long Used, long Encumbered, long Remaining);
}
