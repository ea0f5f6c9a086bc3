using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Model;

public sealed class StoredLedgerAccount
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public AccountType Type { get; init; }

    public bool Spendable { get; init; }

    public bool ManualPosting { get; init; }

    public LedgerAccount ToDomain() => new(Id, Code, NameZh, NameEn, Type, Spendable, ManualPosting);
}
