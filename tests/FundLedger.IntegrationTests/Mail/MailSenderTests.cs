using System.Diagnostics;
using FundLedger.Domain;
using FundLedger.IntegrationTests.Database;
using FundLedger.Web.Mail;
using Microsoft.Extensions.Configuration;

namespace FundLedger.IntegrationTests.Mail;

/// <summary>A letter reaches the server, or one sentence says why not.</summary>
public sealed class MailSenderTests
{
    private static readonly Letter Letter = new("chen@example.org", "陳出納", "臺南專戶登入連結", "第一行\nsecond line\n");

    [Fact]
    public async Task Send_ToAServer_DeliversTheLetterAsItIs()
    {
        await using var server = new MailServer();

        (await Send(server)).Should().BeNull();

        var taken = server.Letters.Should().ContainSingle().Subject;
        taken.To.Mailboxes.Should().ContainSingle().Which.Should().Match<MimeKit.MailboxAddress>(
            to => to.Address == "chen@example.org" && to.Name == "陳出納");
        taken.From.Mailboxes.Should().ContainSingle().Which.Should().Match<MimeKit.MailboxAddress>(
            from => from.Address == "office@books.example.org" && from.Name == "專戶");
        taken.Subject.Should().Be("臺南專戶登入連結");
        taken.TextBody!.ReplaceLineEndings("\n").Should().Be("第一行\nsecond line\n");
        taken.MessageId.Should().EndWith("@books.example.org", "the machine's name is not told");
        taken.Date.Year.Should().Be(2026);
    }

    [Fact]
    public async Task Send_ToAServerThatAsksForAPassword_SignsInOrSaysThatItWasNotTaken()
    {
        await using var server = new MailServer { AsksForPassword = true };

        (await Send(server, ("Mail:User", MailServer.User), ("Mail:Password", MailServer.Password))).Should().BeNull();
        var wrong = await Send(server, ("Mail:User", MailServer.User), ("Mail:Password", "another one"));
        wrong!.Code.Should().Be(nameof(MailRefusals.MailServerNotTrusted));
        wrong.ToString().Should().NotContain("another one");
        (await Send(server))!.Code.Should().Be(nameof(MailRefusals.MailServerNotTrusted), "nobody signed in");
        server.Letters.Should().ContainSingle();
    }

    [Fact]
    public async Task Send_ToARecipientTheServerDoesNotKnow_SaysWhatTheServerSays()
    {
        await using var server = new MailServer { Refusal = "550 5.1.1 no such mailbox" };

        var refused = await Send(server);

        refused!.Code.Should().Be(nameof(MailRefusals.MailRefusedByServer));
        refused.Arguments.Should().HaveCount(2).And.HaveElementAt(0, "chen@example.org");
        refused.Arguments[1].Should().BeOfType<string>().Which.Should().Contain("no such mailbox");
    }

    [Fact]
    public async Task Send_WhereNoServerIs_OrOneThatSaysNothing_EndsSoon()
    {
        var gone = new MailServer();
        await gone.DisposeAsync();
        (await Send(gone))!.Code.Should().Be(nameof(MailRefusals.MailServerNotReached));

        await using var silent = new MailServer { IsSilent = true };
        var waited = Stopwatch.StartNew();
        (await Send(silent, ("Mail:TimeoutSeconds", "1")))!.Code.Should().Be(nameof(MailRefusals.MailServerNotReached));
        waited.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Send_ToAServerWithoutEncryption_UnlessThatIsNamed_SendsNothing()
    {
        await using var server = new MailServer();
        (await Send(server, ("Mail:Security", null)))!.Code.Should().Be(nameof(MailRefusals.MailServerNotTrusted));
        server.Letters.Should().BeEmpty();
    }

    [Theory]
    [InlineData("chen@example.org\r\nBcc: other@example.org", "陳", "subject")]
    [InlineData("chen@example.org, other@example.org", "陳", "subject")]
    [InlineData("chen@example.org> NOTIFY=NEVER", "陳", "subject")]
    [InlineData("陳 <chen@example.org>", "陳", "subject")]
    [InlineData("chen@example.org", "陳\r\nBcc: other@example.org", "subject")]
    [InlineData("chen@example.org", "陳", "subject\nBcc: other@example.org")]
    public async Task Send_WithWhatWouldBeAnotherHeaderOrRecipient_SendsNothing(string address, string name, string subject)
    {
        await using var server = new MailServer();

        var refused = await Send(server, new Letter(address, name, subject, "text"));

        refused!.Code.Should().Be(nameof(MailRefusals.MailAddressNotUsable));
        server.Letters.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Mail:Host", "no host at all")]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Port", "smtp")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:Security", "perhaps")]
    [InlineData("Mail:TimeoutSeconds", "1000")]
    public async Task Settings_ThatCannotBeUsed_AreNamed(string setting, string value)
    {
        await using var server = new MailServer();
        var refused = await Send(server, (setting, value));
        refused.Should().Be(MailRefusals.MailSettingNotUsable(setting));
    }

    [Fact]
    public void Settings_WithoutAHost_SendNothing_AndWithOneTellNoPassword()
    {
        MailSettings.Of(new ConfigurationBuilder().Build()).Value.Should().BeNull();
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Host"] = "mail.example.org",
            ["Mail:From"] = "office@example.org",
            ["Mail:User"] = "office",
            ["Mail:Password"] = "secret",
        };
        var read = MailSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Value!;
        read.Server.Should().Be("mail.example.org:587");
        read.ToString().Should().NotContain("secret");
    }

    private static Task<Refusal?> Send(MailServer server, params (string Key, string? Value)[] changed) => Send(server, Letter, changed);

    private static Task<Refusal?> Send(MailServer server, Letter letter, params (string Key, string? Value)[] changed)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(server.Settings)
            .AddInMemoryCollection(changed.ToDictionary(one => one.Key, one => one.Value)).Build();
        return new MailSender(settings, SteppingClock.InJuly2026()).Send(letter, CancellationToken.None);
    }
}
