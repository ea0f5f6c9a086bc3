using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.MasterData.Kinds;

/// <summary>A programme's budget of a year, as the version in force has it; a change is a further version, and all are kept.</summary>
internal sealed class ProgrammeBudgetMasterData : MasterDataKind
{
    public override string Name => MasterDataKinds.ProgrammeBudget;

    public override string Word => "ProgrammeBudgets";

    public override IReadOnlyList<MasterDataColumn> Columns { get; } =
    [
        new("programme", "計畫代碼", "Programme", ColumnType.Reference)
        {
            Required = true,
            RefersTo = MasterDataKinds.Programme,
            Example = "NDC",
        },
        new("fiscal_year", "年度", "Fiscal year", ColumnType.Year) { Required = true, Example = "115" },
        new("amount", "預算數", "Budget", ColumnType.Amount) { Required = true, Changeable = true, Example = "120000000" },
        new("provisional", "暫列", "Provisional", ColumnType.Flag) { Changeable = true, Example = "否" },
        new("expires_on", "預算到期日", "Lapses after", ColumnType.Date) { Changeable = true, Example = "115/12/31" },
        new("carry_reference", "保留核准文號", "Carry-over approval", ColumnType.Text) { Changeable = true },
        new("version", "版次", "Version", ColumnType.Number) { GivenByBooks = true },
    ];

    public override string KeyOf(RowValues row) => $"{row.Text("programme")} {row.Text("fiscal_year")}".Trim();

    internal override IEnumerable<string> Identities(RowValues row) => [$"{row.Text("programme")} {row.Text("fiscal_year")}"];

    internal override Task<int> Count(LedgerDb db, CancellationToken stop) =>
        db.ProgrammeBudgets.Select(budget => new { budget.ProgrammeId, budget.FiscalYear }).Distinct().CountAsync(stop);

    internal override async Task<IReadOnlyList<StoredRow>> Load(
        LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop)
    {
        var versions = await db.ProgrammeBudgets.AsNoTracking().ToListAsync(stop);
        return
        [
            .. versions.GroupBy(budget => (budget.ProgrammeId, budget.FiscalYear))
                .Select(group => group.MaxBy(budget => budget.Version)!)
                .Select(budget => new StoredRow(
                    budget.Id,
                    Row(
                        ("programme", referred.Key(MasterDataKinds.Programme, budget.ProgrammeId)),
                        ("fiscal_year", Text(budget.FiscalYear)), ("amount", Text(budget.Amount, currency)),
                        ("provisional", Text(budget.Provisional)), ("expires_on", budget.ExpiresOn is { } last ? Text(last) : null),
                        ("carry_reference", budget.CarryReference), ("version", Text(budget.Version))),
                    budget))
                .OrderBy(row => KeyOf(row.Values), StringComparer.Ordinal),
        ];
    }

    internal override RowValues Complete(RowValues row, Func<string, IReadOnlySet<string>> taken) =>
        row["version"] is null ? row.With("version", "1") : row;

    internal override IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context)
    {
        if (added && row.Number("version") is { } given and not 1)
            yield return ("version", ProgrammeRefusals.BudgetVersionNotInForce(given, 0));
        if (BudgetTermRules.Check(row.Number("fiscal_year")!.Value, ExpiresOn(row), row["carry_reference"]) is { } term)
            yield return (term.Code == nameof(ProgrammeRefusals.BudgetCarryNeedsApproval) ? "carry_reference" : "expires_on", term);
    }

    internal override Refusal Fixed(MasterDataColumn column, string? held, string? given) => column.Name == "version"
        ? ProgrammeRefusals.BudgetVersionNotInForce(
            int.Parse(given ?? "0", System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(held ?? "0", System.Globalization.CultureInfo.InvariantCulture))
        : base.Fixed(column, held, given);

    internal override Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop)
    {
        Add(session, row, referred.Id(MasterDataKinds.Programme, row["programme"])!.Value, version: 1);
        return Task.CompletedTask;
    }

    internal override void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred)
    {
        var inForce = (ProgrammeBudget)stored.Entity;
        Add(session, row, inForce.ProgrammeId, inForce.Version + 1);
    }

    private static void Add(WriteSession session, RowValues row, long programmeId, int version) =>
        session.Db.ProgrammeBudgets.Add(new ProgrammeBudget
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            ProgrammeId = programmeId,
            FiscalYear = row.Number("fiscal_year")!.Value,
            Version = version,
            Amount = row.Amount("amount", session.Currency)!.Value,
            Provisional = row.Flag("provisional"),
            ExpiresOn = ExpiresOn(row),
            CarryReference = row["carry_reference"],
        });

    private static LocalDate? ExpiresOn(RowValues row) => row["expires_on"] is null ? null : row.Date("expires_on");
}
