namespace FundLedger.IntegrationTests.Reports;

public sealed partial class Corruptions
{
    private void AddScreening()
    {
        Add("screening", "do not say since when", "delete from ledger.audit_event where code = 'GiftsAreScreened'");
        Add("screening", "There is no rule", "delete from ledger.screening_rule");
        Add("screening", "has no screening that let it pass", "delete from ledger.screening_result");
        Add("screening", "has no screening that let it pass", "update ledger.screening_result set outcome = 2");
        Add("screening", "not the strictest of its findings", "update ledger.screening_result set outcome = 3");
        Add("screening", "names a rule, an entry or a screening that is not there",
            "insert into ledger.screening_finding (dedicated_account_id, screening_result_id, line, rule_code, rule_version, kind, "
            + "outcome, matched_by, party_id, detail) select dedicated_account_id, id, 9, 'BIDDER', 99, 2, 3, 1, 1, 'x' "
            + "from ledger.screening_result");
    }
}
