using System.Globalization;
using System.Text;
using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.MasterData;
using NodaTime;

namespace FundLedger.Benchmarks;

/// <summary>A file of gifts from its bytes to the books, each split over three funds, given by one of a thousand donors.</summary>
internal static class GiftImport
{
    private const int Donors = 1_000;

    public static async Task Measure(BenchmarkCluster cluster, int gifts)
    {
        var database = await cluster.Create("gifts");
        var load = await Load.Open(database, "GIFTS");
        var actor = new Actor(1, AccountSetup.SchedulerName) { Policies = new HashSet<string> { Policies.BookContributions } };
        var numbers = await AddDonors(load, actor);
        var account = new ServedAccount(load.AccountId, "GIFTS", "效能測試專戶", "Benchmark account", Currency.Twd);
        var ledger = new AuthorizedLedger(load.Writer, account);
        var reader = new BooksReader(database.Connections, load.AccountId);
        var import = new ImportContributions(ledger, new AuthorizedReader(reader, ledger), account, SystemClock.Instance);
        await Book(import, actor, File(load, numbers, "warm", ImportContributions.RowsOfAWrite));

        var file = File(load, numbers, "gift", gifts);
        var read = MasterDataTable.Read(ContributionColumns.All, file, "gifts.csv").Value;
        var preview = await Reading.Milliseconds(async () =>
        {
            var rows = MasterDataTable.Read(ContributionColumns.All, file, "gifts.csv").Value;
            _ = (await import.Run(new ContributionImport(rows, DryRun: true), actor, null, CancellationToken.None)).Value;
        });
        var booking = await Reading.Milliseconds(() => Book(import, actor, file));
        var again = await Reading.Milliseconds(() => Book(import, actor, file));
        Reading.Print($"gifts-{read.Count}-preview", preview / 1000, "s");
        Reading.Print($"gifts-{read.Count}-booking", booking / 1000, "s");
        Reading.Print($"gifts-{read.Count}-again", again / 1000, "s");
        Reading.Print("peak-memory", System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, "MiB");
        await cluster.Drop("gifts");
    }

    private static async Task Book(ImportContributions import, Actor actor, byte[] file)
    {
        var rows = MasterDataTable.Read(ContributionColumns.All, file, "gifts.csv").Value;
        var done = (await import.Run(new ContributionImport(rows), actor, null, CancellationToken.None)).Value;
        if (done.Waiting > 0 || done.Rows.Refused > 0) throw new InvalidOperationException($"{done.Stopped} {done.Rows.Refused} refused");
    }

    private static byte[] File(Load load, IReadOnlyList<string> donors, string stem, int gifts)
    {
        var text = new StringBuilder("reference,donor,amount,split,pledged_on,description\r\n");
        for (var number = 0; number < gifts; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{stem}-{number},{donors[number % donors.Count]},{number + 1_000},").Append(
                CultureInfo.InvariantCulture,
                $"{load.Fund(number)}:50;{load.Fund(number + 1)}:30;{load.Fund(number + 2)}:20,115/11/01,企業捐贈地方創生\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<IReadOnlyList<string>> AddDonors(Load load, Actor actor)
    {
        var codes = Enumerable.Range(0, Donors).Select(_ => PublicCode.New()).ToArray();
        _ = (await load.Writer.Write<int>(new WriteRequest(load.AccountId, "donors", actor, "donors"), session =>
        {
            session.Db.Parties.AddRange(codes.Select((code, number) => new Party
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = code,
                Kind = PartyKind.Company,
                Name = $"捐贈者 {number}",
                Fictional = true,
            }));
            return Task.FromResult<Result<int>>(codes.Length);
        })).Value;
        return codes;
    }
}
