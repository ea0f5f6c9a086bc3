using System.Net.Sockets;
using FundLedger.Domain;
using FundLedger.Domain.People;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;
using NodaTime;

namespace FundLedger.Web.Mail;

/// <summary>A letter to one person.</summary>
/// <param name="Address">One plain address, as <see cref="PersonRules.CheckEmail"/> lets it be.</param>
/// <param name="Text">Plain text; lines end by <c>\n</c>.</param>
internal sealed record Letter(string Address, string Name, string Subject, string Text);

/// <summary>
/// Hands letters to the mail server of the configuration, if there is one. Nothing is kept: a letter that was not taken is the
/// sender's to send again.
/// </summary>
internal sealed class MailSender(IConfiguration configuration, IClock clock)
{
    private readonly Result<MailSettings?> settings = MailSettings.Of(configuration);

    /// <summary>Whether a mail server is named at all.</summary>
    public bool Sends => settings.IsRefused || settings.Value is not null;

    /// <summary>
    /// Null: the server has taken the letter. Refused: MailSettingNotUsable, MailAddressNotUsable, MailServerNotReached,
    /// MailServerNotTrusted, MailRefusedByServer. Never an exception for what a server or a network does.
    /// </summary>
    public async Task<Refusal?> Send(Letter letter, CancellationToken stop)
    {
        if (settings.IsRefused) return settings.Refusal;
        if (settings.Value is not { } server) return MailRefusals.MailSettingNotUsable($"{MailSettings.Section}:Host");
        if (PersonRules.CheckEmail(letter.Address) is not null || (letter.Name + letter.Subject).Any(char.IsControl))
            return MailRefusals.MailAddressNotUsable(OneLine(letter.Address));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(server.Longest);
        try
        {
            using var message = Message(server, letter);
            await Send(server, message, patience.Token);
            return null;
        }
        catch (SmtpCommandException refused)
        {
            return MailRefusals.MailRefusedByServer(letter.Address, OneLine(refused.Message));
        }
        catch (Exception problem) when (
            problem is AuthenticationException or ServiceNotAuthenticatedException or SslHandshakeException or NotSupportedException)
        {
            return MailRefusals.MailServerNotTrusted(server.Server, OneLine(problem.Message));
        }
        catch (Exception problem) when (problem is SocketException or IOException or ProtocolException or TimeoutException)
        {
            return MailRefusals.MailServerNotReached(server.Server, OneLine(problem.Message));
        }
        catch (OperationCanceledException problem) when (!stop.IsCancellationRequested)
        {
            return MailRefusals.MailServerNotReached(server.Server, OneLine(problem.Message));
        }
    }

    private static async Task Send(MailSettings server, MimeMessage message, CancellationToken stop)
    {
        using var client = new SmtpClient { Timeout = (int)server.Longest.TotalMilliseconds };
        await client.ConnectAsync(server.Host, server.Port, server.Security, stop);
        if (server.User is { } user) await client.AuthenticateAsync(user, server.Password, stop);
        await client.SendAsync(message, stop);
        try
        {
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception problem) when (problem is IOException or ProtocolException or CommandException or OperationCanceledException)
        {
            // The letter is taken; how the server takes leave changes nothing.
        }
    }

    private MimeMessage Message(MailSettings server, Letter letter)
    {
        var message = new MimeMessage();
        message.From.Add(server.From);
        message.To.Add(new MailboxAddress(letter.Name, letter.Address));
        message.Subject = letter.Subject;
        message.Date = clock.GetCurrentInstant().ToDateTimeOffset();
        // By the sender's domain: the machine's own name is nobody's business.
        message.MessageId = MimeUtils.GenerateMessageId(server.From.Domain);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = letter.Text };
        return message;
    }

    private static string OneLine(string text) => string.Join(
        ' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
