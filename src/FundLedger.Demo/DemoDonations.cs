using System.Globalization;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Donations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// Donations that a person had to look at: one accepted in instalments, one escalated and decided, one of a bidder's parent that was
/// declined, one in euros that waits for the decision, and one a company has offered by itself.
/// </summary>
public sealed class DemoDonations(DemoOffice office, DemoBooks books, DemoBank bank)
{
    private const long Wan = DemoMoneyIn.Wan;

    public void Schedule(DemoTimeline timeline)
    {
        Instalments(timeline, new LocalDate(2025, 2, 10));
        Decided(timeline, new LocalDate(2025, 3, 3));
        Declined(timeline, new LocalDate(2026, 3, 16));
        var today = timeline.Today;
        var (recorded, offered) = (DemoTimeline.WorkdayBefore(today.PlusDays(-5)), DemoTimeline.WorkdayBefore(today.PlusDays(-3)));
        timeline.Add(DemoTimeline.At(recorded, 10), "donation:euros", stop => Intend(
            "donation:euros", "SUN", 120, [recorded.PlusDays(30)], [("DON-WAIPU", null)], "(虛構) 母公司以歐元認養外埔冷鏈", stop,
            foreignCurrency: "EUR"));
        timeline.Add(DemoTimeline.At(offered, 11), "donation:offered", stop => Offer(offered, stop));
        var asked = DemoTimeline.WorkdayBefore(today.PlusDays(-2));
        timeline.Add(DemoTimeline.At(asked, 14), "donation:asked-back", stop => AskBack(asked, stop));
    }

    /// <summary>Three years; the last instalment has not come.</summary>
    private void Instalments(DemoTimeline timeline, LocalDate day)
    {
        const string Name = "donation:instalments";
        LocalDate[] due = [new(2025, 3, 10), new(2026, 3, 10), new(2027, 3, 10)];
        IntendedDonation? donation = null;
        timeline.Add(DemoTimeline.At(day, 10), Name, async stop => donation = await Intend(
            Name, "CEDAR", 300, due, [("DON-SHIGANG", 5_000), ("DON-HEPING", 3_000), ("DON-GENERAL", 2_000)], "(虛構) 三年認養計畫", stop));
        Accept(timeline, day.PlusDays(2), Name, () => donation!, due, "CEDAR");
    }

    private void Decided(DemoTimeline timeline, LocalDate day)
    {
        const string Name = "donation:decided";
        LocalDate[] due = [day.PlusDays(21)];
        IntendedDonation? donation = null;
        timeline.Add(DemoTimeline.At(day, 10), Name, async stop => donation = await Intend(
            Name, "PEAR", 60, due, [("DON-HEPING", null)], "(虛構) 部落廚房修繕", stop, conditions: "請於廚房入口標示捐贈單位名稱"));
        timeline.Add(DemoTimeline.At(day.PlusDays(1), 15), Name, stop => Step(
            Name, donation!, DonationTrigger.Clear, "標示捐贈單位屬致謝，無對價關係", DemoPeople.ChiefAccountant, stop));
        Accept(timeline, day.PlusDays(2), Name, () => donation!, due, "PEAR");
    }

    private void Declined(DemoTimeline timeline, LocalDate day)
    {
        const string Name = "donation:declined";
        IntendedDonation? donation = null;
        timeline.Add(DemoTimeline.At(day, 10), Name, async stop => donation = await Intend(
            Name, "BRICK", 100, [day.PlusDays(30)], [("DON-HOULI", null)], "(虛構) 后里驛站整建", stop));
        timeline.Add(DemoTimeline.At(day.PlusDays(1), 10), Name, stop => Step(
            Name, donation!, DonationTrigger.Decline, "子公司參與本府標案，投標期間不收受", DemoPeople.Finance, stop));
    }

    private void Accept(
        DemoTimeline timeline, LocalDate day, string name, Func<IntendedDonation> donation, IReadOnlyList<LocalDate> due, string donor)
    {
        AdvancedDonation? accepted = null;
        timeline.Add(DemoTimeline.At(day, 10), name, async stop =>
            accepted = await Step(name, donation(), DonationTrigger.Accept, null, DemoPeople.Finance, stop));
        foreach (var (date, index) in due.Select((date, index) => (DemoTimeline.Workday(date), index)))
        {
            timeline.Add(DemoTimeline.At(date, 12), name, async stop =>
            {
                var reference = accepted!.References[index];
                await using var db = office.Read();
                var gift = await db.Contributions.SingleAsync(row => row.PaymentReference == reference, stop);
                var payer = DemoParties.All.Single(party => party.Key == donor).Name;
                bank.Move(DemoBank.Main, date, gift.Amount, reference, payer, gift.Description);
            });
        }
    }

    private async Task<IntendedDonation> Intend(
        string name, string donor, int wan, IReadOnlyList<LocalDate> due, IReadOnlyList<(string Fund, int? BasisPoints)> funds,
        string purpose, CancellationToken stop, string? conditions = null, string? foreignCurrency = null)
    {
        var (key, id, amount) = (DemoOffice.KeyPrefix + name, books.Parties[donor], Money.Twd(wan * Wan));
        await using var db = office.Read();
        var code = await db.Parties.Where(row => row.Id == id).Select(row => row.PublicCode).SingleAsync(stop);
        var instalments = amount.Split([.. due.Select(_ => 1L)]);
        var request = new DonationRequest(
            key, code, amount, [.. due.Select((date, index) => new IntendedInstalment(date, instalments[index].MinorUnits))],
            [.. funds.Select(fund => new IntendedDesignation(fund.Fund, BasisPoints: fund.BasisPoints))], purpose)
        {
            Conditions = conditions,
            ForeignCurrency = foreignCurrency,
        };
        return DemoOffice.Done(key, await office.IntendDonation.Run(request, office.Actor(DemoPeople.Finance), stop));
    }

    private async Task Offer(LocalDate day, CancellationToken stop)
    {
        const string Key = DemoOffice.KeyPrefix + "donation:offered";
        var company = office.Actor(DemoPeople.Company1) with { PartyId = books.Parties[DemoParties.Mist] };
        var request = new DonationRequest(
            Key, null, Money.Twd(80 * Wan), [new IntendedInstalment(day.PlusDays(45), 80 * Wan)],
            [new IntendedDesignation("DON-SHIGANG")], "(虛構) 石岡社區照顧據點");
        DemoOffice.Done(Key, await office.IntendDonation.Run(request, company, stop));
    }

    /// <summary>A donor asks part of a gift back; the chief accountant has not looked at it yet.</summary>
    private async Task AskBack(LocalDate day, CancellationToken stop)
    {
        const string Key = DemoOffice.KeyPrefix + "donation:asked-back";
        var donor = books.Parties["CEDAR"];
        await using var db = office.Read();
        var lot = await (
            from row in db.Lots
            join gift in db.Contributions on row.DocumentId equals gift.Id
            where row.Kind == LotKind.Contribution && gift.PayerPartyId == donor && row.Remaining >= 5 * Wan
            orderby row.Id descending
            select new { row.Id, gift.PublicCode }).FirstOrDefaultAsync(stop);
        if (lot is null) return;
        DemoOffice.Done(Key, await office.RefundContribution.Run(
            new GiftRefundRequest(Key, lot.PublicCode, lot.Id, Money.Twd(5 * Wan), "(虛構) 捐贈人來函，計畫縮減規模，請求退還", day),
            office.Actor(DemoPeople.Finance), stop));
    }

    private async Task<AdvancedDonation> Step(
        string name, IntendedDonation donation, DonationTrigger trigger, string? reason, DemoPerson person, CancellationToken stop)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{DemoOffice.KeyPrefix}{name}:{trigger}");
        return DemoOffice.Done(key, await office.AdvanceDonation.Run(
            new DonationStepRequest(key, donation.PublicCode, trigger, null, reason), office.Actor(person), stop));
    }
}
