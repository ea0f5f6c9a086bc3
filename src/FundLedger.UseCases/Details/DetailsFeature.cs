namespace FundLedger.UseCases.Details;

public static class DetailsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases =
        [
            typeof(FundDetails), typeof(VentureDetails), typeof(ProposalDetails), typeof(ProgrammeDetails), typeof(PartyDetails),
            typeof(SearchEverything),
        ],
    };
}
