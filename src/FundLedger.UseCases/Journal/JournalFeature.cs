using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Journal.Reads;

namespace FundLedger.UseCases.Journal;

public static class JournalFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(JournalChoices), typeof(EntryDetails)],
        Documents = [new(DocumentKind.Opening, nameof(DocumentKind.Opening), null, Policies.SeeJournal)],
        Menu =
        [
            new("Journal", "/journal", Policies.SeeJournal, 60, MenuGroup.Books),
            new("TrialBalance", "/reports/trial-balance", Policies.SeeReports, 70, MenuGroup.Reports),
            new("GeneralLedger", "/reports/general-ledger", Policies.SeeReports, 75, MenuGroup.Reports),
            new("FundStatement", "/reports/fund-statement", Policies.SeeReports, 80, MenuGroup.Reports),
        ],
    };
}
