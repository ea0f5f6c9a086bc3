using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Screening;
using NodaTime;

namespace FundLedger.UseCases.MasterData;

/// <summary>A row as it is given.</summary>
/// <param name="Number">As the file counts its rows; 1 for a form.</param>
/// <param name="Cells">Texts by column name; a column that is left out stays what it is.</param>
/// <param name="Faults">Cells that hold no value, by column name.</param>
public sealed record GivenRow(
    int Number, IReadOnlyDictionary<string, string> Cells, IReadOnlyDictionary<string, Refusal>? Faults = null);

/// <param name="Kind">Name of the kind.</param>
/// <param name="Confirmed">Digest of the preview that a person confirms; null when nothing was shown before.</param>
public sealed record MasterDataImport(
    string Key, string Kind, IReadOnlyList<GivenRow> Rows, bool DryRun = false, string? Confirmed = null);

/// <summary>
/// Adds and changes rows of one kind of master data: a file's, or the one of a form. All or nothing: with one refused row nothing
/// is written, and every refused row is named. Rows that are as they should be are left alone, so a file may be sent again.
/// </summary>
public sealed class ImportMasterData(AuthorizedLedger ledger, AuthorizedReader reader, ServedAccount books, IClock clock)
{
    private const string ScreeningKey = ":screening";

    /// <summary>Who may enter anything; each kind says for itself who may enter it.</summary>
    public static AnyOf Policy { get; } = new(Policies.ManageMasterData, Policies.ManageParties);

    /// <summary>
    /// What was done. Refused: an unknown kind, NotPermitted, MasterDataChangedSincePreview; refused rows are no refusal but
    /// stand in the report.
    /// </summary>
    public async Task<Result<ImportReport>> Run(MasterDataImport request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = MasterDataKinds.Find(request.Kind);
        if (found.IsRefused) return found.Refusal;
        var kind = found.Value;
        var write = new UseCaseRequest(request.Key, actor, new { request.Kind, Rows = request.Rows.Select(row => row.Cells) });
        // Most of what is wrong is found without keeping others from booking.
        var seen = await reader.Read(kind.Policy, actor, db => Plan(db, clock.Today()), stop);
        if (seen.IsRefused) return seen.Refusal;
        var report = seen.Value.Report(written: false);
        if (request.DryRun) return report;
        if (Objection(request, report) is { } objection) return await Refuse(objection, report);
        if (report.Added + report.Changed == 0) return report;

        ImportReport? decided = null;
        var written = await ledger.Write(kind.Policy, write, async session =>
        {
            var plan = await Plan(session.Db, session.Today);
            decided = plan.Report(written: true);
            if (Objection(request, decided) is { } late) return late;
            await plan.Write(session, stop);
            session.Audit("MasterDataImported", kind.Name, decided.Added, decided.Changed);
            return Result.Of(decided.Added + decided.Changed);
        }, stop);
        if (!written.IsRefused)
        {
            // Should this process end here, the nightly screening finds the same.
            if (kind.Screens) await new RunScreening(ledger).Run(request.Key + ScreeningKey, actor, stop);
            return decided ?? report with { Written = true };
        }

        return written.Refusal.Code == nameof(MasterDataRefusals.MasterDataRowsRefused) && decided is not null
            ? decided with { Written = false }
            : written.Refusal;

        Task<ImportPlan> Plan(LedgerDb db, LocalDate today) =>
            ImportPlan.Of(db, kind, request.Rows, new CheckContext(books.Currency, today), stop);

        async Task<Result<ImportReport>> Refuse(Refusal refusal, ImportReport rows)
        {
            await ledger.Refuse(write, refusal, stop);
            return refusal.Code == nameof(MasterDataRefusals.MasterDataRowsRefused) ? rows : refusal;
        }
    }

    private static Refusal? Objection(MasterDataImport request, ImportReport report)
    {
        if (report.Refused > 0) return MasterDataRefusals.MasterDataRowsRefused(report.Refused, report.Rows.Count);
        // A preview confirmed twice finds its rows as they should be.
        var changes = report.Added + report.Changed > 0;
        return changes && request.Confirmed is { } confirmed && confirmed != report.Digest
            ? MasterDataRefusals.MasterDataChangedSincePreview()
            : null;
    }
}
