using FundLedger.UseCases.Access;
using FundLedger.UseCases.MasterData.Reads;

namespace FundLedger.UseCases.MasterData;

public static class MasterDataFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(ImportMasterData), typeof(MasterDataOverview), typeof(MasterDataList), typeof(MasterDataForm)],
        Menu = [new("MasterData", "/master-data", Policies.SeeMasterData, 85, MenuGroup.Management)],
    };
}
