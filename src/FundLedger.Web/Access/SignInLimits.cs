using System.Security.Cryptography;
using System.Text;
using FundLedger.Data.Access;
using FundLedger.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>What somebody guesses at.</summary>
internal enum Guess
{
    Password,
    Code,
}

/// <summary>
/// Slows guessing without giving strangers a way to keep a person out: attempts are counted by name and place, a place being
/// an address or a browser known to the person, and each further wrong one there waits longer. Across all unknown places a
/// name is paused only after many; a known browser even then goes on. Names that do not exist are treated alike.
/// </summary>
internal sealed class SignInLimits(
    IDbContextFactory<AccessDb> database, KnownDevices devices, ILookupNormalizer names, IHttpContextAccessor request, IClock clock)
{
    /// <summary>Wrong attempts from one place before the first pause.</summary>
    public const int FromOnePlace = 5;

    /// <summary>Wrong passwords from all unknown places together: SP 800-63B §3.2.2 allows a hundred.</summary>
    public const int PasswordsFromAnywhere = 100;

    /// <summary>Wrong codes from all unknown places: who gets as far has the password.</summary>
    public const int CodesFromAnywhere = 20;

    private const string Anywhere = "anywhere";
    private static readonly Duration Forgotten = Duration.FromDays(1);

    /// <summary>Minutes of the first pause and of each further one.</summary>
    private static readonly int[] Pauses = [1, 2, 4, 8, 15, 30, 60];

    /// <summary>
    /// Counts an attempt before it is looked at, so that many at once are no way round; null when it may go on. Refused:
    /// <see cref="AccessRefusals.SignInPaused"/>.
    /// </summary>
    /// <param name="person">Null for a name that does not exist.</param>
    public async Task<Refusal?> Begin(Guess guess, string name, SignIn? person)
    {
        await using var db = await database.CreateDbContextAsync();
        foreach (var (place, limit) in Places(guess, person))
        {
            if (await Count(db, Key(guess, name, place), limit) is { } refusal) return refusal;
        }

        return null;
    }

    /// <summary>The attempt was right: what was counted here, and everywhere for this name, begins anew.</summary>
    public async Task Succeeded(Guess guess, SignIn person)
    {
        await using var db = await database.CreateDbContextAsync();
        var keys = Places(guess, person).Select(place => Key(guess, person.UserName!, place.Place)).Append(
            Key(guess, person.UserName!, Anywhere)).ToList();
        await db.SignInAttempts.Where(attempts => keys.Contains(attempts.Key)).ExecuteDeleteAsync();
    }

    private IReadOnlyList<(string Place, int Limit)> Places(Guess guess, SignIn? person)
    {
        var context = request.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");
        if (devices.Find(context, person) is { } device) return [("device " + device, FromOnePlace)];
        return [("address " + ClientAddress.Of(context), FromOnePlace),
            (Anywhere, guess == Guess.Password ? PasswordsFromAnywhere : CodesFromAnywhere)];
    }

    private async Task<Refusal?> Count(AccessDb db, string key, int limit)
    {
        while (true)
        {
            var now = clock.GetCurrentInstant();
            var known = await db.SignInAttempts.AsNoTracking().SingleOrDefaultAsync(attempts => attempts.Key == key);
            if (known?.PausedUntil is { } end && end > now)
                return AccessRefusals.SignInPaused((int)Math.Ceiling((end - now).TotalMinutes));
            if (known is null)
            {
                if (await Insert(db, key, now)) return null;
                continue;
            }

            var count = known.LastAt < now - Forgotten ? 1 : known.Count + 1;
            Instant? pause = count >= limit ? now + Duration.FromMinutes(Pauses[Math.Min(count - limit, Pauses.Length - 1)]) : null;
            // Of several at once only one counts on from what it has read; the others read again.
            var counted = await db.SignInAttempts
                .Where(attempts => attempts.Key == key && attempts.Count == known.Count && attempts.LastAt == known.LastAt)
                .ExecuteUpdateAsync(row => row.SetProperty(attempts => attempts.Count, count)
                    .SetProperty(attempts => attempts.LastAt, now).SetProperty(attempts => attempts.PausedUntil, pause));
            if (counted == 1) return null;
        }
    }

    private static async Task<bool> Insert(AccessDb db, string key, Instant now)
    {
        var old = now - Forgotten;
        await db.SignInAttempts.Where(attempts => attempts.LastAt < old).ExecuteDeleteAsync();
        var first = db.SignInAttempts.Add(new SignInAttempts { Key = key, Count = 1, LastAt = now });
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException) when (db.SignInAttempts.AsNoTracking().Any(attempts => attempts.Key == key))
        {
            return false;
        }
        finally
        {
            first.State = EntityState.Detached;
        }
    }

    private string Key(Guess guess, string name, string place) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{guess}\n{names.NormalizeName(name)}\n{place}")));
}
