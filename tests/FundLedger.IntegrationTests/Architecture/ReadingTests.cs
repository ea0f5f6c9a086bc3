using System.Reflection;
using System.Text.RegularExpressions;
using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.Data.Reading;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Disbursements.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>Everybody reads through the one reader, bounded to one dedicated account and to what the read's policy allows.</summary>
public sealed partial class ReadingTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    /// <summary>The tables every dedicated account shares: the national ones, and the ids this database may give.</summary>
    private static readonly string[] Shared = ["dedicated_account", "person", "id_range"];

    private static readonly Type[] UseCases = typeof(AuthorizedReader).Assembly.GetTypes();

    [Fact]
    public void EveryTable_ButTheNationalOnes_IsBoundToTheContextsAccount()
    {
        using var db = fixture.Database.ReaderOf(1).Open();
        var unbound = db.Model.GetEntityTypes().Where(entity => entity.GetDeclaredQueryFilters().Count == 0)
            .Select(entity => entity.GetTableName());
        unbound.Should().BeEquivalentTo(Shared);
    }

    [Fact]
    public async Task Reader_OfOneAccount_SeesNothingOfAnotherAndWithoutAnAccountNothing()
    {
        var other = await Books.Open(fixture.Database);
        var fund = await other.AddFund();
        await using var own = fixture.Database.ReaderOf(fixture.Books.AccountId).Open();
        await using var none = fixture.Database.ReaderOf(0).Open();
        await using var theirs = fixture.Database.ReaderOf(other.AccountId).Open();
        (await own.Funds.AnyAsync(row => row.Code == fund)).Should().BeFalse();
        (await own.Funds.AnyAsync()).Should().BeTrue("it has a suspense fund");
        (await none.Funds.AnyAsync()).Should().BeFalse();
        (await none.DedicatedAccounts.CountAsync()).Should().BeGreaterThan(1);
        (await theirs.Funds.AnyAsync(row => row.Code == fund)).Should().BeTrue();
    }

    [Fact]
    public async Task ReadingContext_AskedToSave_Throws()
    {
        await using var db = fixture.Database.ReaderOf(fixture.Books.AccountId).Open();
        var saving = async () => await db.SaveChangesAsync();
        await saving.Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Snapshot_WhileSomebodyWrites_StaysAtItsMoment()
    {
        await using var db = await fixture.Database.ReaderOf(fixture.Books.AccountId).Snapshot(CancellationToken.None);
        var before = await db.Funds.CountAsync();
        var fund = await fixture.Books.AddFund();
        (await db.Funds.CountAsync()).Should().Be(before);
        await using var later = fixture.Database.ReaderOf(fixture.Books.AccountId).Open();
        (await later.Funds.AnyAsync(row => row.Code == fund)).Should().BeTrue();
    }

    [Fact]
    public void WritingContexts_AreOpenedByTheWritePathAlone()
    {
        typeof(LedgerDbFactory).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => typeof(LedgerDb).IsAssignableFrom(method.ReturnType)).Should().BeEmpty("only Data can make one");
        (from file in SourceTree.Files(".cs", "src", "reports")
         where file.Lines.Any(line => OpensForWriting().IsMatch(line)) && !MayOpen(file.Path)
         select file.Path).Should().BeEmpty("whoever reads has BooksReader");
    }

    [Theory]
    [InlineData("await using var db = factory.Create(accountId);", true)]
    [InlineData("new LedgerDb(options)", true)]
    [InlineData("private LedgerDb Ledger() => new(LedgerDbFactory.Options(engine, connectionString));", true)]
    [InlineData("var db = reader.Open();", false)]
    [InlineData("CheckpointKey.Create()", false)]
    public void OpensForWriting_AsItIsWritten_IsSeen(string line, bool opens) => OpensForWriting().IsMatch(line).Should().Be(opens);

    [Fact]
    public void Reads_BoundNothingToTheDedicatedAccountByHand() =>
        (from file in SourceTree.Files(".cs", "src/FundLedger.UseCases", "src/FundLedger.Web", "src/FundLedger.Demo")
         where file.Path.Contains("/Reads/", StringComparison.Ordinal)
             || !file.Path.StartsWith("src/FundLedger.UseCases/", StringComparison.Ordinal)
         from line in file.Lines
         where line.Contains(".DedicatedAccountId ==", StringComparison.Ordinal)
             || line.Contains(".DedicatedAccountId equals", StringComparison.Ordinal)
         select $"{file.Path}: {line.Trim()}").Should().BeEmpty("the context's filter does");

    [Fact]
    public void FilterOfTheAccount_IsNeverTakenOff() =>
        SourceTree.Files(".cs", "src", "reports")
            .Where(file => file.Lines.Any(line => line.Contains("IgnoreQueryFilters", StringComparison.Ordinal)))
            .Select(file => file.Path).Should().BeEmpty();

    [Fact]
    public void UseCases_ReadThroughTheAuthorizedReaderAlone() =>
        UseCases.Where(type => type != typeof(AuthorizedReader) && type != typeof(PeopleDirectory) && Takes(type, typeof(BooksReader)))
            .Should().BeEmpty("a read states its policy; who people are must be known before any policy");

    [Fact]
    public void EveryRead_StatesItsPolicy()
    {
        var reads = UseCases.Where(type => Takes(type, typeof(AuthorizedReader))).ToArray();
        reads.Should().Contain(typeof(DisbursementList)).And.HaveCountGreaterThan(10);
        reads.Where(type => type.GetProperty("Policy", BindingFlags.Public | BindingFlags.Static)?.PropertyType != typeof(AnyOf)).Should()
            .BeEmpty();
    }

    [Fact]
    public void Pages_CallReadClassesAndWriteNoQueryOfTheirOwn()
    {
        Type[] queried = [typeof(BooksReader), typeof(AuthorizedReader), typeof(LedgerDbFactory), typeof(ReadingDb)];
        var pages = typeof(Program).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("FundLedger.Web.Pages", StringComparison.Ordinal) == true).ToArray();
        pages.Where(type => queried.Any(wanted => Takes(type, wanted))).Should().BeEmpty();
        // The sign-in page lists the demonstration's people out of Identity's tables.
        SourceTree.Files(".cs", "src/FundLedger.Web/Pages")
            .Where(file => !file.Path.EndsWith("/Account/SignIn.cshtml.cs", StringComparison.Ordinal))
            .Where(file => file.Lines.Any(line => line is "using Microsoft.EntityFrameworkCore;" or "using FundLedger.Data.Reading;"))
            .Select(file => file.Path).Should().BeEmpty();
    }

    private static bool Takes(Type type, Type wanted) => type
        .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Any(made => made.GetParameters().Any(parameter => parameter.ParameterType == wanted));

    /// <summary>The write path, the factory itself, and the migration, which no reader and no writer may run.</summary>
    private static bool MayOpen(string path) =>
        path.StartsWith("src/FundLedger.Data/Writing/", StringComparison.Ordinal)
        || path is "src/FundLedger.Data/Engines/DatabaseEngine.cs" or "src/FundLedger.Data/Migrating/DatabaseMigration.cs";

    [GeneratedRegex(@"\bnew LedgerDb\(|\bLedgerDbFactory\.Options\(|\b[Ff]actory\.Create(On)?\(")]
    private static partial Regex OpensForWriting();
}
