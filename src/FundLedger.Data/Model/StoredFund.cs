using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Model;

public sealed class StoredFund
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public required string Code { get; init; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    public SourceKind Source { get; init; }

    public int? ProgrammeYear { get; init; }

    public DesignationKind Designation { get; init; }

    public long? DesignationId { get; init; }

    public Fund ToDomain() => new(Id, Code, NameZh, NameEn, Source, ProgrammeYear, Designation, DesignationId);
}
