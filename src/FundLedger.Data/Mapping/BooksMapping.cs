using FundLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class BooksMapping
{
    /// <summary>What no document caused is never looked up by one, and need not be kept in order.</summary>
    private const string CausedByDocument = "document_id is not null";

    public static void Map(ModelBuilder model)
    {
        model.Entity<DedicatedAccount>(table =>
        {
            table.ToTable("dedicated_account");
            table.HasKey(account => account.Id);
            table.Property(account => account.Id).ValueGeneratedNever();
            table.HasIndex(account => account.Code).IsUnique();
            table.Ignore(account => account.Currency);
        });
        model.Entity<SeriesHead>(table =>
        {
            table.ToTable("series_head");
            table.HasKey(head => head.DedicatedAccountId);
            table.Property(head => head.DedicatedAccountId).ValueGeneratedNever();
        });
        model.Entity<EntrySeries>(table =>
        {
            table.ToTable("entry_series");
            table.HasKey(series => new { series.DedicatedAccountId, series.FiscalYear });
        });
        model.Entity<StoredLedgerAccount>(table =>
        {
            table.ToTable("ledger_account", settings => settings.HasTrigger("tr_ledger_account_keep_code"));
            table.HasKey(account => new { account.DedicatedAccountId, account.Id });
            table.HasIndex(account => new { account.DedicatedAccountId, account.Code }).IsUnique();
        });
        model.Entity<StoredFund>(table =>
        {
            table.ToTable("fund", settings => settings.HasTrigger("tr_fund_keep_code"));
            table.HasKey(fund => new { fund.DedicatedAccountId, fund.Id });
            table.HasIndex(fund => new { fund.DedicatedAccountId, fund.Code }).IsUnique();
        });
        model.Entity<FundBalance>(table =>
        {
            table.ToTable("fund_balance", settings =>
            {
                settings.HasCheckConstraint("ck_fund_balance_available", "spendable - encumbered >= 0");
                settings.HasCheckConstraint("ck_fund_balance_encumbered", "encumbered >= 0");
            });
            table.HasKey(balance => new { balance.DedicatedAccountId, balance.FundId });
        });
        model.Entity<AccountingPeriod>(table =>
        {
            table.ToTable("accounting_period", settings =>
            {
                settings.HasCheckConstraint("ck_accounting_period_number", "period between 1 and 14");
                settings.HasTrigger("tr_accounting_period_moves");
            });
            table.HasKey(period => new { period.DedicatedAccountId, period.FiscalYear, period.Period });
        });
        model.Entity<IdRange>(table =>
        {
            table.ToTable("id_range", settings => settings.HasCheckConstraint("ck_id_range", "next_id >= 1 and next_id <= last_id + 1"));
            table.HasKey(range => range.Kind);
            table.Property(range => range.Kind).HasMaxLength(50);
        });
        MapEntries(model);
        MapLots(model);
    }

    /// <summary>
    /// entry and posting are partitioned by fiscal year, which EF Core cannot express: their tables are made by the
    /// SQL of each engine's first migration and only read through this mapping.
    /// </summary>
    private static void MapEntries(ModelBuilder model)
    {
        model.Entity<StoredEntry>(table =>
        {
            table.ToTable("entry", settings => settings.ExcludeFromMigrations());
            table.HasKey(entry => new { entry.DedicatedAccountId, entry.FiscalYear, entry.Number });
            table.Ignore(entry => entry.Reference);
        });
        model.Entity<StoredPosting>(table =>
        {
            table.ToTable("posting", settings => settings.ExcludeFromMigrations());
            table.HasKey(posting => new { posting.DedicatedAccountId, posting.FiscalYear, posting.Number, posting.Line });
        });
        model.Entity<PeriodBalance>(table =>
        {
            table.ToTable("period_balance", settings =>
                settings.HasCheckConstraint("ck_period_balance_signs", "debit >= 0 and credit >= 0"));
            table.HasKey(
                balance => new { balance.DedicatedAccountId, balance.FiscalYear, balance.Period, balance.LedgerAccountId, balance.FundId });
        });
    }

    private static void MapLots(ModelBuilder model)
    {
        model.Entity<StoredLot>(table =>
        {
            table.ToTable("lot", settings =>
            {
                settings.HasCheckConstraint("ck_lot_sum", "used + encumbered + remaining = amount");
                settings.HasCheckConstraint("ck_lot_signs", "amount > 0 and used >= 0 and encumbered >= 0 and remaining >= 0");
            });
            table.HasKey(lot => new { lot.DedicatedAccountId, lot.Id });
            // Computed, so that using part of a lot changes no column of an index: the row can be rewritten where it lies.
            table.Property(lot => lot.IsOpen).HasComputedColumnSql("case when remaining > 0 then 1 else 0 end", stored: true);
            table.HasIndex(lot => new { lot.DedicatedAccountId, lot.FundId, lot.IsOpen, lot.Id }).HasDatabaseName("ix_lot_open");
            table.HasIndex(lot => new { lot.DedicatedAccountId, lot.Kind, lot.DocumentId }).HasFilter(CausedByDocument);
            table.HasIndex(lot => new { lot.DedicatedAccountId, lot.FiscalYear, lot.Number });
        });
        model.Entity<LotUse>(table =>
        {
            table.ToTable("lot_use", settings => settings.HasTrigger("tr_lot_use_append_only"));
            table.HasKey(use => new { use.DedicatedAccountId, use.FiscalYear, use.Number, use.Line });
            table.HasIndex(use => new { use.DedicatedAccountId, use.LotId });
            table.HasIndex(use => new { use.DedicatedAccountId, use.DocumentKind, use.DocumentId }).HasFilter(CausedByDocument);
        });
    }
}
