using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using FundLedger.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace FundLedger.Web.Access;

/// <summary>Settings of section <c>DataProtection</c>.</summary>
internal sealed class KeyCertificateOptions
{
    public const string Section = "DataProtection";

    /// <summary>The configuration's key for the path of the certificate.</summary>
    public const string FileSetting = Section + ":CertificateFile";

    /// <summary>A PKCS #12 file, made where there is none. Several servers are given the same.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The password of all these files, if they have one.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Files that were in its place before: keys that they encrypted are still read.</summary>
    public IReadOnlyList<string> OlderCertificateFiles { get; set; } = [];
}

/// <summary>The certificates by which this server reads the data-protection keys in the database.</summary>
/// <param name="File">Of the newest.</param>
/// <param name="Newest">Encrypts new keys.</param>
/// <param name="Older">Read only.</param>
internal sealed record KeyCertificates(string File, X509Certificate2 Newest, IReadOnlyList<X509Certificate2> Older)
{
    private const string CertificateElement = "X509Certificate";

    /// <summary>Those that the configuration names. Refused: what <see cref="KeyCertificateFile"/> refuses of any of them.</summary>
    public static Result<KeyCertificates> Of(IConfiguration configuration)
    {
        var options = configuration.GetSection(KeyCertificateOptions.Section).Get<KeyCertificateOptions>() ?? new KeyCertificateOptions();
        var path = string.IsNullOrWhiteSpace(options.CertificateFile) ? KeyCertificateFile.Default(".") : options.CertificateFile;
        var file = new KeyCertificateFile(path, options.CertificatePassword);
        var newest = file.ReadOrMake();
        if (newest.IsRefused) return newest.Refusal;
        var older = new List<X509Certificate2>();
        foreach (var other in options.OlderCertificateFiles)
        {
            var read = new KeyCertificateFile(other, options.CertificatePassword).Read();
            if (read.IsRefused) return read.Refusal;
            older.Add(read.Value);
        }

        return new KeyCertificates(file.Path, newest.Value, older);
    }

    /// <summary>Whether a stored key is encrypted by a certificate, this server's or another one.</summary>
    public static bool IsEncrypted(XElement key) => CertificateOf(key) is not null;

    /// <summary>Whether a stored key is encrypted by one of these.</summary>
    public bool Decrypt(XElement key) => CertificateOf(key) is { } stored
        && Older.Prepend(Newest).Any(certificate => certificate.RawData.AsSpan().SequenceEqual(stored));

    private static byte[]? CertificateOf(XElement key) =>
        key.Descendants().FirstOrDefault(element => element.Name.LocalName == CertificateElement) is { } stored
            ? Convert.FromBase64String(stored.Value)
            : null;
}

internal static class KeyCertificatesRegistration
{
    /// <summary>From now on no data-protection key is written in clear. Besides <see cref="AccessRegistration.AddAccess"/>.</summary>
    public static IServiceCollection AddKeyCertificates(this IServiceCollection services, KeyCertificates certificates)
    {
        services.AddSingleton(certificates);
        services.AddDataProtection().ProtectKeysWithCertificate(certificates.Newest)
            .UnprotectKeysWithAnyCertificate([.. certificates.Older]);
        return services;
    }
}
