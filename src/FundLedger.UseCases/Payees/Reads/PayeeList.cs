using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Payees.Reads;

/// <summary>A party that is paid, or runs a venture and will be; its properties are the columns of the export.</summary>
/// <param name="AccountNumber">Masked but for those who pay or confirm; null while there is none.</param>
/// <param name="UsableFrom">The first day on which the account may be paid to; null: since it is there.</param>
/// <param name="Pending">Whether a change waits to be confirmed.</param>
/// <param name="MyTurn">The person may confirm it.</param>
public sealed record PayeeRow(
    string Code, string Name, PartyKind Kind, string? BankCode, string? AccountNumber, string? Holder, LocalDate? UsableFrom, bool Pending,
    bool MyTurn);

/// <summary>One page of the payees.</summary>
/// <param name="Waiting">Changes that wait for the person.</param>
public sealed record PayeePage(PageOf<PayeeRow> Page, int Waiting);

/// <summary>The payees with the account each has now: what waits for the person first, then by name.</summary>
public sealed class PayeeList(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeePayees;

    /// <summary>Whether the person sees whole account numbers: who pays to them or confirms them has to.</summary>
    public static bool SeesWholeNumbers(Actor person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.May(Policies.PayDisbursement) || person.May(Policies.ConfirmPayeeAccount);
    }

    /// <param name="text">Part of the payee's name, or its whole code or unified business number; empty: all.</param>
    /// <param name="pendingOnly">Only those with a change that waits.</param>
    public Task<Result<PayeePage>> Read(Actor actor, string? text, bool pendingOnly, int number, int size, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var rows = Narrow(Rows(db, actor), text, pendingOnly);
            var total = await rows.LongCountAsync(stop);
            var waiting = await rows.CountAsync(row => row.MyTurn, stop);
            var page = Paging.Within(number, size, total);
            var found = await rows.OrderByDescending(row => row.MyTurn).ThenByDescending(row => row.Pending)
                .ThenBy(row => row.Party.Name).ThenBy(row => row.Party.Id).Skip((page - 1) * size).Take(size).ToListAsync(stop);
            var whole = SeesWholeNumbers(actor);
            return new PayeePage(
                new PageOf<PayeeRow>([.. found.Select(row => Row(row, whole))], page, size, total), waiting);
        }, stop);

    private static IQueryable<QueryRow> Rows(ReadingDb db, Actor actor)
    {
        var (person, confirms) = (actor.PersonId, actor.May(Policies.ConfirmPayeeAccount));
        return
            from party in db.Parties
            where db.Ventures.Any(venture => venture.OperatorPartyId == party.Id)
                || db.PayeeBankAccounts.Any(account => account.PartyId == party.Id)
                || db.PayeeAccountChanges.Any(change => change.PartyId == party.Id)
            select new QueryRow
            {
                Party = party,
                Account = db.PayeeBankAccounts.Where(account => account.PartyId == party.Id)
                    .OrderByDescending(account => account.Id).FirstOrDefault(),
                Pending = db.PayeeAccountChanges.Any(
                    change => change.PartyId == party.Id && change.State == PayeeAccountChangeState.Submitted),
                MyTurn = confirms && db.PayeeAccountChanges.Any(change => change.PartyId == party.Id
                    && change.State == PayeeAccountChangeState.Submitted && change.SubmittedBy != person),
            };
    }

    private static IQueryable<QueryRow> Narrow(IQueryable<QueryRow> rows, string? text, bool pendingOnly)
    {
        if (pendingOnly) rows = rows.Where(row => row.Pending);
        if (string.IsNullOrWhiteSpace(text)) return rows;
        var wanted = text.Trim().Normalize();
        return rows.Where(row => row.Party.Name.Contains(wanted) || row.Party.PublicCode == wanted
            || row.Party.UnifiedBusinessNumber == wanted);
    }

    private static PayeeRow Row(QueryRow row, bool whole) => new(
        row.Party.PublicCode, row.Party.Name, row.Party.Kind, row.Account?.BankCode,
        row.Account is { } account ? whole ? account.AccountNumber : PayeeAccountRules.Masked(account.AccountNumber) : null,
        row.Account?.Holder, row.Account?.UsableFrom, row.Pending, row.MyTurn);

    private sealed class QueryRow
    {
        public required Party Party { get; init; }

        public required PayeeBankAccount? Account { get; init; }

        public required bool Pending { get; init; }

        public required bool MyTurn { get; init; }
    }
}
