namespace FundLedger.Domain.Workflow;

/// <summary>
/// The part a person plays in one document. One person plays one part, whatever roles they hold later.
/// The numbers are stored; those left out belong to no duty.
/// </summary>
public enum Duty
{
    Requester = 1,
    Certifier = 2,
    Authorizer = 4,
    Payer = 6,
    Reconciler = 8,
    PayeeEditor = 9,
    Preparer = 10,
    VoucherApprover = 11,
    AccessRequester = 12,
    AccessApprover = 13,
    PayeeConfirmer = 14,
    DonationOfficer = 15,
    Donor = 16,
    DonationDecider = 17,
    DrawDownRequester = 18,
    DrawDownApprover = 19,
}
