using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FundLedger.Domain;

namespace FundLedger.Web.Access;

/// <summary>Every way the certificate that encrypts the data-protection keys is refused. Codes are the method names.</summary>
internal static class KeyCertificateRefusals
{
    public static Refusal KeyCertificateMissing(string file) => new(nameof(KeyCertificateMissing), file);

    public static Refusal KeyCertificateOpenToOthers(string file) => new(nameof(KeyCertificateOpenToOthers), file);

    public static Refusal KeyCertificateNotReadable(string file) => new(nameof(KeyCertificateNotReadable), file);

    public static Refusal KeyCertificateNotWritable(string file, string problem) => new(nameof(KeyCertificateNotWritable), file, problem);
}

/// <summary>
/// The certificate that encrypts the data-protection keys in the database: a PKCS #12 file outside it, open to its owner only. It
/// proves nothing to anybody; whoever holds the file can read the keys, and with them make a session of anybody.
/// </summary>
internal sealed class KeyCertificateFile(string path, string? password = null)
{
    private const int KeyBits = 3072;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    // Nobody asks the certificate when it holds: it is replaced by another file, not by time.
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Where it lies by default: beside the checkpoint key, in folder <c>keys</c> of the data folder.</summary>
    public static string Default(string dataFolder) => System.IO.Path.Combine(dataFolder, "keys", "data-protection.pfx");

    /// <summary>The certificate with its private key. Refused: no file, one that others may read, one that holds no RSA key.</summary>
    public Result<X509Certificate2> Read()
    {
        if (!File.Exists(Path)) return KeyCertificateRefusals.KeyCertificateMissing(Path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & Others) != 0)
            return KeyCertificateRefusals.KeyCertificateOpenToOthers(Path);
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(Path, password);
            using var key = certificate.GetRSAPrivateKey();
            if (key is not null) return certificate;
            certificate.Dispose();
            return KeyCertificateRefusals.KeyCertificateNotReadable(Path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return KeyCertificateRefusals.KeyCertificateNotReadable(Path);
        }
    }

    /// <summary>
    /// As <see cref="Read"/>; a file that is not there is made first, once, also where several processes look for it together.
    /// Refused besides: a folder that cannot be written to.
    /// </summary>
    public Result<X509Certificate2> ReadOrMake()
    {
        if (File.Exists(Path)) return Read();
        var partial = $"{Path}.{System.IO.Path.GetRandomFileName()}.new";
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            WritePrivately(partial, Make());
            try
            {
                File.Move(partial, Path, overwrite: false);
            }
            catch (IOException) when (File.Exists(Path))
            {
                // Another process was faster: its certificate is everybody's.
                File.Delete(partial);
            }

            return Read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return KeyCertificateRefusals.KeyCertificateNotWritable(Path, problem.Message);
        }
    }

    private byte[] Make()
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest(
            "CN=FundLedger data protection", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(First, Last);
        return certificate.Export(X509ContentType.Pkcs12, password);
    }

    private static void WritePrivately(string file, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var stream = new FileStream(file, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}
