using System.Net;
using FundLedger.Data.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.People;
using FundLedger.Web.Access;
using FundLedger.Web.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FundLedger.IntegrationTests.Access;

/// <summary>Who reads the database reads no key of a session; servers with the same certificate read each other's cookies.</summary>
public sealed class KeyCertificateTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fundledger-certificates-");
    private TestDatabase database = null!;
    private Office office = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        office = await Office.Open(database);
    }

    public async Task DisposeAsync()
    {
        await office.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Keys_InTheDatabase_AreEncrypted()
    {
        await using var server = await Serve("one");
        using var visitor = await SignedIn(server);

        var key = (await Keys()).Should().ContainSingle().Subject;
        key.Xml.Should().Contain("EncryptedData").And.NotContain("masterKey").And.NotContain("requiresEncryption");
        server.Said.Should().BeEmpty();
    }

    [Fact]
    public async Task AnotherServer_WithTheSameCertificate_ReadsTheCookie()
    {
        await using var one = await Serve("shared");
        using var visitor = await SignedIn(one);
        await using var other = await Serve("shared");

        using var moved = new BrowserlessClient(other.Address, visitor.Cookies);
        (await moved.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await Keys()).Should().ContainSingle();
    }

    [Fact]
    public async Task AnotherServer_WithoutTheCertificate_LetsPeopleSignInAnewAndSaysWhy()
    {
        await using var one = await Serve("lost");
        using var visitor = await SignedIn(one);
        await using var other = await Serve("another");

        using var moved = new BrowserlessClient(other.Address, visitor.Cookies);
        (await moved.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await moved.SignIn(office.Administrator, Office.Password)).Headers.Location!.OriginalString.Should().Be("/account/start");
        (await moved.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);
        other.Said.Distinct().Should().ContainSingle("no stack trace stands beside it").Which.Should()
            .Contain("1 data-protection keys").And.Contain("another.pfx").And.Contain("sign in anew");
    }

    [Fact]
    public async Task Server_WithTheCertificateBeforeAsAnOlderOne_ReadsItsCookies()
    {
        await using var one = await Serve("before");
        using var visitor = await SignedIn(one);
        await using var other = await Serve("after", "before");

        using var moved = new BrowserlessClient(other.Address, visitor.Cookies);
        (await moved.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);
        other.Said.Should().BeEmpty();
    }

    [Fact]
    public async Task KeyInClear_FromBefore_StillReadsAndAnEncryptedOneWrites()
    {
        // Services that serve nothing have no certificate, as all had none before.
        var before = office.Get<IDataProtectionProvider>().CreateProtector("test").Protect("written before");
        (await Keys()).Should().ContainSingle().Which.Xml.Should().Contain("masterKey");

        await using var server = await Serve("first");

        var protector = server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
        protector.Unprotect(before).Should().Be("written before");
        var written = protector.Protect("written now");
        var newest = (await Keys()).Should().HaveCount(2).And.Subject.Last();
        newest.Xml.Should().NotContain("masterKey");
        newest.FriendlyName.Should().Be($"key-{KeyOf(written)}").And.NotBe($"key-{KeyOf(before)}");
        server.Said.Should().BeEmpty();
    }

    /// <summary>The key's number stands in the clear behind four bytes that say what it is.</summary>
    private static Guid KeyOf(string text) => new(WebEncoders.Base64UrlDecode(text).AsSpan(4, 16));

    private async Task<IReadOnlyList<DataProtectionKey>> Keys()
    {
        await using var db = await office.Get<IDbContextFactory<AccessDb>>().CreateDbContextAsync();
        return await db.DataProtectionKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync();
    }

    private async Task<BrowserlessClient> SignedIn(Server server)
    {
        var visitor = new BrowserlessClient(server.Address);
        (await visitor.SignIn(office.Administrator, Office.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);
        return visitor;
    }

    private async Task<Server> Serve(string certificate, params string[] older)
    {
        var settings = new Dictionary<string, string?> { [KeyCertificateOptions.FileSetting] = Place(certificate) };
        foreach (var (name, index) in older.Select((name, index) => (name, index)))
            settings[$"DataProtection:OlderCertificateFiles:{index}"] = Place(name);
        var said = new CollectedLog(LogLevel.Warning, category =>
            category.Contains("DataProtection", StringComparison.Ordinal) || category.Contains("KeyRing", StringComparison.Ordinal));
        var app = WebHost.Build(
            database.Connections, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), office.Account,
            "http://127.0.0.1:0", demo: false,
            services => services.AddSingleton<NodaTime.IClock>(office.Clock).AddSingleton<ILoggerProvider>(said));
        await app.StartAsync();
        return new Server(app, said);
    }

    private string Place(string name) => Path.Combine(folder.FullName, name + ".pfx");

    private sealed class Server(WebApplication app, CollectedLog said) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.Single());

        public IServiceProvider Services => app.Services;

        /// <summary>What was logged about keys as a warning or worse.</summary>
        public IReadOnlyCollection<string> Said => said.Lines;

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
