using System.Globalization;
using System.Security.Claims;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>
/// How long a session lasts: until its person signs out, whoever holds a copy of its cookie; without a request for
/// <see cref="Idle"/>; until an administrator disables the person; in no case longer than <see cref="Longest"/>. Each session has a
/// number in its cookie.
/// </summary>
internal sealed class Sessions(
    IDbContextFactory<AccessDb> database, DatabaseEngine engine, IOptions<IdentityOptions> options, IClock clock)
{
    public static readonly Duration Idle = Duration.FromHours(8);
    public static readonly Duration Longest = Duration.FromHours(12);

    private const string Number = "session";
    private const string Began = "began";

    /// <summary>Gives a session its number; one that is only renewed keeps the one it has, and its beginning.</summary>
    public void Begin(AuthenticationProperties session)
    {
        if (session.Items.ContainsKey(Number)) return;
        session.Items[Number] = Guid.CreateVersion7().ToString("N");
        session.Items[Began] = clock.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Refuses the cookie of a session that is over; then the framework asks whether the person's password has changed.</summary>
    public async Task Check(CookieValidatePrincipalContext context)
    {
        try
        {
            if (await IsOver(context)) context.RejectPrincipal();
            else await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
        catch (Exception problem) when (engine.IsOutage(problem))
        {
            // The error page asks for the session once more, and must be shown.
            context.HttpContext.SessionUnknown();
            context.RejectPrincipal();
        }
    }

    /// <summary>Ends the session of a request; what ran out by itself meanwhile is forgotten.</summary>
    public async Task End(AuthenticationProperties? session)
    {
        if (session is null || NumberOf(session) is not { } number) return;
        var now = clock.GetCurrentInstant();
        await using var db = await database.CreateDbContextAsync();
        var forgotten = now - Longest - Longest;
        await db.EndedSessions.Where(ended => ended.EndedAt < forgotten).ExecuteDeleteAsync();
        if (await db.EndedSessions.AnyAsync(ended => ended.Id == number)) return;
        db.EndedSessions.Add(new EndedSession { Id = number, EndedAt = now });
        await db.SaveChangesAsync();
    }

    /// <summary>Whether the person has ended it, or somebody has ended all sessions of the person, or it has run out.</summary>
    private async Task<bool> IsOver(CookieValidatePrincipalContext context)
    {
        var (session, stop) = (context.Properties, context.HttpContext.RequestAborted);
        if (NumberOf(session) is not { } number || !session.Items.TryGetValue(Began, out var text)) return true;
        if (context.Principal?.FindFirstValue(options.Value.ClaimsIdentity.UserIdClaimType) is not { } user) return true;
        var began = Instant.FromUnixTimeMilliseconds(long.Parse(text!, CultureInfo.InvariantCulture));
        if (clock.GetCurrentInstant() >= began + Longest) return true;
        var signIn = long.Parse(user, CultureInfo.InvariantCulture);
        await using var db = await database.CreateDbContextAsync(stop);
        var goesOn = await db.Users.AnyAsync(
            row => row.Id == signIn && (row.SessionsEndedAt == null || row.SessionsEndedAt < began)
                && !db.EndedSessions.Any(ended => ended.Id == number), stop);
        return !goesOn;
    }

    private static Guid? NumberOf(AuthenticationProperties session) =>
        session.Items.TryGetValue(Number, out var text) && Guid.TryParse(text, out var number) ? number : null;
}

/// <summary>The framework's idea of the time, taken from the one clock.</summary>
internal sealed class ClockTime(IClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetCurrentInstant().ToDateTimeOffset();
}
