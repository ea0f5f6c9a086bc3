using FundLedger.Data;
using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>
/// A bank account of ours, with a ledger account of its own. Only its name changes: statements and payments go by the rest.
/// </summary>
internal sealed class BankAccountMasterData : MasterDataKind
{
    private const string LedgerAccountColumn = "ledger_account";

    public override string Name => MasterDataKinds.BankAccount;

    public override string Word => "BankAccounts";

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        CodeColumn("MAIN"),
        new("name", "名稱", "Name", ColumnType.Text) { Required = true, Changeable = true, Example = "臺灣銀行 專戶" },
        new("bank_code", "銀行代碼", "Bank code", ColumnType.Digits) { Required = true, Example = "004" },
        new("account_number", "帳號", "Account number", ColumnType.Digits) { Required = true, Example = "012345678901" },
        new(LedgerAccountColumn, "會計科目", "Ledger account", ColumnType.Code) { GivenByBooks = true },
    ];

    public override string KeyOf(RowValues row) => row.Text("code");

    internal override IEnumerable<string> Identities(RowValues row) => [row.Text("code")];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.BankAccounts.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.BankAccounts.OrderBy(account => account.Code).ToListAsync(stop)).Select(account => new StoredRow(
            account.Id,
            Row(
                ("code", account.Code), ("name", account.Name), ("bank_code", account.BankCode), ("account_number", account.AccountNumber),
                (LedgerAccountColumn, account.LedgerAccount)),
            account)),
    ];

    internal override async Task<IReadOnlyList<RowName>> Names(LedgerDb db, CancellationToken stop) =>
    [
        .. (await db.BankAccounts.AsNoTracking().OrderBy(account => account.Code).ToListAsync(stop)).Select(account => new RowName(
            account.Id, account.Code, $"{account.Code} {account.Name}", [account.Name, account.AccountNumber])),
    ];

    internal override RowValues Complete(RowValues row, Func<string, IReadOnlySet<string>> taken)
    {
        if (row[LedgerAccountColumn] is not null) return row;
        var next = BankAccountRules.NextLedgerAccount(taken(LedgerAccountColumn));
        return next.IsRefused ? row : row.With(LedgerAccountColumn, next.Value);
    }

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        if (!added) yield break;
        if (BankAccountRules.CheckBankCode(row.Text("bank_code")) is { } code) yield return ("bank_code", code);
        if (BankAccountRules.CheckNumber(row.Text("account_number")) is { } number) yield return ("account_number", number);
        if (row[LedgerAccountColumn] is not { } account) yield return (LedgerAccountColumn, BankAccountRefusals.LedgerAccountsUsedUp());
        else if (BankAccountRules.CheckLedgerAccount(account) is { } other) yield return (LedgerAccountColumn, other);
    }

    internal override IEnumerable<UniqueValue> Uniques(RowValues row)
    {
        var number = row.Text("account_number");
        yield return new UniqueValue("account_number", number, holder => BankAccountRefusals.AccountNumberTaken(number, holder));
        if (row[LedgerAccountColumn] is { } account)
            yield return new UniqueValue(LedgerAccountColumn, account, holder => BankAccountRefusals.LedgerAccountTaken(account, holder));
    }

    internal override async Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        var (code, name) = (row.Text(LedgerAccountColumn), row.Text("name"));
        // The first is in the chart from the beginning.
        if (!await session.Db.LedgerAccounts.AnyAsync(account => account.Code == code, stop))
        {
            session.Db.LedgerAccounts.Add(new StoredLedgerAccount
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Code = code,
                NameZh = $"銀行存款－{name}",
                NameEn = $"Cash at bank, {name}",
                Type = AccountType.Asset,
                Spendable = true,
                ManualPosting = true,
            });
        }

        session.Db.BankAccounts.Add(new BankAccount
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = row.Text("code"),
            Name = name,
            BankCode = row.Text("bank_code"),
            AccountNumber = row.Text("account_number"),
            LedgerAccount = code,
        });
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred) =>
        ((BankAccount)stored.Entity).Name = row.Text("name");
}
