using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Vouchers.Reads;

namespace FundLedger.UseCases.Vouchers;

public static class VouchersFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(PrepareManualVoucher), typeof(PrepareReversal), typeof(PrepareOpening), typeof(DecideManualVoucher),
            typeof(OpeningPreview), typeof(ManualVoucherList), typeof(ManualVoucherCase), typeof(VoucherChoices), typeof(ReversibleEntry),
        ],
        Documents =
        [
            new(DocumentKind.ManualVoucher, nameof(DocumentKind.ManualVoucher), "/vouchers/{0}", Policies.SeeJournal),
        ],
        Work =
        [
            new("WorkVouchers", WorkKind.Waiting, Policies.ApproveManualVoucher, "/vouchers?mine=true", ManualVoucherList.Waiting),
        ],
        Menu = [new("Vouchers", "/vouchers", Policies.SeeJournal, 65, MenuGroup.Books)],
    };
}
