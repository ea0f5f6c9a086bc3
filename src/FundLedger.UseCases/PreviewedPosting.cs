using FundLedger.Domain.Ledger;

namespace FundLedger.UseCases;

/// <summary>A line that a dry run would have posted.</summary>
/// <param name="Entry">The number the entry would get.</param>
/// <param name="Amount">Minor units, debit positive.</param>
public sealed record PreviewedPosting(
    string Entry, string Account, string NameZh, string NameEn, string Fund, string FundZh, string FundEn, long Amount)
{
    /// <summary>The lines of some entries, in order.</summary>
    public static PreviewedPosting[] Of(IEnumerable<AcceptedEntry> entries) =>
    [
        .. entries.SelectMany(entry => entry.Postings.Select(posting => new PreviewedPosting(
            entry.Reference.ToString(), posting.Account.Code, posting.Account.NameZh, posting.Account.NameEn, posting.Fund.Code,
            posting.Fund.NameZh, posting.Fund.NameEn, posting.Amount))),
    ];
}
