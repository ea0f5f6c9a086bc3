using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

/// <summary>Bounds every query to the context's dedicated account, so that no query has to remember it.</summary>
internal static class AccountFilter
{
    public const string Name = "DedicatedAccount";

    /// <summary>Filters each table that says which dedicated account its rows belong to; the others are national.</summary>
    public static void Apply(ModelBuilder model, LedgerDb db)
    {
        // The context itself is what EF Core replaces, in each query, by the context the query runs on.
        var account = Expression.Property(Expression.Constant(db), nameof(LedgerDb.DedicatedAccountId));
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.FindProperty(nameof(LedgerDb.DedicatedAccountId)) is not { PropertyInfo: { } property }) continue;
            var row = Expression.Parameter(entity.ClrType, "row");
            var isOfAccount = Expression.Equal(Expression.Property(row, property), account);
            model.Entity(entity.ClrType).HasQueryFilter(Name, Expression.Lambda(isOfAccount, row));
        }
    }
}
