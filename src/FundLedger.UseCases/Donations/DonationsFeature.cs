using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Donations.Reads;

namespace FundLedger.UseCases.Donations;

public static class DonationsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(IntendDonation), typeof(AdvanceDonation), typeof(DonationList), typeof(DonationCase), typeof(DonationChoices),
        ],
        Documents = [new(DocumentKind.Donation, nameof(DocumentKind.Donation), "/donations/{0}", Policies.SeeOwnContributions)],
        Work =
        [
            new("WorkDonations", WorkKind.Waiting, Policies.SeeContributions, "/donations?mine=true", DonationList.Waiting),
        ],
        Menu = [new("Donations", "/donations", Policies.SeeOwnContributions, 25, MenuGroup.Income)],
    };
}
