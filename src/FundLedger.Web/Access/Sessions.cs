using System.Globalization;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>
/// How long a session lasts: until its person signs out, whoever holds a copy of its cookie; without a request for
/// <see cref="Idle"/>; in no case longer than <see cref="Longest"/>. Each session has a number in its cookie.
/// </summary>
internal sealed class Sessions(IDbContextFactory<AccessDb> database, DatabaseEngine engine, IClock clock)
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
        session.Items[Began] = clock.GetCurrentInstant().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Refuses the cookie of a session that is over; then the framework asks whether the person's password has changed.</summary>
    public async Task Check(CookieValidatePrincipalContext context)
    {
        try
        {
            if (await IsOver(context.Properties, context.HttpContext.RequestAborted)) context.RejectPrincipal();
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

    private async Task<bool> IsOver(AuthenticationProperties session, CancellationToken stop)
    {
        if (NumberOf(session) is not { } number || !session.Items.TryGetValue(Began, out var text)) return true;
        var began = Instant.FromUnixTimeSeconds(long.Parse(text!, CultureInfo.InvariantCulture));
        if (clock.GetCurrentInstant() >= began + Longest) return true;
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.EndedSessions.AnyAsync(ended => ended.Id == number, stop);
    }

    private static Guid? NumberOf(AuthenticationProperties session) =>
        session.Items.TryGetValue(Number, out var text) && Guid.TryParse(text, out var number) ? number : null;
}

/// <summary>The framework's idea of the time, taken from the one clock.</summary>
internal sealed class ClockTime(IClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetCurrentInstant().ToDateTimeOffset();
}
