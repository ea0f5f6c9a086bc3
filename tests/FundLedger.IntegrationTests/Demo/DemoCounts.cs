using FundLedger.IntegrationTests.Database;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Demo;

/// <summary>What a run of the demo leaves behind, without anything random, for comparing runs.</summary>
internal static class DemoCounts
{
    public static async Task<IReadOnlyDictionary<string, long>> Of(TestDatabase database)
    {
        await using var db = database.Read();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["people"] = await db.People.LongCountAsync(),
            ["roles"] = await db.RoleHoldings.LongCountAsync(),
            ["parties"] = await db.Parties.LongCountAsync(),
            ["funds"] = await db.Funds.LongCountAsync(),
            ["ventures"] = await db.Ventures.LongCountAsync(),
            ["contributions"] = await db.Contributions.LongCountAsync(),
            ["receipts"] = await db.Receipts.LongCountAsync(),
            ["disbursements"] = await db.Disbursements.LongCountAsync(),
            ["steps"] = await db.WorkflowSteps.LongCountAsync(),
            ["payment orders"] = await db.PaymentOrders.LongCountAsync(),
            ["agreements"] = await db.ReturnAgreements.LongCountAsync(),
            ["expected returns"] = await db.ExpectedReturns.LongCountAsync(),
            ["statement files"] = await db.StatementFiles.LongCountAsync(),
            ["statement lines"] = await db.StatementLines.LongCountAsync(),
            ["reconciliations"] = await db.BankReconciliations.LongCountAsync(),
            ["entries"] = await db.Entries.LongCountAsync(),
            ["postings"] = await db.Postings.LongCountAsync(),
            ["lots"] = await db.Lots.LongCountAsync(),
            ["lot uses"] = await db.LotUses.LongCountAsync(),
            ["leaves"] = await db.Leaves.LongCountAsync(),
            ["requests"] = await db.Requests.LongCountAsync(),
            ["audit events"] = await db.AuditEvents.LongCountAsync(),
        };
        foreach (var balance in await (
            from balance in db.FundBalances
            join fund in db.Funds on new { balance.DedicatedAccountId, Id = balance.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            select new { fund.Code, balance.Spendable, balance.Encumbered }).ToListAsync())
        {
            counts[$"{balance.Code} spendable"] = balance.Spendable;
            counts[$"{balance.Code} encumbered"] = balance.Encumbered;
        }

        return counts;
    }
}
