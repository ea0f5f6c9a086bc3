using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.UseCases.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.UseCases.Banking;

public static class BankingFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(ImportStatement), typeof(MatchStatementLines), typeof(ExplainLine), typeof(ReconcileBank),
            typeof(BankOverview), typeof(StatementLineList), typeof(LineExplanations), typeof(StatementOriginals),
        ],
        Documents =
        [
            new(DocumentKind.StatementLine, nameof(DocumentKind.StatementLine), "/bank/lines/{0}", Policies.SeeBank),
        ],
        Work =
        [
            new("WorkUnidentifiedLines", WorkKind.Wrong, Policies.SeeBank, "/bank/lines?state=Unidentified", BankingWork.Unidentified),
            new("WorkBankDifferences", WorkKind.Wrong, Policies.SeeBank, "/bank/reconciliations", BankingWork.Differences),
            new("WorkMissingStatements", WorkKind.Wrong, Policies.SeeBank, "/bank", BankingWork.MissingStatements),
        ],
        Jobs =
        [
            new("match-statement-lines", "JobMatchStatementLines", "*/15 * * * *", Match),
            new("reconcile-bank", "JobReconcileBank", "30 1 * * *", Reconcile),
        ],
        Menu = [new("Bank", "/bank", Policies.SeeBank, 40, MenuGroup.Bank)],
    };

    private static async Task<Result<JobMessage>> Match(IServiceProvider services, Actor scheduler, CancellationToken stop)
    {
        var run = await services.GetRequiredService<MatchStatementLines>().Run(scheduler, stop);
        return run.Select(lines => new JobMessage("LinesMatched", lines.Matched, lines.Unidentified, lines.Waiting));
    }

    private static async Task<Result<JobMessage>> Reconcile(IServiceProvider services, Actor scheduler, CancellationToken stop)
    {
        var run = await services.GetRequiredService<ReconcileBank>().Run("reconcile-" + PublicCode.New(), scheduler, stop);
        return run.Select(
            banks => new JobMessage("BankCompared", banks.Length, banks.Count(bank => bank.StatementBalance != bank.BookBalance)));
    }
}
