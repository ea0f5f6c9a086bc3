using System.Globalization;
using FundLedger.Domain;
using MailKit.Security;
using MimeKit;

namespace FundLedger.Web.Mail;

/// <summary>Every way mail is not sent. Codes are the method names; the link or text that was to be sent is shown instead.</summary>
internal static class MailRefusals
{
    /// <param name="setting">The configuration's key whose value cannot be used.</param>
    public static Refusal MailSettingNotUsable(string setting) => new(nameof(MailSettingNotUsable), setting);

    /// <summary>A line end in a name or an address would begin a header of its own.</summary>
    public static Refusal MailAddressNotUsable(string address) => new(nameof(MailAddressNotUsable), address);

    /// <param name="problem">In the machine's words.</param>
    public static Refusal MailServerNotReached(string server, string problem) => new(nameof(MailServerNotReached), server, problem);

    /// <summary>Name or password were not taken, or the server offers no encryption.</summary>
    public static Refusal MailServerNotTrusted(string server, string problem) => new(nameof(MailServerNotTrusted), server, problem);

    /// <param name="answer">The server's.</param>
    public static Refusal MailRefusedByServer(string address, string answer) => new(nameof(MailRefusedByServer), address, answer);
}

/// <summary>The server that takes mail, by section <c>Mail</c> of the configuration.</summary>
/// <param name="Security">How the connection is encrypted: before anything is said, or by STARTTLS; without only where it is named.</param>
/// <param name="User">Null: without signing in.</param>
/// <param name="Longest">Sending takes no longer than this.</param>
internal sealed record MailSettings(
    string Host, int Port, SecureSocketOptions Security, MailboxAddress From, string? User, string Password, TimeSpan Longest)
{
    public const string Section = "Mail";

    private const int Seconds = 10;
    private const int LongestSeconds = 300;

    private static readonly Dictionary<string, (SecureSocketOptions Options, int Port)> Securities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["starttls"] = (SecureSocketOptions.StartTls, 587),
        ["tls"] = (SecureSocketOptions.SslOnConnect, 465),
        ["none"] = (SecureSocketOptions.None, 25),
    };

    public string Server => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Null where <c>Mail:Host</c> is not set: nothing is mailed. Refused: MailSettingNotUsable.</summary>
    public static Result<MailSettings?> Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (string.IsNullOrWhiteSpace(section["Host"])) return Result.Of<MailSettings?>(null);
        var host = section["Host"]!.Trim();
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return NotUsable("Host");
        if (!Securities.TryGetValue(section["Security"] ?? "starttls", out var security)) return NotUsable("Security");
        if (Number(section["Port"], security.Port, ushort.MaxValue) is not { } port) return NotUsable("Port");
        if (Number(section["TimeoutSeconds"], Seconds, LongestSeconds) is not { } seconds) return NotUsable("TimeoutSeconds");
        if (!MailboxAddress.TryParse(section["From"] ?? "", out var from) || !from.Address.Contains('@')) return NotUsable("From");
        return new MailSettings(
            host, port, security.Options, from, string.IsNullOrEmpty(section["User"]) ? null : section["User"],
            section["Password"] ?? "", TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Without the password: a record writes all it holds.</summary>
    public override string ToString() => $"{nameof(MailSettings)} {Server}";

    private static Refusal NotUsable(string key) => MailRefusals.MailSettingNotUsable($"{Section}:{key}");

    /// <summary>A whole number from 1 to the largest; the usual one where nothing is given, null where it is none.</summary>
    private static int? Number(string? text, int usual, int largest) => string.IsNullOrEmpty(text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest ? number
        : null;
}
