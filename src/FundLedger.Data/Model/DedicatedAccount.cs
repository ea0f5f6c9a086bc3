using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Model;

/// <summary>One city's or the nation's account (專戶). Every other key of the ledger begins with its id.</summary>
public sealed class DedicatedAccount
{
    public long Id { get; init; }

    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required string CurrencyCode { get; init; }

    public int CurrencyExponent { get; init; }

    /// <summary>The name of its log, the origin line of its checkpoints.</summary>
    public required string LogName { get; init; }

    public Currency Currency => new(CurrencyCode, CurrencyExponent);
}
