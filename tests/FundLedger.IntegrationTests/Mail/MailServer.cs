using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace FundLedger.IntegrationTests.Mail;

/// <summary>A mail server on this machine that speaks as much SMTP (RFC 5321, AUTH PLAIN of RFC 4954) as a letter needs.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "office";
    public const string Password = "the mail password";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    public MailServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = Serve();
    }

    public static MailServer StartAskingForAPassword() => new() { AsksForPassword = true };

    /// <summary>Stays what it was when the server is gone.</summary>
    public int Port { get; }

    /// <summary>Whether it accepts connections and says nothing.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The answer to every recipient; null: welcome.</summary>
    public string? Refusal { get; set; }

    /// <summary>Whether only who gave name and password may send.</summary>
    public bool AsksForPassword { get; init; }

    public ConcurrentQueue<MimeMessage> Letters { get; } = [];

    /// <summary>The configuration of a program that sends by this server.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:From"] = "專戶 <office@books.example.org>",
        ["Mail:Security"] = "none",
        ["Mail:TimeoutSeconds"] = "5",
    };

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        listener.Stop();
        end.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                if (IsSilent) await Task.Delay(Timeout.Infinite, end.Token);
                await Talk(client.GetStream());
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or IOException)
        {
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.Latin1, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.example.org ESMTP");
        var known = !AsksForPassword;
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "AUTH") known = line == $"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{User}\0{Password}"))}";
            if (verb == "DATA" && known) await Take(reader, writer);
            else await writer.WriteLineAsync(Answer(verb, known));
            if (verb == "QUIT") return;
        }
    }

    private string Answer(string verb, bool known) => verb switch
    {
        "EHLO" => "250-mail.example.org\r\n250 AUTH PLAIN",
        "AUTH" => known ? "235 2.7.0 welcome" : "535 5.7.8 not that password",
        "MAIL" or "DATA" when !known => "530 5.7.0 who are you?",
        "RCPT" => Refusal ?? "250 2.1.5 ok",
        "QUIT" => "221 2.0.0 bye",
        _ => "250 2.0.0 ok",
    };

    private async Task Take(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Letters.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())), end.Token));
        await writer.WriteLineAsync("250 2.0.0 taken");
    }
}
