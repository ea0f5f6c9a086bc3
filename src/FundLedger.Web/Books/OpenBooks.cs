using FundLedger.Domain.Ledger;

namespace FundLedger.Web.Books;

/// <summary>The dedicated account this process serves: chosen by <c>--dedicated-account</c>, or the only one there is.</summary>
internal sealed record OpenBooks(long Id, string Code, string NameZh, string NameEn, Currency Currency);
