using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Donations.Reads;

/// <summary>Which donations are wanted. Nothing set: all.</summary>
/// <param name="State">Of those who see what the office finds; a company's person is shown all of the own.</param>
/// <param name="Mine">Only those that wait for the person who asks.</param>
/// <param name="Text">Part of the purpose or of the donor's name, or the whole code.</param>
public sealed record DonationFilter(DonationState? State = null, bool Mine = false, string? Text = null);

/// <param name="UnderReview">Not decided yet: how it was found is not for everybody.</param>
/// <param name="Received">Of its instalments, minor units.</param>
/// <param name="MyTurn">The person may take the next step.</param>
public sealed record DonationRow(
    string Code, string Purpose, string Donor, DonationState State, bool UnderReview, Money Amount, Money Received, LocalDate IntendedOn,
    Instant StateSince, bool MyTurn)
{
    public bool Waits => DonationWorkflow.IsUnderReview(State);

    public int AgeInDays(LocalDate today) => Math.Max(0, Period.DaysBetween(StateSince.InTaipei(), today));

    public bool Late(LocalDate today) => DonationWorkflow.Table.Overdue(State, StateSince.InTaipei(), today);
}

/// <summary>One page of the list with the sum of all its pages.</summary>
/// <param name="Waiting">How many wait for the person.</param>
public sealed record DonationPage(PageOf<DonationRow> Page, Money Sum, int Waiting);

/// <summary>Reads the list: what waits for the person first, then what is open, the oldest first.</summary>
public sealed class DonationList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.SeeContributions, Policies.SeeOwnContributions);

    public Task<Result<DonationPage>> Read(Actor actor, DonationFilter filter, int number, int size, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var rows = Narrow(Rows(db, actor), filter, VisibleDonations.SeesReview(actor));
            var total = await rows.LongCountAsync(stop);
            var page = Paging.Within(number, size, total);
            var ended = DonationWorkflow.Table.Those(row => DonationWorkflow.Table.IsEnded(row.State));
            var found = await rows.OrderByDescending(row => row.MyTurn).ThenBy(row => ended.Contains(row.Donation.State))
                .ThenByDescending(row => ended.Contains(row.Donation.State) ? row.Donation.Id : -row.Donation.Id)
                .Skip((page - 1) * size).Take(size).ToListAsync(stop);
            return new DonationPage(
                new PageOf<DonationRow>([.. found.Select(Row)], page, size, total),
                new Money(await rows.SumAsync(row => row.Donation.Amount, stop), books.Currency),
                await rows.CountAsync(row => row.MyTurn, stop));
        }, stop);

    /// <summary>Those that wait for the person.</summary>
    internal static async Task<WorkFound> Waiting(WorkQuestion question, CancellationToken stop)
    {
        var mine = Rows(question.Db, question.Actor).Where(row => row.MyTurn).Select(row => row.Donation);
        var first = await mine.OrderBy(row => row.StateSince).ThenBy(row => row.Id)
            .Select(row => new { row.PublicCode, row.StateSince }).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await mine.CountAsync(stop), first.StateSince.InTaipei(), await mine.SumAsync(row => row.Amount, stop),
                $"/donations/{first.PublicCode}");
    }

    private static IQueryable<QueryRow> Rows(ReadingDb db, Actor actor)
    {
        var (person, mine) = (actor.PersonId, MyStates(actor));
        return
            from donation in VisibleDonations.Of(db, actor)
            join donor in db.Parties on donation.DonorPartyId equals donor.Id
            select new QueryRow
            {
                Donation = donation,
                Donor = donor.Name,
                Received = db.Contributions.Where(gift => gift.DonationId == donation.Id && gift.State == ContributionState.Received)
                    .Sum(gift => gift.Amount),
                // Whoever decides about what is escalated plays no other part in it.
                MyTurn = mine.Contains(donation.State) && !db.WorkflowDuties.Any(
                    held => held.DocumentKind == DocumentKind.Donation && held.DocumentId == donation.Id && held.PersonId == person
                        && held.Duty != (donation.State == DonationState.Escalated ? Duty.DonationDecider : Duty.DonationOfficer)),
            };
    }

    /// <summary>The states in which somebody with the person's policies has to act; a blocked one is to be declined.</summary>
    private static List<DonationState> MyStates(Actor actor) =>
    [
        .. DonationWorkflow.Table.Those(row =>
            (row.State != DonationState.Draft && DonationWorkflow.Table.WaitsFor(row.State) is { } duty
                && DutyPolicies.Permits(actor, duty))
            || (row.State == DonationState.Blocked && DutyPolicies.Permits(actor, Duty.DonationOfficer))),
    ];

    private static IQueryable<QueryRow> Narrow(IQueryable<QueryRow> rows, DonationFilter filter, bool seesReview)
    {
        if (seesReview && filter.State is { } state) rows = rows.Where(row => row.Donation.State == state);
        if (filter.Mine) rows = rows.Where(row => row.MyTurn);
        if (string.IsNullOrWhiteSpace(filter.Text)) return rows;
        var text = filter.Text.Trim().Normalize();
        return rows.Where(row =>
            row.Donation.Purpose.Contains(text) || row.Donor.Contains(text) || row.Donation.PublicCode == text);
    }

    private DonationRow Row(QueryRow row) => new(
        row.Donation.PublicCode, row.Donation.Purpose, row.Donor, row.Donation.State, DonationWorkflow.IsUnderReview(row.Donation.State),
        new Money(row.Donation.Amount, books.Currency), new Money(row.Received, books.Currency), row.Donation.IntendedOn,
        row.Donation.StateSince, row.MyTurn);

    private sealed class QueryRow
    {
        public required Donation Donation { get; init; }

        public required string Donor { get; init; }

        public required long Received { get; init; }

        public required bool MyTurn { get; init; }
    }
}
