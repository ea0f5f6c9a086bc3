using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Funds.Reads;

/// <summary>A fund with its money; its properties are the columns of the export.</summary>
public sealed record FundRow(
    string Code, string NameZh, string NameEn, SourceKind Source, int? ProgrammeYear, DesignationKind Designation,
    Money Spendable, Money Encumbered, Money Available);

/// <summary>The funds and what is in them.</summary>
public sealed class FundList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDashboard;

    /// <summary>By code; with a source, only those that take its money.</summary>
    public Task<Result<IReadOnlyList<FundRow>>> Read(Actor actor, SourceKind? source, CancellationToken stop) =>
        reader.Read<IReadOnlyList<FundRow>>(Policy, actor, async db =>
        {
            var rows = await (
                from fund in db.Funds
                join balance in db.FundBalances on fund.Id equals balance.FundId
                where source == null || fund.Source == source
                orderby fund.Code
                select new { Fund = fund, balance.Spendable, balance.Encumbered }).ToListAsync(stop);
            return
            [
                .. rows.Select(row => new FundRow(
                    row.Fund.Code, row.Fund.NameZh, row.Fund.NameEn, row.Fund.Source, row.Fund.ProgrammeYear, row.Fund.Designation,
                    Amount(row.Spendable), Amount(row.Encumbered), Amount(row.Spendable - row.Encumbered))),
            ];
        }, stop);

    private Money Amount(long minorUnits) => new(minorUnits, books.Currency);
}
