using FundLedger.Data.Reading;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Funds.Reads;

/// <summary>A fund as a choice in a form.</summary>
public sealed record FundChoice(string Code, string NameZh, string NameEn, SourceKind Source, DesignationKind Designation)
{
    /// <summary>All funds by code; with a source, only those that take its money.</summary>
    public static async Task<IReadOnlyList<FundChoice>> Read(ReadingDb db, CancellationToken stop, SourceKind? source = null)
    {
        return await db.Funds.Where(fund => source == null || fund.Source == source)
            .OrderBy(fund => fund.Code)
            .Select(fund => new FundChoice(fund.Code, fund.NameZh, fund.NameEn, fund.Source, fund.Designation)).ToListAsync(stop);
    }
}
