using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Screening;
using FundLedger.UseCases.Screening;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Donations;

/// <summary>Donations beside the rules and lists of today.</summary>
internal sealed class DonationScreening(ScreeningBooks books)
{
    /// <summary>The books for the screening of these donations.</summary>
    public static async Task<DonationScreening> Books(
        WriteSession session, IReadOnlyCollection<Donation> donations, CancellationToken stop) => new(await ScreeningBooks.Load(
        session.Db, donations.SelectMany(donation => new[] { donation.DonorPartyId, donation.CreditedPartyId }), session.Today, stop));

    public ScreeningDecision Of(Donation donation) => books.Decide(
        [donation.DonorPartyId, donation.CreditedPartyId], donation.Conditions, donation.ForeignCurrency);

    /// <summary>The last result of one donation; null when it was never screened.</summary>
    public static Task<ScreeningResult?> Last(WriteSession session, Donation donation, CancellationToken stop) =>
        session.Db.ScreeningResults.AsNoTracking().Include(result => result.Findings)
            .Where(result => result.DocumentKind == DocumentKind.Donation && result.DocumentId == donation.Id)
            .OrderByDescending(result => result.Id).FirstOrDefaultAsync(stop);

    /// <summary>Screens every open donation again: how many there are, and how many are found otherwise than before.</summary>
    public static async Task<Result<(int Screened, int Changed)>> Again(WriteSession session, CancellationToken stop)
    {
        var open = DonationWorkflow.Open;
        var ids = await session.Db.Donations.Where(donation => open.Contains(donation.State)).OrderBy(donation => donation.Id)
            .Select(donation => donation.Id).ToListAsync(stop);
        var donations = new List<Donation>();
        foreach (var id in ids)
            donations.Add((await session.Load(session.Db.Donations.Include(row => row.Parts).Where(row => row.Id == id)))!);
        var screening = await Books(session, donations, stop);
        var changed = 0;
        foreach (var donation in donations)
        {
            var decision = screening.Of(donation);
            if ((await Last(session, donation, stop))?.Finds(decision) == true) continue;
            ScreeningBooks.Keep(session, donation.Reference, decision);
            changed++;
            var step = donation.Rescreen(decision.Outcome, session.Actor, session.Now);
            if (step.IsRefused) return step.Refusal;
            if (step.Value is not { } taken) continue;
            var booked = await session.Book(donation, taken);
            if (booked.IsRefused) return booked.Refusal;
            session.Audit("DonationMoved", donation.PublicCode, taken.Step.Trigger, donation.State);
        }

        return (donations.Count, changed);
    }
}
