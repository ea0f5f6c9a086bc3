using System.Net;
using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Banking;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>An imported statement file, taken back from the page of the bank accounts.</summary>
public sealed class StatementOriginalPageTests : IAsyncLifetime
{
    private const string FileName = "第一銀行 對帳單(七月).csv";
    private TestDatabase database = null!;
    private BankDesk desk = null!;
    private ServedBooks application = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        desk = await BankDesk.Open(database);
        application = await ServedBooks.Start(desk.Books);
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Download_ByTheLinkOfThePage_GivesTheFileThatWasImported()
    {
        var content = Content();
        (await desk.ImportFile(FileName, BankDesk.Bank, content)).Refusal.Should().BeNull();
        using var visitor = await application.SignIn(desk.Books, Role.Cashier);
        var page = await HtmlPage.Read(await visitor.Get("/bank"));
        var link = page.Downloads.Should().ContainSingle().Subject;

        using var answer = await visitor.Get(link);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(content);
        answer.Content.Headers.ContentLength.Should().Be(content.Length);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/octet-stream", "no browser is to show it");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        // RFC 6266, with the name as RFC 8187 spells it.
        answer.Content.Headers.GetValues("Content-Disposition").Should().Equal(
            "attachment; filename*=UTF-8''%E7%AC%AC%E4%B8%80%E9%8A%80%E8%A1%8C%20%E5%B0%8D%E5%B8%B3%E5%96%AE%28%E4%B8%83%E6%9C%88%29.csv");
        answer.Content.Headers.ContentDisposition!.FileNameStar.Should().Be(FileName);
    }

    [Fact]
    public async Task Download_OfAFileThatIsNotThere_IsNotFound()
    {
        using var visitor = await application.SignIn(desk.Books);
        foreach (var file in new[] { "999999999", "0", "-1", "99999999999999999999", "x", "" })
            (await visitor.Get(Address(file))).StatusCode.Should().Be(HttpStatusCode.NotFound, "of \"{0}\"", file);
    }

    [Fact]
    public async Task Download_OfAFileFromBeforeOriginalsWereKept_IsNotFoundAndNotOffered()
    {
        var id = (await desk.Books.Write<long>(session =>
        {
            var file = new StatementFileRecord
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Sha256 = new byte[32],
                FileName = "old.xml",
                Format = "camt.053.001.02",
            };
            session.Db.Add(file);
            return Task.FromResult<Result<long>>(file.Id);
        })).Value;
        using var visitor = await application.SignIn(desk.Books);

        (await visitor.Get(Address($"{id}"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await HtmlPage.Read(await visitor.Get("/bank"))).Downloads.Should().BeEmpty();
    }

    [Fact]
    public async Task Download_ByWhoMayNot_IsForbidden_AndWithoutSigningInAsksForIt()
    {
        (await desk.ImportFile(FileName, BankDesk.Bank, Content())).Refusal.Should().BeNull();
        var address = Address($"{await FileOf(desk)}");
        foreach (var role in new[] { Role.Requester, Role.Certifier, Role.Authorizer, Role.Administrator })
        {
            using var visitor = await application.SignIn(desk.Books, role);
            (await visitor.Get(address)).StatusCode.Should().Be(HttpStatusCode.Forbidden, role.Code);
        }

        using var stranger = application.Visit();
        var answer = await stranger.Get(address);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task Download_OfAnotherAccountsFile_IsNotFound()
    {
        var other = await BankDesk.Open(database);
        (await other.ImportFile(FileName, BankDesk.Bank, Content())).Refusal.Should().BeNull();
        await using var theirs = await ServedBooks.Start(other.Books);
        var address = Address($"{await FileOf(other)}");
        using var owner = await theirs.SignIn(other.Books);
        (await owner.Get(address)).StatusCode.Should().Be(HttpStatusCode.OK, "the file is there");

        using var visitor = await application.SignIn(desk.Books);
        var answer = await visitor.Get(address);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("對帳單(七月)");
    }

    private static string Address(string file) => $"/bank?handler=Original&file={file}";

    /// <summary>In Big5, and longer than what is stored at once.</summary>
    private static byte[] Content()
    {
        var big5 = CodePagesEncodingProvider.Instance.GetEncoding(950)!;
        return
        [
            .. big5.GetBytes("帳號,012345678901\n交易日期,摘要,支出,存入,餘額\n2026/06/25,跨行匯入,,10,110\n"),
            .. Enumerable.Repeat((byte)'\n', StatementOriginal.ChunkLength),
        ];
    }

    private async Task<long> FileOf(BankDesk bank)
    {
        await using var db = database.Read();
        return await db.StatementFiles.Where(row => row.DedicatedAccountId == bank.Books.AccountId).Select(row => row.Id).SingleAsync();
    }
}
