namespace FundLedger.Domain.Ledger;

/// <summary>Where a fund's money comes from. The donor belongs to the lot, not to the fund.</summary>
public enum SourceKind
{
    Donation = 1,
    CentralAllocation = 2,
    LocalMatching = 3,
    EnterpriseInvestment = 4,
    Returns = 5,

    /// <summary>Bank movements no one has explained yet; its balances are zero when everything is explained.</summary>
    Suspense = 9,
}

/// <summary>What a fund's money may be used for.</summary>
public enum DesignationKind
{
    None = 0,
    District = 1,
    Venture = 2,
    UniversityProject = 3,
    WorkItem = 4,
}

/// <summary>
/// Fund accounting's self-balancing set of accounts (基金別): one source and one designation.
/// The fund is part of the balance key; debits equal credits inside every fund.
/// </summary>
/// <param name="Code">NFC, compared byte-wise, e.g. <c>DON-SHIGANG</c>.</param>
/// <param name="ProgrammeYear">Fiscal year (CE) of a central allocation; null for other sources.</param>
public sealed record Fund(
    long Id, string Code, string NameZh, string NameEn, SourceKind Source, int? ProgrammeYear,
    DesignationKind Designation, long? DesignationId);
