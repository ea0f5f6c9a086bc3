using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Disbursements.Reads;

namespace FundLedger.UseCases.Disbursements;

public static class DisbursementsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(RequestDisbursement), typeof(AdvanceDisbursement), typeof(ExportPaymentFile),
            typeof(DisbursementList), typeof(DisbursementCase), typeof(RequestChoices), typeof(PaymentFileList),
        ],
        Documents =
        [
            new(DocumentKind.Disbursement, nameof(DocumentKind.Disbursement), "/disbursements/{0}", Policies.SeeDisbursements),
        ],
        Work =
        [
            new("WorkDisbursements", WorkKind.Waiting, Policies.SeeDisbursements, "/disbursements?mine=true", DisbursementList.Waiting),
            new("WorkLateDisbursements", WorkKind.Wrong, Policies.SeeReports,
                $"/disbursements?age={DisbursementWorkflow.DaysToAct + 1}", DisbursementList.Late),
        ],
        Menu = [new("Disbursements", "/disbursements", Policies.SeeDisbursements, 30, MenuGroup.Spending)],
    };
}
