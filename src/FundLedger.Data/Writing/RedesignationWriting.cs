using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Writing;

/// <summary>Posts a re-designation and makes the donor's consent part of the log.</summary>
public static class RedesignationWriting
{
    public static async Task<Result<AcceptedEntry>> Redesignate(this WriteSession session, Redesignation request)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(request);
        var id = session.NewId();
        var draft = RedesignationRules.Draft(request, await Bank(session, request.From), session.Today, id);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await session.Post(draft.Value);
        if (posted.IsRefused) return posted;

        var (textId, commitment) = session.StoreText(request.Consent);
        var recordedAt = session.NextInstant();
        var entry = posted.Value.Reference;
        var facts = new DesignationChangeLeafFacts(
            id, request.Contribution.Id, request.LotId, request.From.Code, request.To.Code, request.Amount.MinorUnits, entry,
            request.ConsentedOn, commitment, session.Actor.PersonId, recordedAt);
        session.Db.Add(new DesignationChange
        {
            DedicatedAccountId = session.AccountId,
            Id = id,
            ContributionId = facts.ContributionId,
            LotId = facts.LotId,
            FromFundId = request.From.Id,
            ToFundId = request.To.Id,
            Amount = facts.Amount,
            EntryFiscalYear = entry.FiscalYear,
            EntryNumber = entry.Number,
            ConsentedOn = facts.ConsentedOn,
            ConsentTextId = textId,
            ConsentCommitment = commitment,
            PersonId = facts.PersonId,
            RecordedAt = recordedAt,
            LeafIndex = session.AddLeaf(
                LeafKind.DesignationChange, string.Create(CultureInfo.InvariantCulture, $"designation-change/{id}"),
                DesignationChangeLeaf.Hash(session.Account.LogName, facts), recordedAt),
        });
        session.Audit(
            "DesignationChanged", request.Contribution.PublicCode, request.LotId, request.From.Code, request.To.Code, request.Amount,
            entry);
        return posted;
    }

    /// <summary>The contribution a lot came from, through the lots it was taken out of; null when it came from none.</summary>
    public static async Task<long?> ContributionOf(this WriteSession session, long lotId)
    {
        ArgumentNullException.ThrowIfNull(session);
        for (long? next = lotId; next is { } id;)
        {
            var lot = await session.Db.Lots.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id);
            if (lot is null) return null;
            if (lot.Kind == LotKind.Contribution) return lot.DocumentId;
            next = lot.ParentLotId;
        }

        return null;
    }

    /// <summary>The money stays where it is: on the bank account that holds most of the giver's.</summary>
    private static async Task<string> Bank(WriteSession session, Fund giver)
    {
        var banks = session.Db.LedgerAccounts
            .Where(account => account.Code.StartsWith(ChartOfAccounts.CashAtBank + "."));
        return await (
            from account in banks
            let balance = session.Db.PeriodBalances
                .Where(row => row.FundId == giver.Id && row.LedgerAccountId == account.Id)
                .Sum(row => row.Debit - row.Credit)
            orderby balance descending, account.Code
            select account.Code).FirstAsync();
    }
}
