using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>How a bank numbers the virtual accounts of one of our accounts. Only its end changes: numbers that were given stand.</summary>
internal sealed class VirtualAccountMasterData : MasterDataKind
{
    private const string BankAccount = "bank_account";
    private const string EnterpriseCode = "enterprise_code";
    private const string SerialDigits = "serial_digits";
    private const string Weights = "weights";
    private const string Modulus = "modulus";
    private const string ValidFrom = "valid_from";
    private const string ValidTo = "valid_to";

    public override string Name => MasterDataKinds.VirtualAccount;

    public override string Word => "VirtualAccounts";

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        CodeColumn("demo-14"),
        new(BankAccount, "銀行帳戶", "Bank account", ColumnType.Reference)
        {
            Required = true,
            RefersTo = MasterDataKinds.BankAccount,
            Example = "MAIN",
        },
        new(EnterpriseCode, "企業代碼", "Enterprise code", ColumnType.Digits) { Required = true, MaximumLength = 12, Example = "92345" },
        new(SerialDigits, "流水號位數", "Digits of the serial number", ColumnType.Number) { Required = true, Example = "8" },
        new(Weights, "權數", "Weights", ColumnType.Digits) { Required = true, MaximumLength = 16, Example = "371" },
        new(Modulus, "模數", "Modulus", ColumnType.Number) { Required = true, Example = "10" },
        new(ValidFrom, "起用日", "Valid from", ColumnType.Date) { Required = true, Example = "115/01/01" },
        new(ValidTo, "停用日", "Valid to", ColumnType.Date) { Changeable = true },
    ];

    public override string KeyOf(RowValues row) => row.Text("code");

    internal override IEnumerable<string> Identities(RowValues row) => [row.Text("code")];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) => db.VirtualAccountProfiles.CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop) =>
    [
        .. (await db.VirtualAccountProfiles.OrderBy(profile => profile.Code).ToListAsync(stop)).Select(profile => new StoredRow(
            profile.Id,
            Row(
                ("code", profile.Code), (BankAccount, referred.Key(MasterDataKinds.BankAccount, profile.BankAccountId)),
                (EnterpriseCode, profile.EnterpriseCode), (SerialDigits, Text(profile.SerialDigits)), (Weights, profile.Weights),
                (Modulus, Text(profile.Modulus)), (ValidFrom, Text(profile.ValidFrom)),
                (ValidTo, profile.ValidTo is { } last ? Text(last) : null)),
            profile)),
    ];

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        var refusal = VirtualAccountRules.Check(
            row.Text(EnterpriseCode), row.Number(SerialDigits)!.Value, row.Text(Weights), row.Number(Modulus)!.Value, row.Date(ValidFrom),
            row[ValidTo] is null ? null : row.Date(ValidTo));
        if (refusal is null) yield break;
        yield return (refusal.Code switch
        {
            nameof(VirtualAccountRefusals.VirtualAccountLengthNotValid) => SerialDigits,
            nameof(VirtualAccountRefusals.VirtualAccountWeightsNotValid) => Weights,
            nameof(VirtualAccountRefusals.VirtualAccountModulusNotValid) => Modulus,
            _ => ValidTo,
        }, refusal);
    }

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        session.Db.VirtualAccountProfiles.Add(new VirtualAccountProfile
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = row.Text("code"),
            BankAccountId = referred.Id(MasterDataKinds.BankAccount, row[BankAccount])!.Value,
            EnterpriseCode = row.Text(EnterpriseCode),
            SerialDigits = row.Number(SerialDigits)!.Value,
            Weights = row.Text(Weights),
            Modulus = row.Number(Modulus)!.Value,
            ValidFrom = row.Date(ValidFrom),
            ValidTo = row[ValidTo] is null ? null : row.Date(ValidTo),
        });
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred) =>
        ((VirtualAccountProfile)stored.Entity).ValidTo = row[ValidTo] is null ? null : row.Date(ValidTo);
}
