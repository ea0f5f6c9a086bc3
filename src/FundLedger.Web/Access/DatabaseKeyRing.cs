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
internal sealed class DatabaseKeyRing(IDbContextFactory<AccessDb> database) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.CreateDbContext();
        return [.. db.DataProtectionKeys.AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable()
            .Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var db = database.CreateDbContext();
        db.DataProtectionKeys.Add(
            new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
