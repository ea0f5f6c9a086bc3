using FundLedger.Domain.Contributions;
using FundLedger.Domain.MasterData;
using FundLedger.UseCases.MasterData;

namespace FundLedger.UseCases.Contributions;

/// <summary>The columns of a file of gifts, read by the same words as master data.</summary>
public static class ContributionColumns
{
    /// <summary>Of the file to fill in.</summary>
    public const string FileName = "contributions";

    public const string Reference = "reference";
    public const string Donor = "donor";
    public const string Amount = "amount";
    public const string Split = "split";
    public const string PledgedOn = "pledged_on";
    public const string Description = "description";

    public static IReadOnlyList<MasterDataColumn> All { get; } =
    [
        new(Reference, "列編號", "Reference", ColumnType.Code) { Required = true, MaximumLength = 100, Example = "115-捐-0001" },
        new(Donor, "捐贈者", "Donor", ColumnType.Reference)
        {
            Required = true,
            RefersTo = MasterDataKinds.Party,
            Example = "00000108",
        },
        new(Amount, "金額", "Amount", ColumnType.Amount) { Required = true, Example = "1,000,001" },
        new(Split, "基金別或分配", "Fund or split", ColumnType.Text)
        {
            Required = true,
            MaximumLength = 2_000,
            Example = "DON-SHIGANG:50;DON-DONGSHI:30;DON-GENERAL:20",
        },
        new(PledgedOn, "認捐日期", "Pledged on", ColumnType.Date) { Required = true, Example = "115/11/26" },
        new(Description, "摘要", "Description", ColumnType.Text)
        {
            Required = true,
            MaximumLength = ContributionRules.MaximumTextLength,
            Example = "認養石岡老街活化",
        },
    ];

    public static MasterDataColumn Column(string name) => All.Single(column => column.Name == name);
}
