using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>
/// Follows one contribution: its lots, what each was used for, what came back from there, and what that was used for
/// again. Refused: <see cref="ReportRefusals.ReportContributionNotFound"/>.
/// </summary>
public sealed class LotTraceReport(ReportingDatabase database)
{
    /// <summary>The contribution by its public code, or by its number where that is no code.</summary>
    public async Task<Result<LotTrace>> Run(long dedicatedAccountId, string codeOrNumber, CancellationToken stop)
    {
        var contribution = await database.Read(
            snapshot => snapshot.RowOrNull<ContributionId>(
                "LotTrace.contribution-code", new { account = dedicatedAccountId, code = codeOrNumber }),
            stop);
        if (contribution is not null) return await Run(dedicatedAccountId, contribution.Id, stop);
        return long.TryParse(codeOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await Run(dedicatedAccountId, number, stop)
            : ReportRefusals.ReportContributionNotFound(codeOrNumber);
    }

    public Task<Result<LotTrace>> Run(long dedicatedAccountId, long contributionId, CancellationToken stop) => database.Read(
        async snapshot =>
        {
            var books = await ReportBooks.Read(snapshot, dedicatedAccountId);
            var contribution = await snapshot.RowOrNull<TracedContribution>(
                "LotTrace.contribution", new { account = books.Id, id = contributionId });
            if (contribution is null)
                return ReportRefusals.ReportContributionNotFound(contributionId.ToString(CultureInfo.InvariantCulture));
            var reading = new LotTraceReading(snapshot, books);
            var own = await reading.LotsOf(LotKind.Contribution, contributionId);
            var traced = new List<TracedLot>();
            foreach (var lot in own) traced.Add(await reading.Trace(lot, own.Select(other => other.Id).ToHashSet()));
            return (Result<LotTrace>)new LotTrace(books.Currency, contribution, traced);
        },
        stop);

    private sealed record ContributionId(long Id);
}

/// <summary>Reads lots as the trace reaches them; each once.</summary>
internal sealed class LotTraceReading(Snapshot snapshot, ReportBooks books)
{
    private readonly Dictionary<long, LotShares> shares = [];
    private readonly Dictionary<long, IReadOnlyList<LotPurpose>> purposes = [];
    private readonly Dictionary<long, TracedDisbursement?> disbursements = [];
    private readonly Dictionary<long, ReportFund> funds = books.Funds.ToDictionary(fund => fund.Id);

    public Task<IReadOnlyList<LotRow>> LotsOf(LotKind kind, long documentId) =>
        snapshot.Rows<LotRow>("LotTrace.lots", new { account = books.Id, kind = (int)kind, id = documentId });

    /// <summary>The lot and everything that came of it, as far as the original lots own it.</summary>
    public async Task<TracedLot> Trace(LotRow lot, IReadOnlySet<long> originals)
    {
        var shared = await SharesOf(lot);
        var uses = new List<TracedUse>();
        foreach (var purpose in await PurposesOf(lot.Id))
        {
            var used = Part(shared.UsedBy(other => other == purpose), originals);
            var encumbered = Part(shared.EncumberedBy(other => other == purpose), originals);
            if (used != 0 || encumbered != 0) uses.Add(await Use(lot, purpose, used, encumbered, originals));
        }

        return new TracedLot(
            lot.Id, funds[lot.FundId], lot.Kind, lot.Amount, Part(shared.Owners, originals),
            uses.Sum(use => use.Encumbered), Part(shared.Left, originals), uses);
    }

    private static long Part(IReadOnlyDictionary<long, long> parts, IReadOnlySet<long> originals) =>
        parts.Where(part => originals.Contains(part.Key)).Sum(part => part.Value);

    private async Task<TracedUse> Use(LotRow lot, LotPurpose purpose, long used, long encumbered, IReadOnlySet<long> originals)
    {
        var first = purpose.Movements.FirstOrDefault(movement => movement.Used > 0) ?? purpose.First;
        var disbursement = purpose.DisbursementId is { } id ? await Disbursement(id) : null;
        var children = new List<TracedLot>();
        foreach (var entry in disbursement is null ? purpose.Entries : [])
        {
            foreach (var child in await Children(lot.Id, entry)) children.Add(await Trace(child, originals));
        }

        var returns = disbursement is null || used == 0 ? [] : await Returns(disbursement.Id, lot, originals);
        return new TracedUse(
            new EntryReference(first.FiscalYear, first.Number), first.BookingDate, first.Description
                ?? JournalReport.Erased, disbursement, used, encumbered,
            children.Where(child => child.Part != 0).ToArray(), returns);
    }

    /// <summary>
    /// What came back from a disbursement is shown below the first of the original owners' lots that paid for it, so
    /// that nothing appears twice in one tree.
    /// </summary>
    private async Task<IReadOnlyList<TracedReturn>> Returns(long disbursementId, LotRow lot, IReadOnlySet<long> originals)
    {
        foreach (var funding in await Funding(disbursementId))
        {
            if (funding.LotId == lot.Id) break;
            if (Part((await SharesOf(await Lot(funding.LotId)))
                .UsedBy(purpose => purpose.DisbursementId == disbursementId), originals) != 0) return [];
        }

        var returns = new List<TracedReturn>();
        foreach (var row in await snapshot.Rows<ReturnRow>("LotTrace.returns", new { account = books.Id, id = disbursementId }))
        {
            var lots = new List<TracedLot>();
            foreach (var returned in (await LotsOf(LotKind.Return, row.Id)).Where(returned => returned.Id > lot.Id))
                lots.Add(await Trace(returned, originals));
            returns.Add(new TracedReturn(
                row.Id, row.PublicCode, row.PeriodFrom, row.PeriodTo, row.ReceivedOn, row.Amount, lots.Sum(child => child.Part),
                lots.Where(child => child.Part != 0).ToArray()));
        }

        return returns;
    }

    private async Task<LotShares> SharesOf(LotRow lot)
    {
        if (!shares.TryGetValue(lot.Id, out var known))
        {
            shares[lot.Id] = known = new LotShares(await Owners(lot), await PurposesOf(lot.Id));
        }

        return known;
    }

    private async Task<IReadOnlyDictionary<long, long>> Owners(LotRow lot) => lot switch
    {
        { Kind: LotKind.Child, ParentLotId: { } parent } when parent < lot.Id => await OwnersOfChild(lot, await Lot(parent)),
        { Kind: LotKind.Return, DocumentId: { } expected } => await OwnersOfReturn(lot, expected),
        _ => Alone(lot),
    };

    private static Dictionary<long, long> Alone(LotRow lot) => new() { [lot.Id] = lot.Amount };

    private async Task<IReadOnlyDictionary<long, long>> OwnersOfChild(LotRow child, LotRow parent)
    {
        var entry = new EntryReference(child.FiscalYear, child.Number);
        var given = new SortedDictionary<long, long>(
            (await SharesOf(parent)).UsedBy(purpose => purpose.Entries.Contains(entry)).ToDictionary());
        foreach (var sibling in await Children(parent.Id, entry))
        {
            if (given.Values.Sum() < sibling.Amount) break;
            var part = LotShares.Split(sibling.Amount, given);
            if (sibling.Id == child.Id) return part;
            foreach (var (owner, taken) in part) given[owner] -= taken;
        }

        return Alone(child);
    }

    /// <summary>In proportion to what each lot paid; only lots older than the return could have.</summary>
    private async Task<IReadOnlyDictionary<long, long>> OwnersOfReturn(LotRow lot, long expectedReturn)
    {
        var origin = await snapshot.RowOrNull<OriginRow>("LotTrace.origin", new { account = books.Id, id = expectedReturn });
        if (origin is null) return Alone(lot);
        var funding = (await Funding(origin.DisbursementId)).Where(paid => paid.LotId < lot.Id)
            .ToDictionary(paid => paid.LotId, paid => paid.Used);
        if (funding.Count == 0) return Alone(lot);

        var owners = new SortedDictionary<long, long>();
        foreach (var (paidBy, part) in LotShares.Split(lot.Amount, funding))
        {
            var paid = (await SharesOf(await Lot(paidBy))).UsedBy(purpose => purpose.DisbursementId == origin.DisbursementId);
            foreach (var (owner, share) in LotShares.Split(part, paid)) owners[owner] = owners.GetValueOrDefault(owner) + share;
        }

        return owners;
    }

    private async Task<IReadOnlyList<LotPurpose>> PurposesOf(long lot)
    {
        if (!purposes.TryGetValue(lot, out var known))
        {
            purposes[lot] = known = LotPurpose.Of(
                await snapshot.Rows<LotMovementRow>("LotTrace.movements", new { account = books.Id, lot }));
        }

        return known;
    }

    private async Task<TracedDisbursement?> Disbursement(long id)
    {
        if (!disbursements.TryGetValue(id, out var known))
        {
            disbursements[id] = known = await snapshot.RowOrNull<TracedDisbursement>(
                "LotTrace.disbursement", new { account = books.Id, id });
        }

        return known;
    }

    private Task<IReadOnlyList<FundingRow>> Funding(long disbursementId) =>
        snapshot.Rows<FundingRow>("LotTrace.funding", new { account = books.Id, id = disbursementId });

    private Task<IReadOnlyList<LotRow>> Children(long parent, EntryReference entry) =>
        snapshot.Rows<LotRow>("LotTrace.children", new { account = books.Id, year = entry.FiscalYear, number = entry.Number, parent });

    private async Task<LotRow> Lot(long id) => await snapshot.RowOrNull<LotRow>("LotTrace.lot", new { account = books.Id, id })
        ?? throw new InvalidOperationException($"Lot {id} is named by a movement and does not exist.");

    private sealed record FundingRow(long LotId, long Used);

    private sealed record OriginRow(long DisbursementId);

    private sealed record ReturnRow(
        long Id, string PublicCode, NodaTime.LocalDate PeriodFrom, NodaTime.LocalDate PeriodTo, NodaTime.LocalDate? ReceivedOn,
            long Amount);
}
