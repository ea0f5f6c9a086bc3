namespace FundLedger.IntegrationTests.Reports;

public sealed partial class Corruptions
{
    private void AddDonations()
    {
        AddScreening();
        Add("screening", "without a screening that let it pass, or a named decision",
            "update ledger.screening_result set outcome = 3 where document_kind = 11");
        Add("screening", "without a screening that let it pass, or a named decision",
            "delete from ledger.workflow_step where document_kind = 11 and \"trigger\" = 6");
        Add("screening", "The donation was never screened",
            "update ledger.screening_result set document_id = 999999 where document_kind = 11");
        Add("screening", "has no contribution of its instalment, fund and amount",
            "update ledger.contribution set instalment = 9 where donation_id is not null");
        Add("screening", "has no screening that let it pass",
            "update ledger.contribution set donation_id = 999999 where donation_id is not null");
        Add("screening", "state is not what its contributions come to", "update ledger.donation set state = 8 where state = 6");
        Add("screening", "state is not what its contributions come to",
            "update ledger.contribution set state = 3 where donation_id is not null");
        Add("gift-refunds", "has no entry that takes its amount", "update ledger.gift_refund set state = 3");
        Add("gift-refunds", "without an approved refund", "update ledger.entry set document_kind = 12 where document_kind = 1");
        Add("gift-refunds", "or was asked for before the gift was given", "update ledger.gift_refund set asked_on = '2001-01-01'");
        Add("approvals", "is not what the step was about", "update ledger.donation set amount = amount + 1");
        Add("approvals", "is not what the step was about", "update ledger.donation set conditions = 'none'");
        Add("approvals", "is not what the step was about", "update ledger.donation_line set amount = amount + 1");
    }
}
