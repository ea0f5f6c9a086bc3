using FundLedger.Data.Model;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FundLedger.Data.Mapping;

/// <summary>Where a table's rows are when the books are spread over several databases.</summary>
public enum TableScope
{
    /// <summary>With the dedicated account: the primary key, unique indexes and foreign keys begin with its id.</summary>
    Account,

    /// <summary>Everywhere, published from one place: what dedicated accounts have in common.</summary>
    National,

    /// <summary>In each database its own.</summary>
    Local,
}

/// <summary>
/// The scope of every table of schema ledger, in one place. A table is <see cref="TableScope.Account"/> unless it is named here;
/// schema access is local. What foreign keys refer to is of the same dedicated account or national.
/// </summary>
public static class TableScopes
{
    /// <summary>Tables that are in no model: which version a database has, and what keeps tables from being truncated.</summary>
    public static bool IsOutsideTheModel(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table is "migration_history" or "applied_script" || table.EndsWith("_guard", StringComparison.Ordinal);
    }

    public static TableScope Of(IReadOnlyEntityType table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.ClrType == typeof(DedicatedAccount) || table.ClrType == typeof(Person) ? TableScope.National
            : table.ClrType == typeof(IdRange) ? TableScope.Local
            : TableScope.Account;
    }
}
