using System.Xml.Linq;
using FundLedger.Data.Access;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.Access;

/// <summary>
/// Keeps the data-protection keys in the access database: all web nodes read each other's cookies, and a restart
/// signs nobody out.
/// </summary>
/// <param name="certificates">Null in a process that serves nothing and so makes no key.</param>
internal sealed partial class DatabaseKeyRing(
    IDbContextFactory<AccessDb> database, ILogger<DatabaseKeyRing> logger, KeyCertificates? certificates = null)
    : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    private const string KeyElement = "key";

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    /// <summary>
    /// Keys of another server's certificate are left out, and said: the framework would tell each by a stack trace. Keys in clear,
    /// from before keys were encrypted, still read what they wrote and write nothing any more.
    /// </summary>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.CreateDbContext();
        XElement[] stored =
        [
            .. db.DataProtectionKeys.AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(XElement.Parse),
        ];
        if (certificates is null) return stored;
        var foreign = stored.Where(element => KeyCertificates.IsEncrypted(element) && !certificates.Decrypt(element)).ToArray();
        if (foreign.Length > 0) TellForeign(logger, foreign.Length, certificates.File);
        foreach (var clear in stored.Where(element => element.Name == KeyElement && !KeyCertificates.IsEncrypted(element))) Expire(clear);
        return [.. stored.Except(foreign)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var db = database.CreateDbContext();
        db.DataProtectionKeys.Add(
            new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }

    /// <summary>An expired key goes on to read; the framework makes a new one to write with.</summary>
    private static void Expire(XElement key) => key.SetElementValue("expirationDate", key.Element("activationDate")?.Value);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} data-protection keys in the database are encrypted by another certificate than {File}: whoever signed in by "
            + "them must sign in anew. Give every server the same file; name an earlier one in DataProtection:OlderCertificateFiles.")]
    private static partial void TellForeign(ILogger logger, int count, string file);
}
