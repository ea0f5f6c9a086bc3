using System.IO.Compression;
using FundLedger.Data.Migrating;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Upgrade;

/// <summary>Books of each release, brought to this version: nothing is lost, everything verifies, and work goes on.</summary>
public sealed class UpgradeTests
{
    /// <summary>The releases whose books lie in Fixtures.</summary>
    public static TheoryData<string> Releases() => new("first");

    [PostgreSqlTheory]
    [MemberData(nameof(Releases))]
    public async Task Migrate_TheBooksOfARelease_KeepsThemVerifiesAndGoesOn(string release)
    {
        await using var database = await Restore(release);
        var entries = await Count(database, "entry");
        var leaves = await Count(database, "log_leaf");
        entries.Should().BeGreaterThan(20);

        await Migrate(database);

        (await Count(database, "entry")).Should().Be(entries);
        // What was no record before is one now: a leaf for each row of the tables the release had none for.
        (await Count(database, "log_leaf")).Should().BeGreaterThan(leaves);
        await using (var connection = await database.Open(database.Connections.Ledger))
        {
            (await database.Connections.Engine.GuardProblems(connection, CancellationToken.None)).Should().BeEmpty();
        }

        var books = await Continue(database);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
        await Work(books);
        (await Count(database, "entry")).Should().BeGreaterThan(entries);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    /// <summary>New work, and an old case taken further whose steps do not say yet what they were about.</summary>
    private static async Task Work(Books books)
    {
        var fund = await books.AddFund();
        var ledger = new AuthorizedLedger(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
        var voucher = (await new PrepareManualVoucher(ledger).Run(
            new ManualVoucherRequest(
                Books.Unique("key"), books.Today, "重分類",
                [new VoucherLine("5202", fund, Money.Twd(10)), new VoucherLine("5201", fund, Money.Twd(-10))]),
            books.Officer, dryRun: false, default)).Value;
        (await new DecideManualVoucher(ledger).Run(
            new ManualVoucherStepRequest(Books.Unique("key"), voucher, ManualVoucherTrigger.Approve, null),
            await books.AddPerson("approver"), default)).IsRefused.Should().BeFalse();
        var disbursement = await books.DraftDisbursement(fund, 500);
        (await books.Move(disbursement, DisbursementTrigger.Submit, await books.AddPerson("requester"))).IsRefused.Should().BeFalse();
        await using var db = books.Read();
        var old = await db.Disbursements.Where(row => row.State == DisbursementState.Encumbered).OrderBy(row => row.Id)
            .Select(row => row.PublicCode).FirstAsync();
        (await books.Move(old, DisbursementTrigger.Release, await books.AddPerson("payer"))).IsRefused.Should().BeFalse();
    }

    /// <summary>The dedicated account that is there, a day after its last entry.</summary>
    private static async Task<Books> Continue(TestDatabase database)
    {
        await using var db = database.Read();
        var account = await db.DedicatedAccounts.SingleAsync();
        var last = await db.SeriesHeads.Select(head => head.LastRecordedAt).SingleAsync();
        return await Books.Continue(database, account.Id, new SteppingClock(last + Duration.FromDays(1)));
    }

    private static async Task<TestDatabase> Restore(string release)
    {
        var file = Path.Combine(SourceTree.Root, "tests", "FundLedger.IntegrationTests", "Upgrade", "Fixtures", release + ".sql.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var database = await PostgreSqlTestServer.Empty();
        await database.Execute(database.Connections.Migrations, await reader.ReadToEndAsync());
        return database;
    }

    private static Task Migrate(TestDatabase database) =>
        new DatabaseMigration(database.Connections.Engine, database.Connections.Migrations)
            .Apply(NodaTime.SystemClock.Instance, new Progress<string>(), CancellationToken.None);

    private static Task<long> Count(TestDatabase database, string table) =>
        database.Ask<long>(database.Administrator, $"SELECT count(*) FROM ledger.{table}");
}
