using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Checkpoints;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Details;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Donations;
using FundLedger.UseCases.Funds;
using FundLedger.UseCases.Jobs;
using FundLedger.UseCases.Journal;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.Payees;
using FundLedger.UseCases.People;
using FundLedger.UseCases.Periods;
using FundLedger.UseCases.Receipts;
using FundLedger.UseCases.Returns;
using FundLedger.UseCases.Screening;
using FundLedger.UseCases.Vouchers;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.UseCases;

/// <summary>Every feature of the application.</summary>
public static class Features
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        AccountsFeature.Feature,
        FundsFeature.Feature,
        ContributionsFeature.Feature,
        ReceiptsFeature.Feature,
        DonationsFeature.Feature,
        ScreeningFeature.Feature,
        DisbursementsFeature.Feature,
        PayeesFeature.Feature,
        BankingFeature.Feature,
        ReturnsFeature.Feature,
        JournalFeature.Feature,
        VouchersFeature.Feature,
        PeriodsFeature.Feature,
        PeopleFeature.Feature,
        CheckpointsFeature.Feature,
        JobsFeature.Feature,
        DetailsFeature.Feature,
        MasterDataFeature.Feature,
    ];

    private static readonly Dictionary<DocumentKind, DocumentDescription> Documents =
        All.SelectMany(feature => feature.Documents).ToDictionary(document => document.Kind);

    /// <summary>The main menu in order.</summary>
    public static IReadOnlyList<MenuEntry> Menu { get; } = [.. All.SelectMany(feature => feature.Menu).OrderBy(entry => entry.Position)];

    /// <summary>Every place where work is found.</summary>
    public static IReadOnlyList<WorkSource> Work { get; } = [.. All.SelectMany(feature => feature.Work)];

    /// <summary>Every job of the application: what the job server runs and the command line offers.</summary>
    public static IReadOnlyList<Job> Jobs { get; } = [.. All.SelectMany(feature => feature.Jobs)];

    /// <summary>The one directory of document kinds.</summary>
    public static DocumentDescription Document(DocumentKind kind) => Documents[kind];

    /// <summary>Registers what every face needs to act; the ledger's writer, its databases and the served account are the host's.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        services.AddSingleton<AuthorizedLedger>();
        services.AddSingleton<AuthorizedReader>();
        services.AddSingleton(new JobTable(Jobs));
        foreach (var useCase in All.SelectMany(feature => feature.UseCases)) services.AddSingleton(useCase);
        return services;
    }
}
