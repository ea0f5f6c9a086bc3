using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <param name="FiscalYear">Only that year; null: all.</param>
public sealed record AllocationParameters(long DedicatedAccountId, int? FiscalYear = null);

/// <summary>One version of a programme's budget of one year. All figures in minor units.</summary>
/// <param name="Budget">Of this version.</param>
/// <param name="Use">What the programme's year has come to, beside the version in force; null beside an earlier one.</param>
public sealed record ReportedAllocation(
    string Ministry, string Programme, string NameZh, string NameEn, int FiscalYear, int Version, bool Provisional, long Budget,
    AllocationUse? Use);

/// <summary>What has become of a programme's budget of one year, in minor units.</summary>
/// <param name="Drawn">Approved draw-downs that are not cancelled.</param>
/// <param name="Received">Of these, what the bank has brought.</param>
/// <param name="Encumbered">Of the money received, what is set aside for approved disbursements.</param>
/// <param name="Spent">Of the money received, what disbursements have used.</param>
/// <param name="Unspent">Of the money received, what is left.</param>
public sealed record AllocationUse(long Drawn, long Received, long Encumbered, long Spent, long Unspent)
{
    public static AllocationUse None { get; } = new(0, 0, 0, 0, 0);

    public static AllocationUse operator +(AllocationUse one, AllocationUse other) => new(
        one.Drawn + other.Drawn, one.Received + other.Received, one.Encumbered + other.Encumbered, one.Spent + other.Spent,
        one.Unspent + other.Unspent);
}

/// <summary>Budgets of central programmes by agency, programme, year and version, with what was drawn, received and spent.</summary>
public sealed record Allocations(Currency Currency, int? FiscalYear, IReadOnlyList<ReportedAllocation> Versions)
{
    /// <summary>The budgets in force together.</summary>
    public long Budget => Versions.Where(version => version.Use is not null).Sum(version => version.Budget);

    /// <summary>Only what is of one year.</summary>
    public Allocations Of(int fiscalYear) =>
        this with { FiscalYear = fiscalYear, Versions = [.. Versions.Where(version => version.FiscalYear == fiscalYear)] };

    public AllocationUse Use => Versions.Aggregate(AllocationUse.None, (sum, version) => sum + (version.Use ?? AllocationUse.None));
}

/// <summary>Makes the report of allocations. Money drawn for a year without a budget is in no row: nothing bounds it.</summary>
public sealed class AllocationReport(ReportingDatabase database)
{
    public Task<Result<Allocations>> Run(AllocationParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<Allocations>> Read(Snapshot snapshot, AllocationParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        var question = new { account = books.Id };
        var drawn = (await snapshot.Rows<DrawnRow>("Allocations.drawn", question)).ToDictionary(row => (row.ProgrammeId, row.FiscalYear));
        var lots = (await snapshot.Rows<LotRow>("Allocations.lots", question)).ToDictionary(row => (row.ProgrammeId, row.FiscalYear));
        var versions = await snapshot.Rows<VersionRow>("Allocations.versions", question);
        var inForce = versions.GroupBy(row => (row.ProgrammeId, row.FiscalYear))
            .ToDictionary(year => year.Key, year => year.Max(row => row.Version));
        var all = new Allocations(books.Currency, null, [.. versions.Select(Reported)]);
        return parameters.FiscalYear is { } only ? all.Of(only) : all;

        ReportedAllocation Reported(VersionRow row)
        {
            var year = (row.ProgrammeId, row.FiscalYear);
            return new ReportedAllocation(
                row.Ministry, row.Programme, row.NameZh, row.NameEn, row.FiscalYear, row.Version, row.Provisional, row.Amount,
                row.Version == inForce[year] ? Use(drawn.GetValueOrDefault(year), lots.GetValueOrDefault(year)) : null);
        }
    }

    private static AllocationUse Use(DrawnRow? drawn, LotRow? lots) => new(
        drawn?.Drawn ?? 0, drawn?.Received ?? 0, lots?.Encumbered ?? 0, lots?.Spent ?? 0, lots?.Unspent ?? 0);

    private sealed record VersionRow(
        string Programme, string Ministry, string NameZh, string NameEn, long ProgrammeId, int FiscalYear, int Version, long Amount,
        bool Provisional);

    private sealed record DrawnRow(long ProgrammeId, int FiscalYear, long Drawn, long Received);

    private sealed record LotRow(long ProgrammeId, int FiscalYear, long Spent, long Encumbered, long Unspent);
}
