using System.Security.Cryptography;
using System.Text.Json;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.Screening;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UseCases.Contributions;

/// <param name="ValidRowsOnly">Book what can be booked although other rows are refused.</param>
/// <param name="DryRun">Say what would be booked; book nothing.</param>
/// <param name="Confirmed">Digest of the preview that a person confirms; null when nothing was shown before.</param>
/// <param name="Most">Book no more rows than this for now; null: all of them.</param>
public sealed record ContributionImport(
    IReadOnlyList<GivenRow> Rows, bool ValidRowsOnly = false, bool DryRun = false, string? Confirmed = null, int? Most = null);

/// <summary>How far an import is: rows of the file that are booked, of those that will be.</summary>
public readonly record struct ImportProgress(int Done, int All);

/// <summary>
/// Books the gifts of a file. With one refused row nothing is booked, unless the valid rows alone are wanted. A row is known by its own
/// reference: booked once, whoever sends it again and by whichever way. Rows are booked some hundred to a write, so others go on
/// meanwhile; an import that was ended goes on when the same file is sent again.
/// </summary>
public sealed class ImportContributions(AuthorizedLedger ledger, AuthorizedReader reader, ServedAccount books, IClock clock)
{
    /// <summary>Rows of one write: others wait for their account half a second meanwhile.</summary>
    public const int RowsOfAWrite = 500;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    /// <summary>
    /// What was done. Refused: NotPermitted, MasterDataChangedSincePreview; refused rows are no refusal but stand in the report, and
    /// so does what stopped it on the way.
    /// </summary>
    /// <param name="progress">Told after each write.</param>
    public async Task<Result<ContributionImportReport>> Run(
        ContributionImport request, Actor actor, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = await reader.Read(
            Policy, actor, db => ContributionImportPlan.Of(db, request.Rows, books.Currency, clock.Today(), stop), stop);
        if (plan.IsRefused) return plan.Refusal;
        var report = plan.Value.Report();
        if (request.DryRun) return report;
        if (request.Confirmed is { } confirmed && confirmed != report.Digest)
            return await Refuse(MasterDataRefusals.MasterDataChangedSincePreview());
        if (report.Rows.Refused > 0 && !request.ValidRowsOnly)
        {
            await Refuse(MasterDataRefusals.MasterDataRowsRefused(report.Rows.Refused, report.Rows.Rows.Count));
            return report;
        }

        foreach (var chunk in plan.Value.ToBook.Take(request.Most ?? int.MaxValue).Chunk(RowsOfAWrite))
        {
            var written = await ledger.Write(Policy, Request(chunk), session => Book(session, chunk, stop), stop);
            if (written.IsRefused) return report with { Stopped = written.Refusal };
            report = report with { Booked = report.Booked + chunk.Length };
            progress?.Report(new ImportProgress(report.Rows.Unchanged + report.Booked, report.Rows.Unchanged + report.Rows.Added));
        }

        return report;

        Task<Refusal> Refuse(Refusal refusal) =>
            ledger.Refuse(new UseCaseRequest("contributions", actor, new { report.Digest }), refusal, stop);

        UseCaseRequest Request(PlannedGift[] chunk)
        {
            var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(chunk));
            return new UseCaseRequest($"contributions:{Convert.ToHexStringLower(content)}", actor, chunk);
        }
    }

    /// <summary>Books the gifts that nobody has booked since the plan was made; gives how many.</summary>
    private static async Task<Result<int>> Book(WriteSession session, IReadOnlyList<PlannedGift> gifts, CancellationToken stop)
    {
        var before = await BookedGift.Read(session.Db, gifts.Select(gift => gift.Reference), stop);
        var payers = gifts.Select(gift => gift.PayerPartyId).Distinct().ToArray();
        if (await session.Db.Parties.CountAsync(party => payers.Contains(party.Id), stop) != payers.Length)
            return ContributionRefusals.PayerMissing();
        var known = new KnownToContributions(
            await BookContribution.Funds(session, gifts.SelectMany(gift => gift.Parts).Select(part => part.Fund), stop),
            await VirtualAccountNumbers.Of(session, stop), await ScreeningBooks.Load(session.Db, payers, session.Today, stop));
        var booked = 0;
        foreach (var gift in gifts)
        {
            if (before.TryGetValue(gift.Reference, out var there))
            {
                if (there.Differences(gift, session.Currency).FirstOrDefault() is { } changed) return changed.Refusal;
                continue;
            }

            var request = new ContributionRequest(
                gift.Reference, ContributionKind.Donation, gift.PayerPartyId, new Money(gift.Amount, session.Currency), gift.Parts,
                LocalDatePattern.Iso.Parse(gift.PledgedOn).Value, gift.Description);
            if (await BookContribution.CheckParts(session, request, known.Funds, stop) is { } refusal) return refusal;
            var added = await BookContribution.AddChecked(session, request, known, approval: null, gift.Reference);
            if (added.IsRefused) return added.Refusal;
            booked++;
        }

        return booked;
    }
}
