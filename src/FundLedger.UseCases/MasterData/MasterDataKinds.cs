using FundLedger.Domain;
using FundLedger.Domain.MasterData;
using FundLedger.UseCases.MasterData.Kinds;

namespace FundLedger.UseCases.MasterData;

/// <summary>Every kind of master data, in the order in which new books are filled: what others refer to comes before them.</summary>
public static class MasterDataKinds
{
    public const string District = "district";
    public const string Programme = "programme";
    public const string ProgrammeBudget = "programme-budget";
    public const string Fund = "fund";
    public const string BankAccount = "bank-account";
    public const string VirtualAccount = "virtual-account";
    public const string Party = "party";
    public const string Proposal = "proposal";
    public const string Venture = "venture";
    public const string ScreeningRule = "screening-rule";
    public const string ScreeningList = "screening-list";
    public const string Affiliation = "affiliation";

    public static IReadOnlyList<MasterDataKind> All { get; } =
    [
        new DistrictMasterData(), new ProgrammeMasterData(), new ProgrammeBudgetMasterData(), new PartyMasterData(),
        new ProposalMasterData(), new VentureMasterData(), new FundMasterData(), new BankAccountMasterData(),
        new VirtualAccountMasterData(),
        new ScreeningRuleMasterData(), new ScreeningListMasterData(), new AffiliationMasterData(),
    ];

    /// <summary>Refused: <see cref="MasterDataRefusals.MasterDataKindUnknown"/>.</summary>
    public static Result<MasterDataKind> Find(string name) => All.FirstOrDefault(kind => kind.Name == name) is { } kind
        ? kind
        : MasterDataRefusals.MasterDataKindUnknown(name, string.Join(", ", All.Select(known => known.Name)));

    internal static MasterDataKind Get(string name) => All.Single(kind => kind.Name == name);
}
