using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Data.Access;
using Microsoft.AspNetCore.DataProtection;

namespace FundLedger.Web.Access;

/// <summary>
/// A cookie by which a browser shows that a person has signed in with it before: what strangers try elsewhere under that
/// person's name then does not keep the person out. It opens nothing by itself.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection)
{
    public const string CookieName = "fundledger.device";

    /// <summary>People who share a browser and are remembered; the newest push out the oldest.</summary>
    private const int MostPeople = 8;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    private readonly IDataProtector protector = protection.CreateProtector("FundLedger.KnownDevice");

    /// <summary>The number of the browser, if this person has signed in with it; of a name that does not exist, null.</summary>
    public string? Find(HttpContext context, SignIn? person) =>
        person is not null && Read(context) is { } device && device.People.Contains(person.Id) ? device.Number : null;

    public void Remember(HttpContext context, SignIn person)
    {
        var known = Read(context);
        if (known?.People is [var newest, ..] && newest == person.Id) return;
        var number = known?.Number ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var people = (known?.People ?? []).Where(id => id != person.Id).Prepend(person.Id).Take(MostPeople);
        var text = string.Join(' ', people.Select(id => id.ToString(CultureInfo.InvariantCulture)).Prepend(number));
        context.Response.Cookies.Append(CookieName, protector.Protect(text), new CookieOptions
        {
            MaxAge = Remembered,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            Path = "/account",
        });
    }

    private Device? Read(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { } cookie) return null;
        try
        {
            var parts = protector.Unprotect(cookie).Split(' ');
            return new Device(parts[0], [.. parts.Skip(1).Select(part => long.Parse(part, CultureInfo.InvariantCulture))]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Device(string Number, IReadOnlyList<long> People);
}
