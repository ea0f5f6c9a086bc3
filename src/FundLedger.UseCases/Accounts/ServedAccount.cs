using FundLedger.Domain.Ledger;

namespace FundLedger.UseCases.Accounts;

/// <summary>The dedicated account this process serves: chosen by <c>--dedicated-account</c>, or the only one there is.</summary>
public sealed record ServedAccount(long Id, string Code, string NameZh, string NameEn, Currency Currency);
